package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Sandbox;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The list of conversations, narrowed to how they stand in the CRMs. */
@RapportTest
@Requirement({"H-11", "H-88"})
class SyncFilterTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final TestOrganizations organizations;
    private final CrmTestBed rapport;

    SyncFilterTest(@Autowired TestOrganizations organizations) {
        this.organizations = organizations;
        this.rapport = new CrmTestBed(organizations, organizations.create("Acorn Works"));
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

    private List<String> titles(String query) {
        return rapport.get("/api/conversations" + query)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }
}
