package app.rapport.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.SandboxTest;
import app.rapport.connections.ConnectionControl;
import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.intake.IntakeHandler.Receipt;
import app.rapport.platform.Tenancy;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@SandboxTest
class HubspotIntakeTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    ConnectionControl control;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    HubspotIntake intake;

    private final Sandbox sandbox = SandboxTest.InPlaceOfProviders.sandbox();
    private TestOrganization acme;
    private UUID john;
    private String portal;

    @BeforeEach
    void aStakeholderWhoIsAContactThere() {
        sandbox.reset();
        acme = organizations.create("Acme");
        var connection = acme.as(
                Role.ADMIN,
                () -> control.connectWithToken(
                        "hubspot", null, sandbox.hubspot().serviceKey(), null));
        portal = Objects.requireNonNull(connection.externalAccount());
        var customer = post("/api/customers", Map.of("name", "Acme Corp", "domains", List.of("acmecorp.com")));
        john = UUID.fromString(post(
                        "/api/customers/" + customer.path("id").asString() + "/stakeholders",
                        Map.of("name", "John Smith", "emails", List.of("john@acmecorp.com")))
                .path("id")
                .asString());
    }

    @Test
    void aSignedChangeInHubSpotReachesTheStakeholder() {
        var here = URI.create(organizations.baseUrl() + "/api/webhooks/hubspot");
        sandbox.hubspot().webhooksTo(here, URI.create("http://localhost:3000/api/webhooks/hubspot"));
        var contact = contact();

        sandbox.hubspot()
                .change(
                        "contacts",
                        contact,
                        JsonNodeFactory.instance.objectNode().put("jobtitle", "Chief of Operations"));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(stakeholder().title()).isEqualTo("Chief of Operations"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var receipts = body("/api/intake/receipts?state=done").path("items");
            assertThat(receipts.size()).isEqualTo(1);
        });
        var id = body("/api/intake/receipts").path("items").path(0).path("id").asString();
        var stranger = organizations.create("Globex").admin();
        stranger.post()
                .uri("/api/intake/receipts/" + id + "/replay")
                .exchange()
                .expectStatus()
                .isNotFound();
        acme.admin()
                .post()
                .uri("/api/intake/receipts/" + id + "/replay")
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Test
    void theNewestWordCountsInWhateverOrderEventsArrive() throws Exception {
        var newer = event("contact.propertyChange", "jobtitle", "Director", 2_000, 8);
        var older = event("object.propertyChange", "jobtitle", "Assistant", 1_000, 9)
                .put("objectTypeId", "0-1");

        handle(newer);
        handle(older);
        handle(newer);

        assertThat(stakeholder().title()).isEqualTo("Director");
    }

    @Test
    void ourOwnWritesOtherObjectsAndStrangersChangeNothing() throws Exception {
        handle(event("contact.propertyChange", "jobtitle", "Echo", 1, 1)
                .put("changeSource", "INTEGRATION")
                .put("appId", 7)
                .put("sourceId", "7"));
        handle(event("object.propertyChange", "jobtitle", "Company", 2, 2).put("objectTypeId", "0-2"));
        handle(event("contact.propertyChange", "jobtitle", "Nobody", 3, 3).put("objectId", 99_999_999));
        handle(event("contact.propertyChange", "jobtitle", "Elsewhere", 4, 4).put("portalId", 1));

        assertThat(stakeholder().title()).isNull();
        assertThat(body("/api/unmatched").path("items").size()).isZero();
    }

    @Test
    void aChangedNameKeepsItsOtherHalf() throws Exception {
        handle(event("contact.propertyChange", "lastname", "Smythe", 1, 1));

        assertThat(stakeholder().name()).isEqualTo("John Smythe");
    }

    private void handle(JsonNode event) throws Exception {
        var receipt = new Receipt(
                UUID.randomUUID(), Map.of(), ("[" + event + "]").getBytes(StandardCharsets.UTF_8), Instant.now());
        Tenancy.<Boolean, Exception>system(() -> {
            intake.handle(receipt);
            return true;
        });
    }

    private ObjectNode event(String type, String property, String value, long at, long eventId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventId", eventId)
                .put("portalId", Long.parseLong(portal))
                .put("occurredAt", at)
                .put("subscriptionType", type)
                .put("objectId", Long.parseLong(contact()))
                .put("propertyName", property)
                .put("propertyValue", value)
                .put("changeSource", "CRM_UI");
    }

    private String contact() {
        return sandbox.hubspot().records("contacts").stream()
                .filter(contact -> contact.toString().contains("john@acmecorp.com"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private CustomerDirectory.Stakeholder stakeholder() {
        return acme.in(() -> customers.stakeholder(john).orElseThrow());
    }

    private JsonNode post(String path, Object body) {
        return Objects.requireNonNull(acme.admin()
                .post()
                .uri(path)
                .body(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode body(String path) {
        return Objects.requireNonNull(acme.admin()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
