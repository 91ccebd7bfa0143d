package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.sandbox.LoggedRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A finished conversation reaches the CRMs by itself. */
class CrmSyncTest extends CrmOverHttp {
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

    @Test
    @Requirement({"H-20", "H-75"})
    void aFinishedActionItemClosesItsTasks() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        var item = rapport.get("/api/conversations/" + id)
                .body()
                .path("actionItems")
                .path(0);
        var task = SANDBOX.salesforce().records("Task").getFirst();
        assertThat(task.path("ActivityDate").asString())
                .isEqualTo(item.path("dueDate").asString());
        assertThat(task.path("Status").asString()).isEqualTo("Not Started");
        rapport.call("PATCH", "/api/action-items/" + item.path("id").asString(), Map.of("status", "done"));
        await(
                () -> SANDBOX.salesforce().records("Task"),
                tasks -> tasks.stream()
                        .anyMatch(one -> one.path("Status").asString().equals("Completed")),
                "the task to be closed");
        await(
                () -> SANDBOX.hubspot().records("tasks"),
                tasks -> tasks.stream()
                        .anyMatch(one -> one.path("properties")
                                .path("hs_task_status")
                                .asString()
                                .equals("COMPLETED")),
                "the task to be closed");
    }

    @Test
    void aRemovedActionItemLeavesNoOpenTask() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var item = rapport.get("/api/conversations/" + id)
                .body()
                .path("actionItems")
                .path(0);
        rapport.call("DELETE", "/api/action-items/" + item.path("id").asString(), null);
        await(
                () -> SANDBOX.salesforce().records("Task"),
                tasks -> tasks.stream()
                        .allMatch(one -> one.path("Status").asString().equals("Deferred")),
                "the task to be put off");
    }

    @Test
    @Requirement("H-21")
    void anInsightIsWrittenToTheMappedContactFieldAndTheOldValueKept() {
        var connection = rapport.connection("salesforce");
        var mapped = rapport.call(
                "PUT",
                "/api/integrations/crm/" + connection + "/mappings",
                Map.of("items", List.of(Map.of("source", "budget", "object", "contact", "field", "Description"))));
        assertThat(mapped.status()).isEqualTo(200);
        var john = SANDBOX.salesforce().records("Contact").stream()
                .filter(contact -> contact.path("Email").asString().equals("john@acmecorp.com"))
                .findFirst()
                .orElseThrow();
        SANDBOX.salesforce()
                .change(
                        "Contact",
                        john.path("Id").asString(),
                        CrmTestBed.JSON.createObjectNode().put("Description", "An old note"));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var after = SANDBOX.salesforce().records("Contact").stream()
                .filter(contact -> contact.path("Email").asString().equals("john@acmecorp.com"))
                .findFirst()
                .orElseThrow();
        assertThat(after.path("Description").asString()).startsWith("50000");
        var audit = rapport.get("/api/audit?action=crm.contact_updated")
                .body()
                .path("items")
                .path(0);
        assertThat(audit.path("details")
                        .path("changes")
                        .path("Description")
                        .path("before")
                        .asString())
                .isEqualTo("An old note");
    }

    @Test
    @Requirement({"H-16", "H-42", "H-76"})
    void thePreviewIsWhatIsSent() {
        var id = rapport.conversation("Quarterly review");
        assertThat(rapport.post("/api/conversations/" + id + "/summary", null).status())
                .isEqualTo(200);
        for (var crm : List.of("salesforce", "hubspot")) {
            var provider = SANDBOX.provider(crm);
            var preview =
                    rapport.get("/api/conversations/" + id + "/sync/preview?connection=" + rapport.connection(crm));
            assertThat(preview.status()).isEqualTo(200);
            assertThat(provider.requests()).noneMatch(request -> wrote(request, crm));
            assertThat(preview.body().path("requests")).isNotEmpty();
            previews.put(crm, preview.body().path("requests"));
        }
        rapport.complete(id);
        for (var crm : List.of("salesforce", "hubspot")) {
            rapport.awaitState(id, crm, "synced");
            var sent = SANDBOX.provider(crm).requests().stream()
                    .filter(request -> wrote(request, crm))
                    .toList();
            var promised = Objects.requireNonNull(previews.get(crm));
            assertThat(sent).hasSize(promised.size());
            for (var i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i).method())
                        .isEqualTo(promised.path(i).path("method").asString());
                assertThat(CrmTestBed.JSON.readTree(sent.get(i).body()).toString())
                        .isEqualTo(promised.path(i).path("body").toString());
            }
        }
    }

    private final Map<String, JsonNode> previews = new HashMap<>();

    private static boolean wrote(LoggedRequest request, String crm) {
        return !request.method().equals("GET")
                && (crm.equals("salesforce")
                        ? request.path().contains("/services/data/")
                        : request.path().matches(".*/crm/objects/2026-09/[a-z]+(/[0-9]+)?"));
    }

    @Test
    void aRecordThatWasDeletedThereIsMadeAgain() {
        var id = rapport.completed("Quarterly review");
        var first = rapport.awaitState(id, "hubspot", "synced").path("remoteId").asString();
        var key = SANDBOX.hubspot().serviceKey();
        assertThat(CrmTestBed.send(HttpRequest.newBuilder(URI.create(
                                        SANDBOX.hubspot().baseUrl() + "/crm/objects/2026-09/meetings/" + first))
                                .header("Authorization", "Bearer " + key)
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(204);
        rapport.post("/api/conversations/" + id + "/sync", null);
        var again = await(
                () -> rapport.standing(id, "hubspot"),
                one -> !one.path("remoteId").asString().equals(first)
                        && one.path("state").asString().equals("synced"),
                "a new record");
        assertThat(again.path("warnings").toString()).contains("made it again");
        assertThat(again.path("warningWords").path(0).path("code").asString()).isEqualTo("record_made_again");
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    void aKnownStakeholderBecomesAContactThere() {
        var customer = rapport.get("/api/customers?query=Acme")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        rapport.post(
                "/api/customers/" + customer + "/stakeholders",
                Map.of("name", "Nina New", "emails", new String[] {"nina@acmecorp.com"}));
        var id = rapport.conversation("First talk", "nina@acmecorp.com");
        rapport.complete(id);
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        var contact = SANDBOX.salesforce().records("Contact").stream()
                .filter(one -> one.path("Email").asString().equals("nina@acmecorp.com"))
                .toList();
        assertThat(contact).hasSize(1);
        assertThat(SANDBOX.salesforce()
                        .records("Event")
                        .getFirst()
                        .path("WhoId")
                        .asString())
                .isEqualTo(contact.getFirst().path("Id").asString());
        assertThat(SANDBOX.hubspot().records("contacts").toString()).contains("nina@acmecorp.com");
    }
}
