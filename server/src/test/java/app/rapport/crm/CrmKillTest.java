package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportProcess;
import app.rapport.Requirement;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Fault.Kind;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kills the whole process, as {@code kill -9} does, while both CRMs are being written to. */
class CrmKillTest {

    @Test
    @Requirement("H-15")
    void aKilledProcessLosesNothingAndDoublesNothing() throws Exception {
        try (var sandbox = Sandbox.start(0);
                var process = new RapportProcess(CrmTestBed.pointedAt(sandbox.baseUrl())).start()) {
            var rapport = CrmTestBed.settingUp(process.baseUrl());
            rapport.acme();
            rapport.connectSalesforce();
            rapport.connectHubspot(sandbox);
            mapBudget(rapport, "salesforce", "Description");
            mapBudget(rapport, "hubspot", "jobtitle");

            // Nothing is there yet, but Rapport cannot know.
            hold(sandbox.salesforce(), Kind.HANG, "/composite$");
            hold(sandbox.hubspot(), Kind.HANG, "/meetings$");
            var first = rapport.completed("Killed before anything was stored");
            killWhileHeld(process, sandbox, Kind.HANG);
            assertThat(sandbox.salesforce().records("Event")).isEmpty();
            assertThat(sandbox.hubspot().records("meetings")).isEmpty();
            process.start();
            isThereOnce(rapport, sandbox, first);
            assertThat(contactUpdates(sandbox.salesforce())).isEqualTo(1);
            assertThat(contactUpdates(sandbox.hubspot())).isEqualTo(1);

            // All is there, and Rapport was never told.
            hold(sandbox.salesforce(), Kind.HANG_AFTER_COMMIT, "/composite$");
            hold(sandbox.hubspot(), Kind.HANG_AFTER_COMMIT, "/tasks$");
            var second = rapport.completed("Killed before the answer");
            killWhileHeld(process, sandbox, Kind.HANG_AFTER_COMMIT);
            assertThat(about(sandbox.salesforce(), "Event", second)).isEqualTo(1);
            assertThat(about(sandbox.hubspot(), "tasks", second)).isEqualTo(1);
            process.start();
            isThereOnce(rapport, sandbox, second);
            isThereOnce(rapport, sandbox, first);

            assertThat(sandbox.salesforce().requests())
                    .allMatch(request -> request.problems().isEmpty());
            assertThat(sandbox.hubspot().requests())
                    .allMatch(request -> request.problems().isEmpty());
        }
    }

    @Test
    @Requirement("H-21")
    void theOldValueIsKeptAlthoughNobodyHeardThatItWasReplaced() throws Exception {
        try (var sandbox = Sandbox.start(0);
                var process = new RapportProcess(CrmTestBed.pointedAt(sandbox.baseUrl())).start()) {
            var rapport = CrmTestBed.settingUp(process.baseUrl());
            rapport.acme();
            rapport.connectSalesforce();
            rapport.connectHubspot(sandbox);
            mapBudget(rapport, "salesforce", "Description");
            mapBudget(rapport, "hubspot", "jobtitle");
            note(sandbox.salesforce(), "Contact", "Description");
            note(sandbox.hubspot(), "contacts", "jobtitle");

            sandbox.salesforce().fails(Fault.next(Kind.HANG_AFTER_COMMIT).on("PATCH", "/Contact/"));
            sandbox.hubspot().fails(Fault.next(Kind.HANG_AFTER_COMMIT).on("PATCH", "/contacts/"));
            var talk = rapport.completed("Killed before the contact's answer");
            killWhileHeld(process, sandbox, Kind.HANG_AFTER_COMMIT);
            process.start();
            isThereOnce(rapport, sandbox, talk);

            var audit =
                    rapport.get("/api/audit?action=crm.contact_updated").body().path("items");
            assertThat(audit).hasSize(2);
            assertThat(audit)
                    .allSatisfy(entry -> assertThat(
                                    entry.path("details").path("changes").toString())
                            .contains("\"before\":\"An old note\""));
            assertThat(contactUpdates(sandbox.salesforce())).isEqualTo(1);
            assertThat(contactUpdates(sandbox.hubspot())).isEqualTo(1);
        }
    }

    private static void note(ProviderHandle crm, String type, String field) {
        for (var record : crm.records(type)) {
            var id = record.path("Id").asString(record.path("id").asString());
            crm.change(type, id, CrmTestBed.JSON.createObjectNode().put(field, "An old note"));
        }
    }

    private static void mapBudget(CrmTestBed rapport, String crm, String field) {
        var mapping = Map.of("source", "budget", "object", "contact", "field", field);
        var answer = rapport.call(
                "PUT",
                "/api/integrations/crm/" + rapport.connection(crm) + "/mappings",
                Map.of("items", List.of(mapping)));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void hold(ProviderHandle crm, Kind kind, String path) {
        crm.fails(Fault.next(kind).on("POST", path));
    }

    private static void killWhileHeld(RapportProcess process, Sandbox sandbox, Kind kind) throws InterruptedException {
        for (var crm : List.of(sandbox.salesforce(), sandbox.hubspot())) {
            await(
                    crm::requests,
                    all -> all.stream().anyMatch(one -> kind.name().equalsIgnoreCase(one.fault())),
                    "a request to be held");
        }
        process.kill();
        sandbox.salesforce().faults().clear();
        sandbox.hubspot().faults().clear();
    }

    /** One meeting, each task once and the contact's field, in both, and Rapport knows. */
    private static void isThereOnce(CrmTestBed rapport, Sandbox sandbox, String conversation) {
        var salesforce = rapport.awaitState(conversation, "salesforce", "synced");
        var hubspot = rapport.awaitState(conversation, "hubspot", "synced");
        assertThat(about(sandbox.salesforce(), "Event", conversation)).isEqualTo(1);
        assertThat(about(sandbox.hubspot(), "meetings", conversation)).isEqualTo(1);
        assertThat(sandbox.salesforce().records("Event").toString())
                .contains(salesforce.path("remoteId").asString());
        assertThat(sandbox.hubspot().records("meetings").toString())
                .contains(hubspot.path("remoteId").asString());
        var promised = rapport.get("/api/conversations/" + conversation)
                .body()
                .path("actionItems")
                .size();
        assertThat(promised).isPositive();
        assertThat(about(sandbox.salesforce(), "Task", conversation)).isEqualTo(promised);
        assertThat(about(sandbox.hubspot(), "tasks", conversation)).isEqualTo(promised);
    }

    private static long about(ProviderHandle crm, String type, String conversation) {
        return crm.records(type).stream()
                .filter(record -> record.toString().contains("/conversations/" + conversation))
                .count();
    }

    private static long contactUpdates(ProviderHandle crm) {
        return crm.requests().stream()
                .filter(request -> request.method().equals("PATCH")
                        && request.path().toLowerCase(Locale.ROOT).contains("/contact"))
                .count();
    }
}
