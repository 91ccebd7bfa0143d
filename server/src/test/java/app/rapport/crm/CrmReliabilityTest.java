package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Fault.Kind;
import app.rapport.sandbox.ProviderHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many conversations, slow and stumbling CRMs: how fast, how surely, and never twice. */
class CrmReliabilityTest extends CrmOverHttp {
    /** HubSpot's limit of calls would be what is measured. */
    @Override
    void connect() {
        rapport.connectSalesforce();
    }

    @Test
    @Requirement("H-104")
    void twoHundredTalksAreThereInUnderFiveSecondsOnAverage() {
        SANDBOX.salesforce().latency(200);
        for (var i = 1; i <= 200; i++) {
            rapport.completed("Talk " + i);
            if (i % 20 == 0) {
                // As they come in real life: some at a time, not a backlog of all.
                var soFar = i;
                await(
                        () -> rapport.get("/api/monitor").body(),
                        one -> one.path("syncedToday").asInt() == soFar,
                        soFar + " syncs");
            }
        }
        var numbers = rapport.get("/api/monitor").body();
        assertThat(numbers.path("avgSyncSeconds").asDouble()).isLessThan(5);
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(200);
    }

    @Test
    @Requirement("H-105")
    void nearlyAllSyncsSucceedWhenOneWriteInTenFails() {
        SANDBOX.salesforce()
                .fails(Fault.status(503).on("POST", ".").probability(0.1).times(-1));
        for (var i = 0; i < 100; i++) {
            rapport.completed("Talk " + i);
        }
        await(
                () -> rapport.get("/api/monitor").body(),
                one -> one.path("syncedToday").asInt() > 99,
                "99 % to succeed");
        assertThat(SANDBOX.salesforce().requests()).anyMatch(request -> request.status() == 503);
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(100);
    }

    @Test
    @Requirement("H-15")
    void neverMakesARecordTwiceWhateverIsCut() {
        rapport.connectHubspot(SANDBOX);
        for (var crm : List.of(SANDBOX.salesforce(), SANDBOX.hubspot())) {
            for (var kind : List.of(Kind.DROP_AFTER_COMMIT, Kind.TRUNCATE, Kind.RESET)) {
                crm.fails(Fault.next(kind)
                        .on("POST", "/(composite|Event|Task|meetings|tasks)$")
                        .probability(0.15)
                        .times(-1));
            }
        }
        var ids = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            ids.add(rapport.completed("Talk " + i));
        }
        await(() -> rapport.get("/api/monitor").body(), CrmReliabilityTest::tried, "everything to be tried");
        SANDBOX.salesforce().faults().clear();
        SANDBOX.hubspot().faults().clear();
        for (var id : ids) {
            rapport.post("/api/conversations/" + id + "/sync", null);
        }
        for (var id : ids) {
            var talk = rapport.awaitState(id, "salesforce", "synced");
            var meeting = rapport.awaitState(id, "hubspot", "synced");
            assertThat(count(SANDBOX.salesforce(), "Event", id)).isEqualTo(1);
            assertThat(count(SANDBOX.hubspot(), "meetings", id)).isEqualTo(1);
            var items = rapport.get("/api/conversations/" + id)
                    .body()
                    .path("actionItems")
                    .size();
            assertThat(count(SANDBOX.salesforce(), "Task", id)).isEqualTo(items);
            assertThat(count(SANDBOX.hubspot(), "tasks", id)).isEqualTo(items);
            assertThat(talk.path("remoteId").asString())
                    .isNotEqualTo(meeting.path("remoteId").asString());
        }
    }

    private static boolean tried(JsonNode numbers) {
        return numbers.path("pending").asInt() == 0
                && numbers.path("syncedToday").asInt() + numbers.path("failed").asInt() >= 40;
    }

    private static long count(ProviderHandle crm, String type, String conversation) {
        return crm.records(type).stream()
                .filter(record -> record.toString().contains("/conversations/" + conversation))
                .count();
    }
}
