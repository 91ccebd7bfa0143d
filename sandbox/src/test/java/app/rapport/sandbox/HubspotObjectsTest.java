package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubspotObjectsTest {
    private static final String CRM = "/crm/objects/2026-09";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);
    private final Caller api =
            new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void writesAMeetingWithItsContactCompanyAndDeal() throws Exception {
        var john = find("contacts", "email", "john@acmecorp.com");
        var acme = find("companies", "domain", "acmecorp.com");
        var deal = find("deals", "dealname", "Acme rollout 2027");

        var answer = api.post(CRM + "/meetings", """
                {"properties":{"hs_timestamp":"1763629200000","hs_meeting_title":"Review","hs_meeting_outcome":"COMPLETED",
                  "hs_meeting_start_time":"2025-11-20T09:00:00Z","hs_meeting_end_time":"2025-11-20T09:40:00Z"},
                 "associations":[
                  {"to":{"id":"%s"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":200}]},
                  {"to":{"id":"%s"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":188}]},
                  {"to":{"id":"%s"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":212}]}]}""".formatted(id(john), id(acme), id(deal)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Json.text(answer.json().path("properties"), "hs_timestamp")).isEqualTo("2025-11-20T09:00:00Z");
        var contact = api.get(CRM + "/contacts/john%40acmecorp.com", "idProperty", "email", "associations", "meetings")
                .json();
        assertThat(Json.text(
                        contact.path("associations")
                                .path("meetings")
                                .path("results")
                                .path(0),
                        "id"))
                .isEqualTo(id(answer.json()));
        assertThat(sandbox.hubspot().records("meetings").getFirst().path("associations"))
                .hasSize(3);
        for (var value : answer.json().path("properties")) {
            assertThat(value.isString()).isTrue();
        }
    }

    @Test
    void tellsTheIdOfAContactThatExistsAlready() throws Exception {
        var answer = api.post(CRM + "/contacts", "{\"properties\":{\"email\":\"John@acmecorp.com\"}}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(Json.text(answer.json(), "category")).isEqualTo("CONFLICT");
        assertThat(Json.text(answer.json(), "message"))
                .isEqualTo(
                        "Contact already exists. Existing ID: " + id(find("contacts", "email", "john@acmecorp.com")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            meetings | {"properties":{"hs_meeting_title":"x"}}                                            | REQUIRED_FIELD
            meetings | {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","colour":"red"}}              | PROPERTY_DOESNT_EXIST
            meetings | {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_meeting_outcome":"DONE"}} | INVALID_OPTION
            meetings | {"properties":{"hs_timestamp":"yesterday"}}                                        | INVALID_DATE
            tasks    | {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_task_priority":"URGENT"}} | INVALID_OPTION
            calls    | {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_call_duration":"long"}}   | INVALID_INTEGER
            contacts | {"properties":{"email":"nonsense"}}                                                | INVALID_EMAIL
            contacts | {"properties":{"createdate":"2026-11-20"}}                                         | READ_ONLY_VALUE
            deals    | {"properties":{"dealname":"x"}}                                                    | REQUIRED_FIELD
            deals    | {"properties":{"dealname":"x","dealstage":"won"}}                                  | INVALID_OPTION
            """)
    void refusesWhatTheAccountWouldRefuse(String type, String body, String code) throws Exception {
        var answer = api.post(CRM + "/" + type, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.text(answer.json(), "category")).isEqualTo("VALIDATION_ERROR");
        assertThat(Json.text(answer.json().path("errors").path(0), "code")).isEqualTo(code);
        assertThat(sandbox.hubspot().requests().getLast().problems()).isNotEmpty();
    }

    @Test
    void refusesAssociationsOfTheWrongTypeOrToNobody() throws Exception {
        var body = """
                {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z"},
                 "associations":[{"to":{"id":"%s"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":%d}]}]}""";
        var john = id(find("contacts", "email", "john@acmecorp.com"));

        assertThat(api.post(CRM + "/meetings", body.formatted(john, 204)).status())
                .isEqualTo(400);
        assertThat(api.post(CRM + "/meetings", body.formatted("999", 200)).status())
                .isEqualTo(400);
        assertThat(sandbox.hubspot().records("meetings")).isEmpty();
    }

    @Test
    void completesATaskAndArchivesIt() throws Exception {
        var task = id(api.post(CRM + "/tasks", """
                {"properties":{"hs_timestamp":"2026-11-27T00:00:00Z","hs_task_subject":"Send offer"}}""").json());

        var done = api.patch(CRM + "/tasks/" + task, "{\"properties\":{\"hs_task_status\":\"COMPLETED\"}}");

        assertThat(Json.text(done.json().path("properties"), "hs_task_is_completed"))
                .isEqualTo("1");
        assertThat(api.delete(CRM + "/tasks/" + task).status()).isEqualTo(204);
        assertThat(api.get(CRM + "/tasks/" + task).status()).isEqualTo(404);
        assertThat(api.patch(CRM + "/tasks/" + task, "{\"properties\":{}}").status())
                .isEqualTo(404);
    }

    @Test
    void searchesOpenDealsOfAContactAndCompaniesByDomain() throws Exception {
        var john = id(find("contacts", "email", "john@acmecorp.com"));
        var deals = api.post(CRM + "/deals/search", """
                {"filterGroups":[{"filters":[{"propertyName":"associations.contact","operator":"EQ","value":"%s"},
                 {"propertyName":"hs_is_closed","operator":"EQ","value":"false"}]}],
                 "properties":["dealname","amount","dealstage"],"sorts":["-closedate"],"limit":20}""".formatted(john));
        assertThat(deals.json().path("total").asInt()).isEqualTo(1);
        assertThat(Json.text(deals.json().path("results").path(0).path("properties"), "amount"))
                .isEqualTo("40000");
        assertThat(deals.raw().headers().firstValue("X-HubSpot-RateLimit-Max")).isEmpty();

        var companies = api.post(CRM + "/companies/search", """
                {"filterGroups":[{"filters":[{"propertyName":"domain","operator":"EQ","value":"acmecorp.com"}]}]}""");
        assertThat(companies.json().path("total").asInt()).isEqualTo(1);
        var changed = api.post(CRM + "/contacts/search", """
                {"filterGroups":[{"filters":[{"propertyName":"lastmodifieddate","operator":"GTE","value":"0"}]}],
                 "sorts":[{"propertyName":"lastmodifieddate","direction":"ASCENDING"}],"limit":2}""");
        assertThat(changed.json().path("results")).hasSize(2);
        assertThat(Json.text(changed.json().path("paging").path("next"), "after"))
                .isEqualTo("2");
        assertThat(api.post(CRM + "/contacts/search", "{\"limit\":200,\"after\":\"9900\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void worksInBatches() throws Exception {
        var upserted = api.post(CRM + "/contacts/batch/upsert", """
                {"inputs":[{"idProperty":"email","id":"john@acmecorp.com","properties":{"jobtitle":"COO"}},
                 {"idProperty":"email","id":"new@acmecorp.com","properties":{"firstname":"Nia"}}]}""");
        assertThat(upserted.status()).isEqualTo(200);
        assertThat(upserted.json().path("results").path(0).path("new").asBoolean())
                .isFalse();
        assertThat(upserted.json().path("results").path(1).path("new").asBoolean())
                .isTrue();

        var read = api.post(CRM + "/contacts/batch/read", """
                {"idProperty":"email","properties":["jobtitle"],"propertiesWithHistory":[],
                 "inputs":[{"id":"john@acmecorp.com"},{"id":"nobody@acmecorp.com"}]}""");
        assertThat(read.status()).isEqualTo(207);
        assertThat(Json.text(read.json().path("results").path(0).path("properties"), "jobtitle"))
                .isEqualTo("COO");
        assertThat(read.json().path("numErrors").asInt()).isEqualTo(1);

        var created = api.post(CRM + "/notes/batch/create", """
                {"inputs":[{"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_note_body":"a"}},
                 {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_note_body":"b"}}]}""");
        assertThat(created.status()).isEqualTo(201);
        var first = id(created.json().path("results").path(0));
        assertThat(api.post(CRM + "/notes/batch/archive", "{\"inputs\":[{\"id\":\"" + first + "\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(sandbox.hubspot().records("notes")).hasSize(1);
    }

    @Test
    void linksByDefaultAndReadsLinksInBatches() throws Exception {
        var note = id(api.post(CRM + "/notes", "{\"properties\":{\"hs_timestamp\":\"2026-11-20T09:00:00Z\"}}")
                .json());
        var mia = id(find("contacts", "email", "mia@acmecorp.com"));

        assertThat(api.put(CRM + "/notes/" + note + "/associations/default/contacts/" + mia, "")
                        .status())
                .isEqualTo(200);
        var read = api.post(
                "/crm/associations/2026-09/contacts/notes/batch/read", "{\"inputs\":[{\"id\":\"" + mia + "\"}]}");
        var link = read.json().path("results").path(0).path("to").path(0);
        assertThat(Json.text(link, "toObjectId")).isEqualTo(note);
        assertThat(link.path("associationTypes").path(0).path("typeId").asInt()).isEqualTo(201);

        assertThat(api.delete(CRM + "/notes/" + note + "/associations/contacts/" + mia)
                        .status())
                .isEqualTo(204);
        assertThat(api.post(
                                "/crm/associations/2026-09/contacts/notes/batch/read",
                                "{\"inputs\":[{\"id\":\"" + mia + "\"}]}")
                        .json()
                        .path("results"))
                .isEmpty();
    }

    @Test
    void makesPropertiesAndKeepsUniqueOnesUnique() throws Exception {
        var wanted = """
                {"name":"rapport_session_id","label":"Rapport","type":"string","fieldType":"text",
                 "groupName":"meeting_engagement","hasUniqueValue":true}""";
        assertThat(api.post("/crm/properties/2026-09/meetings", wanted).status())
                .isEqualTo(201);
        assertThat(api.post("/crm/properties/2026-09/meetings", wanted).status())
                .isEqualTo(409);

        var upsert = """
                {"inputs":[{"idProperty":"rapport_session_id","id":"talk-1",
                 "properties":{"hs_timestamp":"2026-11-20T09:00:00Z","hs_meeting_title":"%s"}}]}""";
        assertThat(api.post(CRM + "/meetings/batch/upsert", upsert.formatted("a"))
                        .json()
                        .path("results")
                        .path(0)
                        .path("new")
                        .asBoolean())
                .isTrue();
        assertThat(api.post(CRM + "/meetings/batch/upsert", upsert.formatted("b"))
                        .json()
                        .path("results")
                        .path(0)
                        .path("new")
                        .asBoolean())
                .isFalse();
        assertThat(sandbox.hubspot().records("meetings")).hasSize(1);
        assertThat(api.get("/crm/properties/2026-09/meetings", "archived", "false")
                        .raw()
                        .body())
                .contains("rapport_session_id", "\"hasUniqueValue\":true");
    }

    @Test
    void knowsItsAccountOwnersAndPipeline() throws Exception {
        assertThat(api.get("/account-info/2026-09/details")
                        .json()
                        .path("portalId")
                        .asLong())
                .isEqualTo(147_893_286L);
        assertThat(api.get("/crm/owners/2026-09", "email", "sam@acorn.example")
                        .json()
                        .path("results"))
                .hasSize(1);
        var stages = api.get("/crm/pipelines/2026-09/deals")
                .json()
                .path("results")
                .path(0)
                .path("stages");
        assertThat(stages.toString()).contains("\"isClosed\":\"true\"", "contractsent");
    }

    @Test
    void namesTheScopeThatIsMissing() throws Exception {
        var token = control.post("/hubspot/tokens", "{\"scopes\":[\"crm.objects.contacts.read\"]}");
        var reader = new Caller(sandbox.hubspot().baseUrl(), Json.text(token.json(), "token"));
        assertThat(reader.get(CRM + "/contacts").status()).isEqualTo(200);

        var refused = reader.post(CRM + "/contacts", "{\"properties\":{\"email\":\"a@b.example\"}}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(Json.text(refused.json(), "category")).isEqualTo("MISSING_SCOPES");
        assertThat(refused.json()
                        .path("errors")
                        .path(0)
                        .path("context")
                        .path("requiredGranularScopes")
                        .path(0)
                        .asString())
                .isEqualTo("crm.objects.contacts.write");
    }

    @Test
    void pointsFromTheOldVersionsToTheDatedOne() throws Exception {
        assertThat(api.get("/crm/v3/objects/contacts").status()).isEqualTo(404);
        assertThat(sandbox.hubspot().requests().getLast().problems()).anyMatch(one -> one.contains("2026-09"));
    }

    private JsonNode find(String type, String property, String value) {
        return sandbox.hubspot().records(type).stream()
                .filter(one -> Objects.equals(Json.text(one.path("properties"), property), value))
                .findFirst()
                .orElseThrow();
    }

    private static String id(JsonNode object) {
        return Json.text(object, "id", "");
    }
}
