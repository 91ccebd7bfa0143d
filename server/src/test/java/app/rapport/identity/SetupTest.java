package app.rapport.identity;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** On a database nobody has set up yet. */
@RapportTest
@TestPropertySource(properties = {"rapport.app-url=https://hub.example", "rapport.identity.hourly-api-limit=100"})
class SetupTest {
    @Autowired
    TestOrganizations organizations;

    @Test
    void theFirstOfManyAtOnceSetsUpAndTheOthersAreToldSo() throws Exception {
        var nobody = organizations.anonymous();
        assertThat(json(get(nobody, "/api/setup"), 200).get("needed").asBoolean())
                .isTrue();
        refused(post(nobody, "/api/setup", body("weak@first.example", "short")), 400, "weak_password");
        refused(post(nobody, "/api/setup", body("no address", "a long enough password")), 400, "invalid_field");
        assertThat(json(get(nobody, "/api/setup"), 200).get("needed").asBoolean())
                .isTrue();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Integer>) () -> post(
                                    organizations.anonymous(),
                                    "/api/setup",
                                    body("ada-" + i + "@first.example", "a long enough password"))
                            .returnResult(String.class)
                            .getStatus()
                            .value())
                    .toList());
            var statuses = answers.stream().map(answer -> answer.resultNow()).toList();
            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 409);
        }
        assertThat(json(get(nobody, "/api/setup"), 200).get("needed").asBoolean())
                .isFalse();
        refused(
                post(nobody, "/api/setup", body("late@first.example", "a long enough password")),
                409,
                "already_set_up");
    }

    @Test
    void behindTlsTheCookieNeverTravelsInTheClear() {
        var ada = organizations.create().user(Role.ADMIN);
        var answer = post(
                organizations.anonymous(), "/api/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(ada.email(), TestOrganizations.PASSWORD));
        answer.expectHeader().value("Set-Cookie", value -> assertThat(value).contains("; Secure"));
        answer.expectHeader().exists("Strict-Transport-Security");
    }

    private static String body(String email, String password) {
        return """
                {"organizationName":"First","zone":"Europe/Berlin","name":"Ada","email":"%s","password":"%s"}""".formatted(email, password);
    }
}
