package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What goes into which field of a CRM, and what never goes there. */
@RapportTest
class CrmMappingTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final CrmTestBed rapport;

    CrmMappingTest(@Autowired TestOrganizations organizations) {
        TestOrganization organization = organizations.create("Acorn Works");
        this.rapport = new CrmTestBed(organizations, organization);
    }

    @BeforeEach
    void connect() {
        SANDBOX.reset();
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
        rapport.acme();
    }

    @Test
    @Requirement("H-95")
    void whatIsKeptOutOfACrmIsInNoBodyThere() {
        map(rapport.connection("salesforce"), Map.of("items", List.of(), "excluded", List.of("budget", "competitor")));
        var id = rapport.conversation("Acme rollout");
        var preview = rapport.get(
                        "/api/conversations/" + id + "/sync/preview?connection=" + rapport.connection("salesforce"))
                .body();
        assertThat(preview.path("requests")).isNotEmpty();
        assertThat(preview.toString())
                .doesNotContain("50,000")
                .doesNotContain("50000")
                .doesNotContain("Initech");

        rapport.complete(id);
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        for (var type : List.of("Event", "Task", "Contact")) {
            assertThat(SANDBOX.salesforce().records(type).toString())
                    .doesNotContain("50,000")
                    .doesNotContain("50000")
                    .doesNotContain("Initech");
        }
        assertThat(SANDBOX.hubspot().records("meetings").toString())
                .contains("50,000")
                .contains("Initech");
        assertThat(SANDBOX.salesforce().records("Event").toString()).contains("Acme rollout");
    }

    @Test
    @Requirement("H-95")
    void aSentenceThatHoldsASecretAndMoreTellsTheRestByItsName() {
        map(rapport.connection("salesforce"), Map.of("items", List.of(), "excluded", List.of("budget")));
        var id = rapport.completed("Acme rollout");
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.salesforce().records("Event").toString())
                .contains("Competitor: ")
                .contains("Initech")
                .doesNotContain("50,000");
    }

    @Test
    void whatCannotBeKeptOutIsRefused() {
        var salesforce = rapport.connection("salesforce");
        var answer = rapport.call(
                "PUT",
                "/api/integrations/crm/" + salesforce + "/mappings",
                Map.of("items", List.of(), "excluded", List.of("weather")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("unknown_source");
        assertThat(rapport.get("/api/integrations/crm/" + salesforce + "/mappings")
                        .body()
                        .path("excluded"))
                .isEmpty();
    }

    @Test
    @Requirement("H-60")
    void fieldsWithTellingNamesAreSuggestedWithTheirConfidenceAndNothingIsMappedUnseen() {
        add("Contact", "Stated_Budget__c", "Stated budget", "currency");
        add("Contact", "Main_Competitor__c", "Main competitor", "string");
        add("Contact", "Shoe_Size__c", "Shoe size", "string");
        add("Contact", "Next_Step_Date__c", "Next step date", "date");
        var salesforce = rapport.connection("salesforce");
        rapport.get("/api/integrations/crm/fields?connection=" + salesforce + "&object=contact&refresh=true");

        var suggestions = rapport.get("/api/integrations/crm/" + salesforce + "/mappings/suggestions")
                .body()
                .path("items");
        assertThat(suggestions)
                .anySatisfy(one -> {
                    assertThat(one.path("source").asString()).isEqualTo("budget");
                    assertThat(one.path("object").asString()).isEqualTo("contact");
                    assertThat(one.path("field").asString()).isEqualTo("Stated_Budget__c");
                    assertThat(one.path("confidence").asDouble()).isBetween(0.8, 1.0);
                })
                .anySatisfy(one -> assertThat(one.path("field").asString()).isEqualTo("Main_Competitor__c"))
                .noneSatisfy(one -> assertThat(one.path("field").asString()).isEqualTo("Shoe_Size__c"))
                .noneSatisfy(one -> assertThat(one.path("field").asString()).isEqualTo("Next_Step_Date__c"));
        assertThat(rapport.get("/api/integrations/crm/" + salesforce + "/mappings")
                        .body()
                        .path("items"))
                .noneSatisfy(one -> assertThat(one.path("field").asString()).isEqualTo("Stated_Budget__c"));

        map(
                salesforce,
                Map.of("items", List.of(Map.of("source", "budget", "object", "contact", "field", "Stated_Budget__c"))));
        assertThat(rapport.get("/api/integrations/crm/" + salesforce + "/mappings/suggestions")
                        .body()
                        .path("items"))
                .noneSatisfy(one -> assertThat(one.path("field").asString()).isEqualTo("Stated_Budget__c"));
    }

    @Test
    void recordsWithoutFieldsOfChoiceAreRefused() {
        var answer = rapport.call(
                "PUT",
                "/api/integrations/crm/" + rapport.connection("salesforce") + "/mappings",
                Map.of("items", List.of(Map.of("source", "budget", "object", "deal", "field", "Amount"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("unknown_object");
    }

    private void map(String connection, Object body) {
        assertThat(rapport.call("PUT", "/api/integrations/crm/" + connection + "/mappings", body)
                        .status())
                .isEqualTo(200);
    }

    private static void add(String object, String name, String label, String type) {
        var body = "{\"object\":\"%s\",\"name\":\"%s\",\"label\":\"%s\",\"type\":\"%s\"}"
                .formatted(object, name, label, type);
        var answer =
                CrmTestBed.send(HttpRequest.newBuilder(URI.create(SANDBOX.baseUrl() + "/control/salesforce/fields"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        assertThat(answer.statusCode()).isBetween(200, 204);
    }
}
