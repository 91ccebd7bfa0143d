package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the simulated accounts outlives the process. */
class LedgerTest {
    private static final String DATA = "/services/data/v66.0";
    private static final String MEETINGS = "/crm/objects/2026-09/meetings";

    @TempDir
    Path folder;

    private Sandbox start() {
        return Sandbox.start(0, Clock.systemUTC(), folder);
    }

    private static Caller salesforce(Sandbox sandbox) throws Exception {
        var token = new Caller(sandbox.baseUrl(), null)
                .post("/control/salesforce/tokens", "{}")
                .json();
        return new Caller(sandbox.salesforce().baseUrl(), Json.text(token, "accessToken"));
    }

    private static Caller hubspot(Sandbox sandbox) {
        return new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());
    }

    private static final String EVENT = """
            {"Subject": "Review", "ActivityDateTime": "2026-11-20T09:00:00Z", "DurationInMinutes": 30, "WhoId": "%s"}""";

    @Test
    void recordsOfBothAreThereAgain() throws Exception {
        List<String> before;
        try (var sandbox = start()) {
            var john = Json.text(sandbox.salesforce().records("Contact").getFirst(), "Id", "");
            var api = salesforce(sandbox);
            assertThat(api.post(DATA + "/sobjects/Event", EVENT.formatted(john)).status())
                    .isEqualTo(201);
            var second = Json.text(
                    api.post(DATA + "/sobjects/Event", EVENT.formatted(john)).json(), "id", "");
            api.delete(DATA + "/sobjects/Event/" + second);
            api.patch(DATA + "/sobjects/Contact/" + john, "{\"Description\": \"Grüße\\nzwei Zeilen\"}");

            var contact = Json.text(sandbox.hubspot().records("contacts").getFirst(), "id", "");
            var meeting = hubspot(sandbox).post(MEETINGS, """
                    {"properties": {"hs_timestamp": "2026-11-20T09:00:00Z", "hs_meeting_title": "Review"},
                     "associations": [{"to": {"id": "%s"}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 200}]}]}""".formatted(contact));
            assertThat(meeting.status()).isEqualTo(201);
            hubspot(sandbox)
                    .patch(
                            MEETINGS + "/" + Json.text(meeting.json(), "id", ""),
                            "{\"properties\": {\"hs_meeting_title\": \"Corrected\"}}");
            before = seen(sandbox);
        }
        for (var run = 0; run < 2; run++) {
            try (var sandbox = start()) {
                assertThat(seen(sandbox)).isEqualTo(before);
            }
        }
        assertThat(before.toString()).contains("Grüße", "Corrected").contains("\"typeId\":200");
    }

    private static List<String> seen(Sandbox sandbox) {
        return List.of(
                sandbox.salesforce().records("Event").toString(),
                sandbox.salesforce().records("Contact").getFirst().toString(),
                sandbox.hubspot().records("meetings").toString(),
                sandbox.hubspot().records("contacts").getFirst().toString());
    }

    @Test
    void whatAnAdminAddedIsThereAgain() throws Exception {
        var field = "{\"object\":\"Event\",\"name\":\"Rapport_Id__c\",\"externalId\":true}";
        var property =
                "{\"name\":\"mood\",\"label\":\"Mood\",\"type\":\"string\",\"fieldType\":\"text\",\"groupName\":\"contactinformation\"}";
        try (var sandbox = start()) {
            new Caller(sandbox.baseUrl(), null).post("/control/salesforce/fields", field);
            hubspot(sandbox).post("/crm/properties/2026-09/contacts", property);
        }
        try (var sandbox = start()) {
            assertThat(salesforce(sandbox)
                            .get(DATA + "/sobjects/Event/describe")
                            .raw()
                            .body())
                    .contains("Rapport_Id__c");
            assertThat(hubspot(sandbox)
                            .get("/crm/properties/2026-09/contacts/mood")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void idsAreNeverGivenOutTwice() throws Exception {
        String first;
        try (var sandbox = start()) {
            var root = new Caller(sandbox.baseUrl(), null);
            first = Json.text(
                    root.post("/control/salesforce/records/Account", "{\"Name\":\"Initech\"}")
                            .json(),
                    "Id");
        }
        try (var sandbox = start()) {
            var root = new Caller(sandbox.baseUrl(), null);
            var second = root.post("/control/salesforce/records/Account", "{\"Name\":\"Hooli\"}");
            assertThat(Json.text(second.json(), "Id")).isNotEqualTo(first);
            assertThat(sandbox.salesforce().records("Account")).hasSize(4);
        }
    }

    @Test
    void whatWasRolledBackIsNotKept() throws Exception {
        try (var sandbox = start()) {
            var refused = salesforce(sandbox).post(DATA + "/composite", """
                    {"allOrNone": true, "compositeRequest": [
                     {"method": "POST", "url": "/services/data/v66.0/sobjects/Account", "referenceId": "a", "body": {"Name": "Initech"}},
                     {"method": "POST", "url": "/services/data/v66.0/sobjects/Account", "referenceId": "b", "body": {"Nonsense": 1}}]}""");
            assertThat(refused.raw().body()).contains("PROCESSING_HALTED");
        }
        assertThat(Files.readString(folder.resolve("salesforce.jsonl"))).doesNotContain("Initech");
    }

    @Test
    void halfALineIsNoRecord() throws Exception {
        try (var sandbox = start()) {
            var root = new Caller(sandbox.baseUrl(), null);
            root.post("/control/hubspot/records/companies", "{\"name\":\"Initech\"}");
        }
        Files.writeString(
                folder.resolve("hubspot.jsonl"), "{\"kind\":\"companies\",\"id\":\"9", StandardOpenOption.APPEND);
        try (var sandbox = start()) {
            assertThat(sandbox.hubspot().records("companies")).hasSize(3);
        }
    }

    @Test
    void onlyOneSandboxKeepsItsRecordsInAFolder() {
        try (var sandbox = start()) {
            assertThat(sandbox.port()).isPositive();
            assertThatThrownBy(this::start).hasMessageContaining("another sandbox");
        }
        start().close();
    }

    @Test
    void aResetForgetsIt() throws Exception {
        try (var sandbox = start()) {
            var root = new Caller(sandbox.baseUrl(), null);
            root.post("/control/hubspot/records/companies", "{\"name\":\"Initech\"}");
            root.post("/control/salesforce/records/Account", "{\"Name\":\"Initech\"}");
            root.post("/control/reset?provider=hubspot", "");
            root.post("/control/hubspot/records/companies", "{\"name\":\"Hooli\"}");
        }
        try (var sandbox = start()) {
            assertThat(sandbox.hubspot().records("companies").toString())
                    .contains("Hooli")
                    .doesNotContain("Initech");
            assertThat(sandbox.salesforce().records("Account").toString()).contains("Initech");
        }
    }
}
