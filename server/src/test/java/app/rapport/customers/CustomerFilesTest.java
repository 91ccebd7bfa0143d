package app.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
class CustomerFilesTest {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    JsonMapper json;

    private RestTestClient csm;

    @BeforeEach
    void anEmptyOrganization() {
        csm = organizations.create().client(Role.CSM);
    }

    @Test
    void aGoodRowIsTakenAndABadOneIsReportedWithItsPlace() {
        var answer = take("""
                Name,Domain,Lifecycle,Favourite colour
                Acme Corp,acmecorp.com,active,red
                Globex,not a domain,active,blue
                Initech,initech.example,asleep,
                "Umlaut, GmbH",https://www.umlaut.example/about,,
                """, false);

        assertThat(answer.path("created").asInt()).isEqualTo(2);
        assertThat(answer.path("rejected")).hasSize(2);
        assertThat(answer.path("rejected").get(0).path("row").asInt()).isEqualTo(3);
        assertThat(answer.path("rejected").get(0).path("column").asString()).isEqualTo("domains");
        assertThat(answer.path("rejected").get(1).path("column").asString()).isEqualTo("lifecycle");
        assertThat(answer.path("ignoredColumns").get(0).asString()).isEqualTo("Favourite colour");
        assertThat(names()).contains("Acme Corp", "Umlaut, GmbH").doesNotContain("Globex", "Initech");
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() {
        assertThat(take("name\nAcme Corp\n", true).path("created").asInt()).isEqualTo(1);
        assertThat(names()).isEqualTo("");
    }

    @Test
    void theSameFileTwiceUpdatesInsteadOfDoubling() {
        take("name;domains;segment\nشركة أكمي;acme.example;enterprise\n", false);
        var again = take("name;domains;segment\nشركة أكمي;acme.example;mid-market\n", false);
        assertThat(again.path("updated").asInt()).isEqualTo(1);
        assertThat(names()).isEqualTo("شركة أكمي");
    }

    @Test
    void whatIsExportedCanBeImportedAndHoldsNoFormula() {
        take("name,domains\n\"=HYPERLINK(\"\"http://evil.example\"\")\",evil.example\n", false);
        var file = java.util.Objects.requireNonNull(csm.get()
                .uri("/api/customers/export?format=csv")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(file).startsWith("\ufeffname,domains").contains("'=HYPERLINK");
        assertThat(take(file, true).path("rejected")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name\n", "colour\nred\n"})
    void aFileThatIsNoListOfCustomersIsRefusedWithAReason(String file) {
        csm.post()
                .uri("/api/customers/import")
                .contentType(CSV)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody()
                .jsonPath("$.code")
                .isNotEmpty();
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithAReason() {
        csm.post()
                .uri("/api/customers/import")
                .contentType(CSV)
                .body("name\nMüller\n".getBytes(StandardCharsets.ISO_8859_1))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("wrong_encoding");
    }

    private String names() {
        return json.readTree(csm.get()
                        .uri("/api/customers")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .path("items")
                .valueStream()
                .map(customer -> customer.path("name").asString())
                .reduce((one, other) -> one + "|" + other)
                .orElse("");
    }

    private JsonNode take(String file, boolean dryRun) {
        return json.readTree(csm.post()
                .uri("/api/customers/import?dryRun=" + dryRun)
                .contentType(CSV)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
