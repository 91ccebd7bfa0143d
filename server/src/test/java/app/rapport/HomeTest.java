package app.rapport;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What waits for a person as they come in, and only what they may act on. */
@RapportTest
class HomeTest {
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
    void myOpenActionItemsComeFirstByDateWithHowManyAreOverdue() {
        var talk = talk("Review", customer("Acme Corp", Role.CSM));
        item(talk, "Later", today.plusDays(3), Role.CSM);
        item(talk, "Overdue", today.minusDays(1), Role.CSM);
        item(talk, "Somebody else's", today, Role.REP);
        var mine = home(csm).path("actionItems");
        assertThat(texts(mine.path("items"), "title")).containsExactly("Overdue", "Later");
        assertThat(mine.path("total").asInt()).isEqualTo(2);
        assertThat(mine.path("overdue").asInt()).isEqualTo(1);
    }

    @Test
    void draftsWaitForWhoHandedThemInAndForTheCustomersOwner() {
        var leaders = customer("Of the leader", Role.LEADER);
        var talk = talk("Review", leaders);
        assertThat(texts(home(csm).path("toReview").path("items"), "title")).containsExactly("Review");
        assertThat(texts(home(acorn.client(Role.LEADER)).path("toReview").path("items"), "title"))
                .containsExactly("Review");
        assertThat(home(acorn.client(Role.REP)).path("toReview").path("total").asInt())
                .isZero();
        json(post(csm, talk + "/complete", ""), 200);
        assertThat(home(csm).path("toReview").path("items")).isEmpty();
    }

    @Test
    void theCustomersThatMovedAreMineOrEverybodysForWhoOwnsNone() {
        json(post(csm, talk("Mine moved", customer("Acme Corp", Role.CSM)) + "/complete", ""), 200);
        json(post(csm, talk("Other moved", customer("Globex", Role.LEADER)) + "/complete", ""), 200);
        customer("Quiet", Role.CSM);
        var rep = acorn.client(Role.REP);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(home(rep).path("movedCustomers").path("items"))
                        .hasSize(2));
        var moved = home(csm).path("movedCustomers");
        assertThat(moved.path("scope").asString()).isEqualTo("mine");
        assertThat(texts(moved.path("items"), "name")).containsExactly("Acme Corp");
        assertThat(moved.path("items").path(0).path("last").path("title").asString())
                .isEqualTo("Mine moved");
        assertThat(home(rep).path("movedCustomers").path("scope").asString()).isEqualTo("all");
    }

    @Test
    void everyRoleSeesOnlyWhatItMayActOn() {
        customer("Acme Corp", Role.CSM);
        assertThat(parts(Role.LEARNER)).isEmpty();
        assertThat(parts(Role.INSTRUCTOR)).containsExactlyInAnyOrder("movedCustomers");
        assertThat(parts(Role.COORDINATOR)).containsExactlyInAnyOrder("movedCustomers", "actionItems");
        assertThat(parts(Role.CSM))
                .containsExactlyInAnyOrder("movedCustomers", "actionItems", "toReview", "failedSyncs", "renewals");
        assertThat(parts(Role.ADMIN))
                .containsExactlyInAnyOrder(
                        "movedCustomers", "actionItems", "toReview", "failedSyncs", "pendingApprovals");
    }

    private List<String> parts(Role role) {
        return home(acorn.client(role)).propertyNames().stream()
                .filter(name -> !name.equals("asOf"))
                .toList();
    }

    private String customer(String name, Role owner) {
        return id(json(
                post(csm, "/api/customers", """
                {"name":"%s","ownerId":"%s"}""".formatted(
                                name, acorn.user(owner).id())),
                201));
    }

    private String talk(String title, String customer) {
        return "/api/conversations/"
                + id(json(post(csm, "/api/conversations", """
                {"title":"%s","startedAt":"%s","customerId":"%s"}""".formatted(title, Instant.now(), customer)), 201));
    }

    private void item(String talk, String title, LocalDate due, Role owner) {
        json(
                post(csm, talk + "/action-items", """
                {"title":"%s","dueDate":"%s","ownerUserId":"%s"}""".formatted(
                                title, due, acorn.user(owner).id())),
                201);
    }

    private static JsonNode home(RestTestClient person) {
        return json(get(person, "/api/home"), 200);
    }

    private static List<String> texts(JsonNode items, String field) {
        return items.valueStream().map(item -> item.path(field).asString()).toList();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
