package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Sandbox;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A finished conversation reaches the CRMs by itself. */
@RapportTest
class CrmSyncTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final CrmTestBed rapport;

    CrmSyncTest(@Autowired TestOrganizations organizations) {
        this.rapport = new CrmTestBed(organizations, "Acorn Works");
    }

    @BeforeEach
    void connect() {
        SANDBOX.reset();
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
        rapport.acme();
    }

    @AfterEach
    void everythingSentWasRight() {
        assertThat(SANDBOX.salesforce().requests())
                .allMatch(request -> request.problems().isEmpty());
        assertThat(SANDBOX.hubspot().requests())
                .allMatch(request -> request.problems().isEmpty());
    }

    @Test
    @Requirement({"H-01", "H-02", "H-03", "H-19", "H-74", "H-75"})
    void aCompletedConversationReachesBothCrmsOnce() {
        var id = rapport.completed("Quarterly review");
        var salesforce = rapport.awaitState(id, "salesforce", "synced");
        var hubspot = rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).singleElement().satisfies(event -> {
            assertThat(event.path("Id").asString())
                    .isEqualTo(salesforce.path("remoteId").asString());
            assertThat(event.path("Subject").asString()).isEqualTo("Quarterly review");
        });
        assertThat(SANDBOX.hubspot().records("meetings"))
                .singleElement()
                .satisfies(meeting -> assertThat(meeting.path("id").asString())
                        .isEqualTo(hubspot.path("remoteId").asString()));
        assertThat(SANDBOX.salesforce().records("Task")).isNotEmpty();
        assertThat(SANDBOX.hubspot().records("tasks"))
                .hasSameSizeAs(SANDBOX.salesforce().records("Task"));
        assertThat(salesforce.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void pressingSyncAgainUpdatesTheSameRecord() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(rapport.call("PATCH", "/api/conversations/" + id, Map.of("title", "Corrected"))
                        .status())
                .isEqualTo(200);
        assertThat(rapport.post("/api/conversations/" + id + "/sync", null).status())
                .isEqualTo(202);
        await(
                () -> SANDBOX.salesforce()
                        .records("Event")
                        .getFirst()
                        .path("Subject")
                        .asString(),
                "Corrected"::equals,
                "the new title");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }
}
