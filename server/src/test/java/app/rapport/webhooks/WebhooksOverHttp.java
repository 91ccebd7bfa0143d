package app.rapport.webhooks;

import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.webhooks.Receiver.Received;
import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An organisation that sends webhooks to a receiver of the test. */
@RapportTest
@TestPropertySource(properties = {"rapport.webhooks.allow=localhost", "rapport.webhooks.timeout=2s"})
abstract class WebhooksOverHttp {
    static final String ALL = "/api/integrations/webhooks";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    OutwardEvents events;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    JsonMapper json;

    final Receiver receiver = new Receiver();
    TestOrganization acorn;
    RestTestClient admin;

    @BeforeEach
    void organization() {
        acorn = organizations.create("Acorn Works");
        admin = acorn.admin();
    }

    @AfterEach
    void close() {
        clock.reset();
        receiver.close();
    }

    JsonNode create(String url, String... types) {
        return send(admin, ALL, Map.of("name", "Our CRM", "url", url, "events", types), HttpStatus.CREATED);
    }

    JsonNode send(RestTestClient as, String path, Object body, HttpStatus expected) {
        var answer = as.post()
                .uri(path)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(expected)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return json.readTree(answer == null || answer.isEmpty() ? "{}" : answer);
    }

    JsonNode get(String path) {
        return json.readTree(Objects.requireNonNull(admin.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    UUID publish(String type) {
        var id = UUID.randomUUID();
        acorn.run(
                () -> events.publish(id, type, Instant.parse("2026-03-02T10:00:00Z"), Map.of("title", "Grüße \u0000")));
        return id;
    }

    List<Received> awaitReceived(int many) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.received().size() >= many);
        return receiver.received();
    }

    JsonNode deliveries(String webhook) {
        return get(ALL + "/" + webhook + "/deliveries").get("items");
    }

    JsonNode awaitState(String webhook, String state) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> deliveries(webhook).path(0),
                        delivery -> delivery.path("state").asString("").equals(state));
    }

    static void verify(String secret, Received received) throws Exception {
        var headers = new HashMap<String, List<String>>();
        received.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        new Webhook(secret).verify(received.body(), headers);
    }
}
