package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Http;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where people see how conversations stand in the CRMs: the list, the customer's page, the home page. */
@RapportTest
@Requirement({"H-11", "H-88"})
class SyncStandingsTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final TestOrganizations organizations;
    private final TestOrganization organization;
    private final CrmTestBed rapport;

    SyncStandingsTest(@Autowired TestOrganizations organizations) {
        this.organizations = organizations;
        this.organization = organizations.create("Acorn Works");
        this.rapport = new CrmTestBed(organizations, organization);
    }

    @BeforeEach
    void oneTalkSyncedAndOneThatHubspotRefused() {
        SANDBOX.reset();
        rapport.acme();
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
        var good = rapport.completed("Good review");
        rapport.awaitState(good, "salesforce", "synced");
        rapport.awaitState(good, "hubspot", "synced");
        SANDBOX.hubspot().fails(Fault.status(422).on("POST", "/meetings$").times(-1));
        var bad = rapport.completed("Bad review");
        rapport.awaitState(bad, "salesforce", "synced");
        rapport.awaitState(bad, "hubspot", "failed");
        rapport.conversation("Not yet completed");
    }

    @Test
    void findsTheConversationsThatStandLikeThisInAtLeastOneCrm() {
        assertThat(titles("?sync=failed")).containsExactly("Bad review");
        assertThat(titles("?sync=synced")).containsExactlyInAnyOrder("Good review", "Bad review");
        assertThat(titles("?sync=pending")).isEmpty();
        assertThat(titles("?sync=blocked")).isEmpty();
        assertThat(titles("")).hasSize(3);
    }

    @Test
    void narrowsTogetherWithTheOtherFiltersAndByPages() {
        assertThat(titles("?sync=synced&query=good")).containsExactly("Good review");
        assertThat(titles("?sync=failed&state=draft")).isEmpty();
        var first = rapport.get("/api/conversations?sync=synced&limit=1").body();
        var second = rapport.get("/api/conversations?sync=synced&limit=1&cursor="
                        + first.path("nextCursor").asString())
                .body();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("items").path(0).path("id"))
                .isNotEqualTo(first.path("items").path(0).path("id"));
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void refusesAStateThereIsNot() {
        var answer = rapport.get("/api/conversations?sync=lost");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_sync_state");
    }

    @Test
    void anotherOrganizationFindsNoneOfThem() {
        var other = new CrmTestBed(organizations, organizations.create("Other Ltd"));
        assertThat(other.get("/api/conversations?sync=failed").body().path("items"))
                .isEmpty();
    }

    @Test
    void theCustomersNextStepIsToPutTheFailedSyncRight() {
        var step = rapport.get("/api/customers/" + customer() + "/next-steps")
                .body()
                .path("items")
                .path(0);
        assertThat(step.path("kind").asString()).isEqualTo("failed_sync");
        assertThat(step.path("because").path("count").asInt()).isEqualTo(1);
        assertThat(step.path("because").path("crmTypes").path(0).asString()).isEqualTo("hubspot");
        assertThat(rapport.get("/api" + step.path("link").asString()).text("title"))
                .isEqualTo("Bad review");
    }

    @Test
    void homeShowsWhatFailedWithWhatToDo() {
        var failed = rapport.get("/api/home").body().path("failedSyncs");
        assertThat(failed.path("failed").asInt()).isEqualTo(1);
        assertThat(failed.path("items").path(0).path("title").asString()).isEqualTo("Bad review");
        assertThat(failed.path("items").path(0).path("nextStep").asString()).isNotBlank();
    }

    @Test
    @Requirement("H-98")
    void aWishToConnectWaitsOnTheHomePageOfThoseWhoDecide() {
        var asked = Http.post(organization.client(Role.CSM), "/api/integrations/salesforce/connect", "{}");
        var request = Http.json(asked, 202).path("requestId").asString();
        var pending = rapport.get("/api/home").body().path("pendingApprovals").path("items");
        assertThat(pending.path(0).path("id").asString()).isEqualTo(request);
        assertThat(pending.path(0).path("requestedBy").asString())
                .isEqualTo(organization.user(Role.CSM).name());
        assertThat(Http.json(Http.get(organization.client(Role.CSM), "/api/home"), 200)
                        .has("pendingApprovals"))
                .isFalse();
    }

    @Test
    @Requirement("H-21")
    void theCustomersPageShowsTheFieldsWrittenThereWithTheirSource() {
        rapport.call(
                "PUT",
                "/api/integrations/crm/" + rapport.connection("salesforce") + "/mappings",
                Map.of("items", List.of(Map.of("source", "budget", "object", "contact", "field", "Description"))));
        var id = rapport.completed("Budget talk");
        rapport.awaitState(id, "salesforce", "synced");
        var fields = rapport.get("/api/customers/" + customer() + "/crm-fields")
                .body()
                .path("items");
        assertThat(fields).hasSize(1);
        assertThat(fields.path(0).path("field").asString()).isEqualTo("Description");
        assertThat(fields.path(0).path("value").asString()).startsWith("50000");
        assertThat(fields.path(0).path("conversation").path("title").asString()).isEqualTo("Budget talk");
        assertThat(fields.path(0).path("writtenAt").asString()).isNotBlank();
    }

    private String customer() {
        return rapport.get("/api/customers")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private List<String> titles(String query) {
        return rapport.get("/api/conversations" + query)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }
}
