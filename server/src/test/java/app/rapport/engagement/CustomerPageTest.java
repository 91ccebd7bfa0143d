package app.rapport.engagement;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What a customer's page says besides the facts: where they come from, and what to do next. */
@RapportTest
class CustomerPageTest {
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));

    @Autowired
    TestOrganizations organizations;

    private TestOrganization acorn;
    private RestTestClient csm;

    @BeforeEach
    void anOrganization() {
        acorn = organizations.create();
        csm = acorn.client(Role.CSM);
    }

    @Test
    void theTimelineSaysHowManyEntriesEachSourceHas() {
        var acme = customer("Acme Corp", today.plusDays(300));
        completed(acme, "zoom", 2);
        completed(acme, "zoom", 3);
        completed(acme, "upload", 1);
        var address = acme + "/timeline/sources";
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                json(get(csm, address), 200).path("total").asInt())
                        .isEqualTo(3));
        var sources = json(get(csm, address), 200);
        assertThat(sources.path("items").path(0).path("source").asString()).isEqualTo("zoom");
        assertThat(sources.path("items").path(0).path("count").asInt()).isEqualTo(2);
        assertThat(sources.path("items").path(1).path("count").asInt()).isEqualTo(1);
        assertThat(sources.path("items")).hasSize(2);
        assertThat(sources.path("definition").asString()).isNotBlank();
        assertThat(sources.path("asOf").asString()).isNotBlank();
        assertThat(json(get(csm, acme), 200).path("lastActivityAt").asString())
                .startsWith(Instant.now().minus(1, ChronoUnit.DAYS).toString().substring(0, 10));
    }

    @Test
    void nothingIsRecommendedWithoutAReason() {
        assertThat(steps(csm, customer("Calm Inc", today.plusDays(300)))).isEmpty();
    }

    @Test
    void anOverduePromiseComesBeforeANearRenewalAndSaysSinceWhen() {
        var acme = customer("Acme Corp", today.plusDays(20));
        var talk = completed(acme, "upload", 1);
        item(talk, "Send the plan", today.minusDays(4));
        item(talk, "Call the CFO", today.minusDays(2));
        item(talk, "Not due yet", today.plusDays(2));
        var steps = steps(csm, acme);
        assertThat(kinds(steps)).containsExactly("overdue_actions", "renewal_near");
        var because = steps.path(0).path("because");
        assertThat(because.path("count").asInt()).isEqualTo(2);
        assertThat(because.path("title").asString()).isEqualTo("Send the plan");
        assertThat(because.path("since").asString())
                .isEqualTo(today.minusDays(4).toString());
        assertThat(steps.path(1).path("because").path("days").asInt()).isEqualTo(20);
    }

    @Test
    void aLongSilenceAndAPassedRenewalAreReasonsToo() {
        var quiet = customer("Quiet Ltd", today.minusDays(3));
        completed(quiet, "upload", 45);
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(kinds(steps(csm, quiet))).containsExactly("renewal_passed", "no_contact"));
        assertThat(steps(csm, quiet).path(1).path("because").path("days").asInt())
                .isEqualTo(45);
    }

    @Test
    void aConversationThatWaitsIsToBeReviewed() {
        var acme = customer("Acme Corp", null);
        var talk = draft(acme, "upload", 1);
        var step = steps(csm, acme).path(0);
        assertThat(step.path("kind").asString()).isEqualTo("to_review");
        assertThat(step.path("link").asString()).isEqualTo(talk.replace("/api", ""));
    }

    @Test
    void whoMayNotReadConversationsIsToldNothingOfThem() {
        var acme = customer("Acme Corp", null);
        item(completed(acme, "upload", 1), "Send the plan", today.minusDays(4));
        assertThat(steps(csm, acme)).isNotEmpty();
        assertThat(steps(acorn.client(Role.INSTRUCTOR), acme)).isEmpty();
    }

    private String customer(String name, @Nullable LocalDate renewal) {
        return "/api/customers/"
                + id(json(
                        post(csm, "/api/customers", """
                {"name":"%s","renewalDate":%s}""".formatted(
                                        name, renewal == null ? null : '"' + renewal.toString() + '"')),
                        201));
    }

    private String draft(String customer, String source, int daysAgo) {
        return "/api/conversations/"
                + id(json(
                        post(csm, "/api/conversations", """
                {"title":"A talk","source":"%s","startedAt":"%s","customerId":"%s"}""".formatted(
                                        source,
                                        Instant.now().minus(daysAgo, ChronoUnit.DAYS),
                                        customer.substring("/api/customers/".length()))),
                        201));
    }

    private String completed(String customer, String source, int daysAgo) {
        var talk = draft(customer, source, daysAgo);
        json(post(csm, talk + "/complete", ""), 200);
        return talk;
    }

    private void item(String talk, String title, LocalDate due) {
        json(post(csm, talk + "/action-items", """
                {"title":"%s","dueDate":"%s"}""".formatted(title, due)), 201);
    }

    private static JsonNode steps(RestTestClient reader, String customer) {
        return json(get(reader, customer + "/next-steps"), 200).path("items");
    }

    private static List<String> kinds(JsonNode steps) {
        return steps.valueStream().map(step -> step.path("kind").asString()).toList();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
