package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesforceRecordsTest {
    private static final String DATA = "/services/data/v66.0";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);
    private Caller api = control;

    @BeforeAll
    void connect() throws Exception {
        var token = control.post("/salesforce/tokens", "{}").json();
        api = new Caller(sandbox.salesforce().baseUrl(), Json.text(token, "accessToken"));
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void writesAnEventAndFillsInWhatFollows() throws Exception {
        var john = contact("john@acmecorp.com");

        var answer = api.post(DATA + "/sobjects/Event", """
                {"Subject":"Quarterly review","ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":40,
                 "WhoId":"%s","Type":"Meeting"}""".formatted(id(john)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(id(answer.json(), "id")).hasSize(18).startsWith("00U");
        var event = sandbox.salesforce().records("Event").getFirst();
        assertThat(Json.text(event, "EndDateTime")).isEqualTo("2026-11-20T09:40:00.000+0000");
        assertThat(Json.text(event, "ActivityDate")).isEqualTo("2026-11-20");
        assertThat(Json.text(event, "AccountId")).isEqualTo(Json.text(john, "AccountId"));
        assertThat(Json.text(contact("john@acmecorp.com"), "LastActivityDate")).isEqualTo("2026-11-20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Event   | {"Subject":"x","ActivityDateTime":"2026-11-20T09:00:00Z"}                                  | REQUIRED_FIELD_MISSING
            Event   | {"Subject":"x","DurationInMinutes":5}                                                      | REQUIRED_FIELD_MISSING
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"Status":"Completed"}     | INVALID_FIELD
            Event   | {"StartDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"EndDateTime":"2026-11-20T10:00:00Z"} | FIELD_INTEGRITY_EXCEPTION
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"AccountId":"001Sb000000001v"} | INVALID_FIELD_FOR_INSERT_UPDATE
            Event   | {"ActivityDateTime":"2026-11-20 09:00","DurationInMinutes":5}                              | JSON_PARSER_ERROR
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"Type":"Picnic"}          | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"WhoId":"nonsense"}       | MALFORMED_ID
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"WhoId":"001Sb000000001v"} | FIELD_INTEGRITY_EXCEPTION
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"WhoId":"003Sb0zzzzzzzzz"} | INVALID_CROSS_REFERENCE_KEY
            Event   | {"ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"Custom_Insights__c":"x"} | INVALID_FIELD
            Task    | {"Subject":"x","Status":"Finished"}                                                        | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
            Task    | {"Subject":"x","ActivityDate":"20.11.2026"}                                                | JSON_PARSER_ERROR
            Contact | {"FirstName":"x"}                                                                          | REQUIRED_FIELD_MISSING
            Contact | {"LastName":"x","Email":"no address"}                                                      | INVALID_EMAIL_ADDRESS
            Lead    | {"LastName":"x"}                                                                           | REQUIRED_FIELD_MISSING
            Opportunity | {"Name":"x","StageName":"Dreaming","CloseDate":"2026-12-01"}                           | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
            TaskStatus | {"MasterLabel":"x"}                                                                     | CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY
            """)
    void refusesWhatTheOrgWouldRefuse(String type, String body, String code) throws Exception {
        var answer = api.post(DATA + "/sobjects/" + type, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(sandbox.salesforce().requests().getLast().problems()).isNotEmpty();
    }

    @Test
    void refusesTextThatIsTooLongAndTakesTextThatJustFits() throws Exception {
        var fits = "x".repeat(32_000);
        assertThat(event(fits).status()).isEqualTo(201);
        var answer = event(fits + "x");
        assertThat(answer.code()).isEqualTo("STRING_TOO_LONG");
        assertThat(answer.json().path(0).path("fields").path(0).asString()).isEqualTo("Description");
    }

    private Caller.Answer event(String description) throws Exception {
        var body = Json.object()
                .put("Subject", "x")
                .put("ActivityDateTime", "2026-11-20T09:00:00.000+0100")
                .put("DurationInMinutes", 5)
                .put("Description", description);
        return api.post(DATA + "/sobjects/Event", body.toString());
    }

    @Test
    void wantsNoAccountBesideALead() throws Exception {
        var lead = id(sandbox.salesforce().records("Lead").getFirst());
        var account = id(sandbox.salesforce().records("Account").getFirst());

        var answer = api.post(DATA + "/sobjects/Task", """
                {"Subject":"x","WhoId":"%s","WhatId":"%s"}""".formatted(lead, account));

        assertThat(answer.code()).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    }

    @Test
    void findsDuplicateContactsUnlessToldToSave() throws Exception {
        var again = "{\"LastName\":\"Smith\",\"Email\":\"JOHN@acmecorp.com\"}";

        var refused = api.post(DATA + "/sobjects/Contact", again);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("DUPLICATES_DETECTED");
        var match = refused.json()
                .path(0)
                .path("duplicateResut")
                .path("matchResults")
                .path(0)
                .path("matchRecords");
        assertThat(Json.text(match.path(0).path("record"), "Id")).isEqualTo(id(contact("john@acmecorp.com")));
        assertThat(sandbox.salesforce().requests().getLast().problems()).isEmpty();
        assertThat(api.with("Sforce-Duplicate-Rule-Header", "allowSave=true")
                        .post(DATA + "/sobjects/Contact", again)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void readsChangesAndDeletesOneRecord() throws Exception {
        var task = id(
                api.post(DATA + "/sobjects/Task", "{\"Subject\":\"Send offer\"}")
                        .json(),
                "id");
        var path = DATA + "/sobjects/Task/" + task;
        assertThat(Json.text(api.get(path, "fields", "Status,IsClosed").json(), "Status"))
                .isEqualTo("Not Started");

        assertThat(api.patch(path, "{\"Status\":\"Completed\"}").status()).isEqualTo(204);

        assertThat(api.get(path).json().path("IsClosed").asBoolean()).isTrue();
        assertThat(api.get(DATA + "/sobjects/Task/" + task.substring(0, 15)).status())
                .isEqualTo(200);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.patch(path, "{\"Status\":\"Completed\"}").code()).isEqualTo("ENTITY_IS_DELETED");
        assertThat(api.get(DATA + "/sobjects/Task/00TSb0zzzzzzzzz").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void describesCustomFieldsOnlyOnceTheyExist() throws Exception {
        assertThat(fields("Event")).contains("Subject", "WhoId").doesNotContain("Rapport_Id__c", "Status");
        control.post("/salesforce/fields", """
                {"object":"Event","name":"Rapport_Id__c","type":"string","length":64,"externalId":true}""");
        assertThat(fields("Event")).contains("Rapport_Id__c");

        var path = DATA + "/sobjects/Event/Rapport_Id__c/talk-1";
        var body = "{\"Subject\":\"x\",\"ActivityDateTime\":\"2026-11-20T09:00:00Z\",\"DurationInMinutes\":5}";
        var created = api.patch(path, body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("created").asBoolean()).isTrue();
        var updated = api.patch(path, "{\"Subject\":\"y\"}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(id(updated.json(), "id")).isEqualTo(id(created.json(), "id"));
        assertThat(api.patch(path, "{\"Rapport_Id__c\":\"talk-1\"}").code()).isEqualTo("INVALID_FIELD");
        assertThat(api.patch(DATA + "/sobjects/Event/Rapport_Id__c/talk-2?updateOnly=true", body)
                        .status())
                .isEqualTo(404);
        assertThat(sandbox.salesforce().records("Event")).hasSize(1);

        assertThat(control.delete("/salesforce/fields/Event/Rapport_Id__c").status())
                .isEqualTo(204);
        assertThat(fields("Event")).doesNotContain("Rapport_Id__c");
        assertThat(api.patch(path, body).status()).isEqualTo(404);
    }

    @Test
    void describesAgainOnlyAfterAChange() throws Exception {
        var path = DATA + "/sobjects/Task/describe";
        var first = api.get(path);
        var cached = api.with("If-Modified-Since", first.header("Last-Modified"));
        assertThat(cached.get(path).status()).isEqualTo(304);
        assertThat(api.with("If-Modified-Since", "Mon, 01 Jan 2024 00:00:00 GMT")
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersThreeHundredWhenAnExternalIdIsNotUnique() throws Exception {
        control.post("/salesforce/fields", "{\"object\":\"Account\",\"name\":\"Key__c\",\"externalId\":true}");
        for (var account : sandbox.salesforce().records("Account")) {
            control.patch("/salesforce/records/Account/" + id(account), "{\"Key__c\":\"same\"}");
        }

        var answer = api.patch(DATA + "/sobjects/Account/Key__c/same", "{\"Phone\":\"1\"}");

        assertThat(answer.status()).isEqualTo(300);
        assertThat(answer.json()).hasSize(2);
    }

    @Test
    void countsCallsAndRefusesThemAtTheLimit() throws Exception {
        control.post("/salesforce/settings", "{\"dailyLimit\":2,\"used\":0}");
        assertThat(api.get(DATA + "/sobjects").header("Sforce-Limit-Info")).isEqualTo("api-usage=1/2");
        api.get(DATA + "/sobjects");

        var refused = api.get(DATA + "/sobjects");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.header("Sforce-Limit-Info")).isEqualTo("api-usage=2/2");
    }

    @Test
    void wantsJsonAndATokenAndAKnownVersion() throws Exception {
        assertThat(api.send("POST", DATA + "/sobjects/Task", "{}", "text/plain").status())
                .isEqualTo(415);
        assertThat(api.post(DATA + "/sobjects/Task", "{\"Subject\":").code()).isEqualTo("JSON_PARSER_ERROR");
        assertThat(new Caller(sandbox.salesforce().baseUrl(), "stolen")
                        .get(DATA + "/sobjects")
                        .status())
                .isEqualTo(401);
        assertThat(api.get("/services/data/v12.0/sobjects").status()).isEqualTo(404);
        var versions = new Caller(sandbox.salesforce().baseUrl(), null)
                .get("/services/data")
                .json();
        assertThat(versions.toString()).contains("\"label\":\"Spring '26\",\"url\":\"/services/data/v66.0\"");
    }

    private List<String> fields(String type) throws Exception {
        var described = api.get(DATA + "/sobjects/" + type + "/describe").json();
        return StreamSupport.stream(described.path("fields").spliterator(), false)
                .map(field -> Json.text(field, "name", ""))
                .toList();
    }

    private JsonNode contact(String email) {
        return sandbox.salesforce().records("Contact").stream()
                .filter(one -> email.equals(Json.text(one, "Email")))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode record) {
        return id(record, "Id");
    }

    private static String id(JsonNode record, String name) {
        return Json.text(record, name, "");
    }
}
