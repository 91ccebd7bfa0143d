package app.rapport.identity;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.platform.MovableClock;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The way back in for who forgot the password. */
@RapportTest
class PasswordResetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern LINK = Pattern.compile("http\\S+/auth/reset/(\\S+)");
    private static final String FRESH = "a brand new password";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    MovableClock clock;

    @Autowired
    RapportSettings settings;

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    void aForgottenPasswordIsReplacedThroughALinkThatWorksOnce() {
        var acorn = organizations.create("Acorn <b>Works</b>");
        var carl = acorn.user(Role.CSM);
        ask(carl.email()).expectStatus().isNoContent();
        var token = tokens(acorn, carl, 1).getFirst();
        var nobody = organizations.anonymous();

        assertThat(json(get(nobody, "/api/auth/reset/" + token), 200)
                        .get("email")
                        .asString())
                .isEqualTo(carl.email());
        refused(choose(token, "short"), 400, "weak_password");
        get(acorn.client(Role.CSM), "/api/me").expectStatus().isOk();
        choose(token, FRESH).expectStatus().isNoContent();

        get(acorn.client(Role.CSM), "/api/me").expectStatus().isUnauthorized();
        refused(signIn(carl, TestOrganizations.PASSWORD), 401, "sign_in_failed");
        signIn(carl, FRESH).expectStatus().isNoContent();
        refused(choose(token, "another new password"), 404, "not_found");
        refused(get(nobody, "/api/auth/reset/" + token), 404, "not_found");
        var trail =
                json(get(acorn.admin(), "/api/audit?subject=" + carl.id()), 200).get("items");
        assertThat(trail.valueStream().map(entry -> entry.get("action").asString()))
                .containsSubsequence("user.password_reset", "user.password_reset_asked");
        assertThat(trail.at("/0/actor/id").asString()).isEqualTo(carl.id().toString());
    }

    @Test
    void whoAsksDoesNotLearnWhoHasAnAccount() {
        var acorn = organizations.create();
        var gone = acorn.user(Role.REP);
        json(patch(acorn.admin(), "/api/users/" + gone.id(), "{\"active\":false}"), 200);
        var known = acorn.user(Role.CSM);
        for (var email : List.of("nobody-" + known.email(), gone.email(), known.email())) {
            var answer = ask(email).returnResult(String.class);
            assertThat(answer.getStatus().value()).as(email).isEqualTo(204);
            assertThat(answer.getResponseBody()).as(email).isNull();
        }
        tokens(acorn, known, 1);
        assertThat(messages(acorn)).hasSize(1);
        refused(ask("not an address"), 400, "invalid_field");
        refused(get(organizations.anonymous(), "/api/auth/reset/none"), 404, "not_found");
    }

    @Test
    void aLinkLastsAnHourAndANewOneReplacesIt() {
        var acorn = organizations.create();
        var carl = acorn.user(Role.CSM);
        ask(carl.email());
        var first = tokens(acorn, carl, 1).getFirst();
        ask(carl.email());
        var second = tokens(acorn, carl, 2).getFirst();
        refused(choose(first, FRESH), 404, "not_found");

        clock.advance(Duration.ofMinutes(61));
        refused(choose(second, FRESH), 404, "not_found");
        signIn(carl, TestOrganizations.PASSWORD).expectStatus().isNoContent();
    }

    @Test
    void whoChangesThePasswordNeedsNoLinkAnyMore() {
        var acorn = organizations.create();
        var carl = acorn.user(Role.CSM);
        ask(carl.email());
        var token = tokens(acorn, carl, 1).getFirst();
        post(acorn.client(Role.CSM), "/api/me/password", """
                {"current":"%s","new":"%s"}""".formatted(TestOrganizations.PASSWORD, FRESH))
                .expectStatus()
                .isNoContent();
        refused(choose(token, "yet another password"), 404, "not_found");
    }

    @Test
    void askingTooOftenIsRefusedWhetherThereIsAnAccountOrNot() {
        var carl = organizations.create().user(Role.CSM);
        for (var email : List.of(carl.email(), "nobody-" + carl.email())) {
            for (var time = 0; time < SignInAttempts.RESETS_PER_ACCOUNT; time++) {
                ask(email).expectStatus().isNoContent();
            }
            var refused = ask(email);
            refused.expectHeader().exists("Retry-After");
            refused(refused, 429, "too_many_resets");
        }
        signIn(carl, TestOrganizations.PASSWORD).expectStatus().isNoContent();
    }

    @Test
    void aNewPasswordOpensALockedAccount() {
        var acorn = organizations.create();
        var carl = acorn.user(Role.CSM);
        for (var attempt = 0; attempt <= SignInAttempts.PER_ACCOUNT; attempt++) {
            signIn(carl, "wrong password");
        }
        refused(signIn(carl, TestOrganizations.PASSWORD), 429, "locked_out");
        ask(carl.email());
        choose(tokens(acorn, carl, 1).getFirst(), FRESH).expectStatus().isNoContent();
        signIn(carl, FRESH).expectStatus().isNoContent();
    }

    @Test
    void theLetterSpeaksThePersonsLanguage() {
        var acorn = organizations.create("Acorn <b>Works</b>");
        var carl = acorn.user(Role.CSM);
        json(patch(acorn.client(Role.CSM), "/api/me", "{\"locale\":\"ar\"}"), 200);
        ask(carl.email());
        tokens(acorn, carl, 1);
        var message = messages(acorn).getFirst();
        assertThat(message.html()).contains("dir=\"rtl\"", "كلمة مرور جديدة").doesNotContain("<b>");
        assertThat(message.subject()).contains("كلمة مرور جديدة");
    }

    @Test
    void withoutAMailServerAnAdministratorsLinkIsOnTheMachineToo() throws IOException {
        var acorn = organizations.create();
        var ada = acorn.user(Role.ADMIN);
        var carl = acorn.user(Role.CSM);
        ask(ada.email());
        var token = tokens(acorn, ada, 1).getFirst();
        ask(carl.email());
        tokens(acorn, carl, 1);

        var file = settings.data().resolve("password-reset.txt");
        assertThat(file).content().contains(ada.email(), token).doesNotContain(carl.email());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private record Message(String to, String subject, String text, String html) {}

    private static List<Message> messages(TestOrganization organization) {
        return json(get(organization.admin(), "/api/outbox"), 200)
                .get("items")
                .valueStream()
                .map(item -> new Message(
                        item.get("to").asString(),
                        item.get("subject").asString(),
                        item.get("text").asString(),
                        item.get("html").asString()))
                .toList();
    }

    /** The links sent to a person so far, once there are so many; the latest first. */
    private static List<String> tokens(TestOrganization organization, TestUser person, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> messages(organization).stream()
                                .filter(message -> message.to().equals(person.email()))
                                .map(message -> LINK.matcher(message.text())
                                        .results()
                                        .findFirst()
                                        .orElseThrow()
                                        .group(1))
                                .toList(),
                        links -> links.size() == count);
    }

    private RestTestClient.ResponseSpec ask(String email) {
        return post(organizations.anonymous(), "/api/auth/reset", "{\"email\":\"" + email + "\"}");
    }

    private RestTestClient.ResponseSpec choose(String token, String password) {
        return post(organizations.anonymous(), "/api/auth/reset/" + token, "{\"password\":\"" + password + "\"}");
    }

    private RestTestClient.ResponseSpec signIn(TestUser person, String password) {
        return post(organizations.anonymous(), "/api/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(person.email(), password));
    }
}
