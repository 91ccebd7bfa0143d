package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What the sandbox answers has the shape of recorded replies, and what it notes is what the documents say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsTest {
    private static final String DATA = "/services/data/v66.0";

    private final Sandbox sandbox = Sandbox.start(0);
    private Path contracts = Path.of("none");
    private Caller salesforce = new Caller(sandbox.salesforce().baseUrl(), null);
    private final Caller hubspot =
            new Caller(sandbox.hubspot().baseUrl(), sandbox.hubspot().serviceKey());

    @BeforeAll
    void look() throws Exception {
        contracts = find();
        var token = new Caller(sandbox.baseUrl() + "/control", null)
                .post("/salesforce/tokens", "{}")
                .json();
        salesforce = new Caller(sandbox.salesforce().baseUrl(), Json.text(token, "accessToken"));
    }

    /** Where RAPPORT_CONTRACTS says, else a folder "contracts" in a neighbour of the repository. */
    static Path find() throws IOException {
        var named = System.getProperty("RAPPORT_CONTRACTS", System.getenv("RAPPORT_CONTRACTS"));
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        // The working directory is the module's folder.
        try (var neighbours =
                Files.newDirectoryStream(Path.of("..", "..").toAbsolutePath().normalize())) {
            for (var neighbour : neighbours) {
                if (Files.isDirectory(
                        neighbour.resolve("contracts").resolve("salesforce").resolve("samples"))) {
                    return neighbour.resolve("contracts");
                }
            }
        }
        return Path.of("none");
    }

    @BeforeEach
    void contractsArePresent() {
        assumeTrue(Files.isDirectory(contracts), () -> "no contracts at " + contracts + ": shapes are not compared");
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void describesAsSalesforceDoes() throws Exception {
        var recorded = sample("salesforce/samples/describe-whizbang-200.json");
        var ours = salesforce.get(DATA + "/sobjects/Event/describe").json();

        var missing = names(recorded.path("fields").path(0));
        missing.removeAll(names(ours.path("fields").path(0)));
        missing.removeAll(List.of("relationshipOrder", "writeRequiresMasterRead")); // nothing reads them

        assertThat(missing).isEmpty();
    }

    @Test
    void reportsDuplicatesAsSalesforceDoes() throws Exception {
        var recorded = sample("salesforce/samples/error-400-duplicates-detected-contact.json")
                .path(0);
        var ours = salesforce
                .post(DATA + "/sobjects/Contact", "{\"LastName\":\"x\",\"Email\":\"john@acmecorp.com\"}")
                .json()
                .path(0);

        sameShape("", recorded, ours);
    }

    @Test
    void answersWritesAndQueriesAsSalesforceDoes() throws Exception {
        var created = salesforce.post(DATA + "/sobjects/Account", "{\"Name\":\"x\"}");
        sameShape("", sample("salesforce/samples/create-201-with-headers.json").path("body"), created.json());
        sameShape(
                "",
                sample("salesforce/samples/collections-200-with-headers.json")
                        .path("body")
                        .path(0),
                salesforce
                        .post(
                                DATA + "/composite/sobjects",
                                "{\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"y\"}]}")
                        .json()
                        .path(0));
        sameShape(
                "",
                sample("salesforce/samples/error-401-invalid-session.json").path(0),
                new Caller(sandbox.salesforce().baseUrl(), "x")
                        .get(DATA + "/limits")
                        .json()
                        .path(0));
        sameShape(
                "",
                sample("salesforce/samples/limits-200.json").path("DailyApiRequests"),
                salesforce.get(DATA + "/limits").json().path("DailyApiRequests"));
        sameShape(
                "",
                sample("salesforce/samples/composite-200-rolled-back.json")
                        .path("compositeResponse")
                        .path(0),
                salesforce
                        .post(DATA + "/composite", """
                                {"allOrNone":true,"compositeRequest":[
                                 {"method":"POST","url":"/services/data/v66.0/sobjects/Task","referenceId":"a","body":{}},
                                 {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"b","body":{}}]}""")
                        .json()
                        .path("compositeResponse")
                        .path(0));
    }

    @Test
    void answersAsHubspotDoes() throws Exception {
        var note = hubspot.post("/crm/objects/2026-09/notes", """
                {"properties":{"hs_timestamp":"2026-03-12T10:00:00Z","hs_note_body":"Test note"}}""");
        var recorded = sample("hubspot/samples/note-201.json");
        assertThat(names(note.json())).containsAll(names(recorded));
        for (var value : note.json().path("properties")) {
            assertThat(value.isString()).isTrue();
        }
        sameShape(
                "",
                sample("hubspot/samples/error-409-contact-exists.json"),
                hubspot.post("/crm/objects/2026-09/contacts", "{\"properties\":{\"email\":\"john@acmecorp.com\"}}")
                        .json());
        var found = hubspot.post("/crm/objects/2026-09/deals/search", "{\"limit\":1}")
                .json();
        var search = sample("hubspot/samples/deals-search-200.json");
        sameShape("", search.path("results").path(0), found.path("results").path(0));
        assertThat(names(found)).containsAll(names(search));
        var property = hubspot.get("/crm/properties/2026-09/companies")
                .json()
                .path("results")
                .path(0);
        var described = names(sample("hubspot/samples/properties-companies-200.json")
                .path("results")
                .path(1));
        assertThat(names(property)).containsAll(described);
        var headers = sample("hubspot/samples/ratelimit-headers.json");
        var answer = hubspot.get("/account-info/2026-09/details");
        for (var header : names(headers)) {
            assertThat(answer.header(header)).as(header).isNotEmpty();
        }
    }

    @Test
    void saysTheDailyLimitAsHubspotDoes() throws Exception {
        var recorded = sample("hubspot/samples/error-429-daily.json");
        sandbox.hubspot().fails(Fault.status(429).code("DAILY"));

        sameShape("", recorded, hubspot.get("/account-info/2026-09/details").json());
    }

    @Test
    void signsAsTheVectorsSay() throws Exception {
        for (var vector : sample("hubspot/samples/signature-v3-vectors.json")) {
            assertThat(app.rapport.sandbox.hubspot.SignatureV3.sign(
                            Json.text(vector, "client_secret", ""),
                            Json.text(vector, "method", ""),
                            Json.text(vector, "uri", ""),
                            Json.text(vector, "raw_body", "").getBytes(StandardCharsets.UTF_8),
                            Json.text(vector, "timestamp", "")))
                    .isEqualTo(Json.text(vector, "signature_v3"));
        }
    }

    @Test
    void notesWhatTheDocumentsDoNotDescribe() {
        var document = Contracts.of("hubspot", contracts);
        assertThat(document.present()).isTrue();

        assertThat(findings(document, "POST", "/crm/objects/2026-09/meetings", """
                {"properties":{"hs_timestamp":"2026-11-20T09:00:00Z"},"associations":[{"to":{"id":"1"},
                 "types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":200}]}]}"""))
                .isEmpty();
        assertThat(findings(document, "POST", "/crm/objects/2026-09/meetings", """
                {"properties":{"hs_timestamp":1},"associations":[{"to":{},"types":[{"associationTypeId":"200"}]}],"extra":1}"""))
                .hasSize(5);
        assertThat(findings(document, "POST", "/crm/v3/objects/meetings", "{}")).hasSize(1);
        assertThat(findings(document, "PUT", "/crm/objects/2026-09/meetings", "{}"))
                .hasSize(1);
        var other = Contracts.of("salesforce", contracts);
        assertThat(findings(other, "GET", DATA + "/query", "")).hasSize(1);
        assertThat(findings(other, "POST", DATA + "/sobjects/Event", "{\"Subject\":\"x\"}"))
                .isEmpty();
        assertThat(findings(other, "POST", DATA + "/composite", "{\"allOrNone\":\"yes\"}"))
                .hasSize(2);
    }

    private static List<String> findings(Contract contract, String method, String path, String body) {
        var headers = new Headers();
        headers.add("Content-Type", "application/json");
        var call = new Call(method, path, "", headers, body.getBytes(StandardCharsets.UTF_8), "");
        contract.check(call);
        return call.problems();
    }

    private JsonNode sample(String path) throws Exception {
        return Objects.requireNonNull(Json.parse(Files.readAllBytes(contracts.resolve(path))));
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    /** Ours has every member the recorded one has, of the same kind. */
    private static void sameShape(String at, JsonNode recorded, JsonNode ours) {
        for (var entry : recorded.properties()) {
            var path = at + "/" + entry.getKey();
            var own = ours.get(entry.getKey());
            assertThat(own).as(path).isNotNull();
            if (own != null && !own.isNull() && !entry.getValue().isNull()) {
                assertThat(own.getNodeType())
                        .as(path)
                        .isEqualTo(entry.getValue().getNodeType());
                if (own.isArray() && !entry.getValue().isEmpty() && !own.isEmpty()) {
                    sameShape(path + "/0", entry.getValue().get(0), own.get(0));
                } else {
                    sameShape(path, entry.getValue(), own);
                }
            }
        }
    }
}
