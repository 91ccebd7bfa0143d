package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.webhooks.Receiver.Received;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RapportTest
@TestPropertySource(properties = {"rapport.webhooks.allow=localhost", "rapport.webhooks.timeout=2s"})
class WebhooksTest {
    private static final String ALL = "/api/integrations/webhooks";

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

    private final Receiver receiver = new Receiver();
    private TestOrganization acorn;
    private RestTestClient admin;

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

    private JsonNode create(String url, String... types) {
        return send(admin, ALL, Map.of("name", "Our CRM", "url", url, "events", types), HttpStatus.CREATED);
    }

    private JsonNode send(RestTestClient as, String path, Object body, HttpStatus expected) {
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

    private JsonNode get(String path) {
        return json.readTree(Objects.requireNonNull(admin.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private UUID publish(String type) {
        var id = UUID.randomUUID();
        acorn.run(
                () -> events.publish(id, type, Instant.parse("2026-03-02T10:00:00Z"), Map.of("title", "Grüße \u0000")));
        return id;
    }

    private List<Received> awaitReceived(int many) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.received().size() >= many);
        return receiver.received();
    }

    private JsonNode deliveries(String webhook) {
        return get(ALL + "/" + webhook + "/deliveries").get("items");
    }

    private JsonNode awaitState(String webhook, String state) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> deliveries(webhook).path(0),
                        delivery -> delivery.path("state").asString("").equals(state));
    }

    private static void verify(String secret, Received received) throws Exception {
        var headers = new HashMap<String, List<String>>();
        received.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        new Webhook(secret).verify(received.body(), headers);
    }

    @Test
    @Requirement({"H-25", "H-26", "H-31"})
    void deliversASignedEventWithExactlyItsKeys() throws Exception {
        var made = create(receiver.url(), "session.completed");
        var event = publish("session.completed");

        var received = awaitReceived(1).getFirst();
        verify(made.get("secret").asString(), received);
        assertThatThrownBy(() -> verify(Signature.newSecret(), received))
                .isInstanceOf(WebhookVerificationException.class);
        var body = json.readTree(received.body());
        assertThat(body.propertyNames()).containsExactly("id", "type", "organizationId", "payload", "timestamp");
        assertThat(body.get("id").asString()).isEqualTo(event.toString()).isEqualTo(received.header("webhook-id"));
        assertThat(body.get("type").asString()).isEqualTo("session.completed");
        assertThat(body.get("organizationId").asString()).isEqualTo(acorn.id().toString());
        assertThat(body.get("timestamp").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(body.get("payload").get("title").asString()).isEqualTo("Grüße \ufffd");
        assertThat(received.header("content-type")).startsWith("application/json");
        assertThat(received.header("webhook-id")).doesNotContain(".");
    }

    @Test
    @Requirement({"H-26", "H-27"})
    void onlyActiveSubscribersOfTheTypeHearOfIt() {
        for (var type : List.of("session.completed", "summary.generated", "action_item.created")) {
            create(receiver.url() + "/" + type, type);
        }
        create(receiver.url() + "/every", "*");
        var off = create(receiver.url() + "/off", "session.completed");
        admin.patch()
                .uri(ALL + "/" + off.get("id").asString())
                .body(Map.of("active", false))
                .exchange()
                .expectStatus()
                .isOk();

        publish("session.completed");
        publish("summary.generated");
        publish("action_item.created");
        awaitReceived(6);
        assertThat(receiver.received())
                .extracting(received -> received.path() + " "
                        + json.readTree(received.body()).get("type").asString())
                .containsExactlyInAnyOrder(
                        "/hook/session.completed session.completed",
                        "/hook/summary.generated summary.generated",
                        "/hook/action_item.created action_item.created",
                        "/hook/every session.completed",
                        "/hook/every summary.generated",
                        "/hook/every action_item.created");
    }

    @Test
    @Requirement({"H-28", "H-29"})
    void theTablesHaveTheColumnsTheyAreKnownBy() {
        assertThat(columns("webhook_configs"))
                .contains(
                        "id uuid NO",
                        "organization_id uuid NO",
                        "name text NO",
                        "url text NO",
                        "events ARRAY NO",
                        "secret text NO",
                        "active boolean NO true",
                        "created_at timestamp with time zone NO now()",
                        "updated_at timestamp with time zone NO now()");
        assertThat(columns("webhook_deliveries"))
                .contains(
                        "id uuid NO",
                        "webhook_config_id uuid NO",
                        "event_type text NO",
                        "payload jsonb NO",
                        "response_status integer YES",
                        "response_body text YES",
                        "attempts integer NO 0",
                        "delivered_at timestamp with time zone YES",
                        "created_at timestamp with time zone NO now()");
    }

    private List<String> columns(String table) {
        return db.sql("""
                select column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' ' || column_default, '')
                from information_schema.columns where table_schema = 'webhooks' and table_name = :table
                """)
                .param("table", table)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    @Requirement({"H-29", "H-78"})
    void aFailingEndpointShowsThreeAttemptsAndItsLastAnswer() {
        receiver.answers(Receiver.status(500, "database down"));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        publish("session.completed");

        var failed = awaitState(webhook, "failed");
        assertThat(failed.get("attempts").asInt()).isEqualTo(3);
        assertThat(failed.get("responseStatus").asInt()).isEqualTo(500);
        assertThat(failed.get("nextAttemptAt").isNull()).isFalse();
        var detail = get(ALL + "/deliveries/" + failed.get("id").asString());
        assertThat(detail.get("responseBody").asString()).isEqualTo("database down");
        assertThat(detail.get("payload").get("title").asString()).startsWith("Grüße");
        assertThat(detail.get("attemptLog")).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.get("status").asInt()).isEqualTo(500);
            assertThat(attempt.get("excerpt").asString()).isEqualTo("database down");
        });
        var ids = receiver.received().stream()
                .map(one -> one.header("webhook-id"))
                .distinct();
        assertThat(ids).hasSize(1);
        assertThat(get(ALL + "/" + webhook).get("state").asString()).isEqualTo("failing");

        receiver.answers(Receiver.status(200, ""));
        send(admin, ALL + "/deliveries/" + failed.get("id").asString() + "/redeliver", Map.of(), HttpStatus.ACCEPTED);
        awaitState(webhook, "delivered");
        assertThat(get(ALL + "/" + webhook).get("state").asString()).isEqualTo("active");
        assertThat(get(ALL + "/" + webhook).get("stats").get("delivered").asInt())
                .isEqualTo(1);
    }

    @Test
    @Requirement({"H-31", "H-32"})
    void theSecretIsShownOnceAndSealedInTheDatabase() {
        var made = create(receiver.url(), "session.completed");
        var secret = made.get("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(get(ALL).toString())
                .contains("Our CRM")
                .doesNotContain(secret)
                .doesNotContain("secret\"");
        assertThat(get(ALL + "/" + made.get("id").asString()).toString()).doesNotContain(secret);
        var kept = acorn.in(() -> db.sql("select secret from webhooks.webhook_configs")
                .query((row, number) -> row.getString(1))
                .single());
        assertThat(kept).startsWith("rs1.").doesNotContain(secret.substring(6));
    }

    @Test
    @Requirement("H-31")
    void refusesAddressesInsideAndOtherSchemes() {
        for (var url :
                List.of("http://127.0.0.1:9/", "http://169.254.169.254/", "http://[::1]/", "http://2130706433/")) {
            var refused =
                    send(admin, ALL, Map.of("name", "x", "url", url, "events", List.of("a")), HttpStatus.BAD_REQUEST);
            assertThat(refused.get("code").asString()).isEqualTo("webhook_address_refused");
        }
        var invalid = send(
                admin,
                ALL,
                Map.of("name", "x", "url", "ftp://example.com", "events", List.of("a")),
                HttpStatus.BAD_REQUEST);
        assertThat(invalid.get("code").asString()).isEqualTo("webhook_url_invalid");
    }

    @Test
    void aNameThatComesToLeadInsideIsNotCalled() {
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        // As if the name had led elsewhere when it was entered.
        acorn.run(() -> db.sql("update webhooks.webhook_configs set url = :url")
                .param("url", "http://127.0.0.1:" + receiver.port() + "/hook")
                .update());
        publish("session.completed");
        var dead = awaitState(webhook, "dead");
        assertThat(dead.get("error").asString()).contains("RAPPORT_WEBHOOKS_ALLOW");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    @Requirement("H-33")
    void deletesItsOwnAndKnowsNobodyElses() {
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        receiver.answers(Receiver.status(500, ""));
        publish("session.completed");
        awaitReceived(1);
        var delivery = deliveries(webhook).get(0).get("id").asString();

        var stranger = organizations.create("Birch Bros").admin();
        var path = ALL + "/" + webhook;
        stranger.delete().uri(path).exchange().expectStatus().isNotFound();
        stranger.get().uri(path).exchange().expectStatus().isNotFound();
        stranger.get().uri(path + "/deliveries").exchange().expectStatus().isNotFound();
        stranger.get()
                .uri(ALL + "/deliveries/" + delivery)
                .exchange()
                .expectStatus()
                .isNotFound();
        stranger.patch()
                .uri(path)
                .body(Map.of("name", "mine"))
                .exchange()
                .expectStatus()
                .isNotFound();
        send(stranger, path + "/rotate-secret", Map.of(), HttpStatus.NOT_FOUND);
        send(stranger, ALL + "/test", Map.of("id", webhook), HttpStatus.NOT_FOUND);
        send(stranger, ALL + "/deliveries/" + delivery + "/redeliver", Map.of(), HttpStatus.NOT_FOUND);
        var always = Map.of("from", "2020-01-01T00:00:00Z", "to", "2099-01-01T00:00:00Z");
        send(stranger, path + "/redeliver", always, HttpStatus.NOT_FOUND);

        admin.delete().uri(path).exchange().expectStatus().isNoContent();
        admin.get().uri(path).exchange().expectStatus().isNotFound();
        admin.delete().uri(path).exchange().expectStatus().isNotFound();
    }

    @Test
    @Requirement("H-34")
    void aTestSendIsSignedAndTellsWhatCameBack() throws Exception {
        var made = create(receiver.url(), "session.completed");
        receiver.answers(Receiver.status(418, "short and stout"));
        var sent = send(
                admin,
                ALL + "/test",
                Map.of("id", made.get("id").asString(), "event", "session.completed"),
                HttpStatus.OK);
        assertThat(sent.get("status").asInt()).isEqualTo(418);
        assertThat(sent.get("bodyExcerpt").asString()).isEqualTo("short and stout");
        assertThat(sent.get("durationMs").isNumber()).isTrue();
        verify(made.get("secret").asString(), receiver.received().getFirst());

        var toNobody = send(admin, ALL + "/test", Map.of("url", "http://localhost:1/"), HttpStatus.OK);
        assertThat(toNobody.get("status").isNull()).isTrue();
        assertThat(toNobody.get("error").asString()).isEqualTo("Nobody answers at this address.");
        send(admin, ALL + "/test", Map.of("url", "http://127.0.0.1:1/"), HttpStatus.BAD_REQUEST);
    }

    @Test
    void bothSecretsSignForADayAfterARotation() throws Exception {
        var made = create(receiver.url(), "session.completed");
        var webhook = made.get("id").asString();
        var old = made.get("secret").asString();
        var rotated = send(admin, ALL + "/" + webhook + "/rotate-secret", Map.of(), HttpStatus.OK);
        var fresh = rotated.get("secret").asString();
        assertThat(Instant.parse(rotated.get("previousValidUntil").asString()))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(23)),
                        clock.instant().plus(Duration.ofHours(24)));

        publish("session.completed");
        var first = awaitReceived(1).getFirst();
        verify(old, first);
        verify(fresh, first);

        clock.advance(Duration.ofHours(25));
        publish("session.completed");
        var second = awaitReceived(2).getLast();
        assertThat(second.header("webhook-signature").split(" ", -1)).hasSize(1);
        assertThat(second.header("webhook-signature")).isNotEqualTo(first.header("webhook-signature"));
    }

    @Test
    void anEndpointThatSaysItIsGoneIsSwitchedOffWithANotice() {
        receiver.answers(Receiver.status(410, ""));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        publish("session.completed");
        awaitState(webhook, "dead");
        await().until(() -> !get(ALL + "/" + webhook).get("active").asBoolean());
        assertThat(get(ALL + "/" + webhook).get("disabledReason").asString()).contains("410");
        assertThat(get(ALL + "/" + webhook).get("state").asString()).isEqualTo("disabled");
        await().until(() -> get("/api/notices").toString().contains("webhook.disabled"));
        publish("session.completed");
        assertThat(deliveries(webhook)).hasSize(1);
        var again = ALL + "/deliveries/" + deliveries(webhook).get(0).get("id").asString() + "/redeliver";
        assertThat(send(admin, again, Map.of(), HttpStatus.CONFLICT).get("code").asString())
                .isEqualTo("webhook_disabled");
    }

    @Test
    void afterADayDownEverythingIsDelivered() {
        receiver.answers(Receiver.status(503, "down"));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        var events = new ArrayList<String>();
        for (var i = 0; i < 40; i++) {
            events.add(publish("session.completed").toString());
        }
        awaitReceived(30);
        for (var hours = 0; hours < 24; hours += 4) {
            var before = receiver.received().size();
            clock.advance(Duration.ofHours(4));
            awaitReceived(before + 1);
        }
        receiver.answers(Receiver.status(200, ""));
        var delivered = new java.util.HashSet<String>();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    clock.advance(Duration.ofHours(1));
                    deliveries(webhook).forEach(delivery -> {
                        if (delivery.get("state").asString().equals("delivered")) {
                            delivered.add(delivery.get("eventId").asString());
                        }
                    });
                    return delivered.size() == 40;
                });
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void anEndpointThatFailsForFiveDaysIsSwitchedOff() {
        receiver.answers(Receiver.status(500, ""));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        publish("session.completed");
        awaitState(webhook, "failed");
        clock.advance(Duration.ofDays(6));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !get(ALL + "/" + webhook).get("active").asBoolean());
        assertThat(get(ALL + "/" + webhook).get("disabledReason").asString()).contains("5 days");

        receiver.answers(Receiver.status(200, ""));
        admin.patch()
                .uri(ALL + "/" + webhook)
                .body(Map.of("active", true))
                .exchange()
                .expectStatus()
                .isOk();
        clock.advance(Duration.ofDays(1));
        awaitState(webhook, "delivered");
    }

    @Test
    void followsNoRedirectReadsSoMuchAndWaitsSoLong() {
        var elsewhere = new AtomicInteger();
        receiver.answers(exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/redirect" ->
                    Receiver.status(302, "", "Location", "/elsewhere").answer(exchange);
                case "/endless" -> endless(exchange.getResponseBody(), exchange);
                case "/drip" -> drip(exchange);
                default -> elsewhere.incrementAndGet();
            }
        });
        var base = "http://localhost:" + receiver.port();
        var redirected = send(admin, ALL + "/test", Map.of("url", base + "/redirect"), HttpStatus.OK);
        assertThat(redirected.get("status").asInt()).isEqualTo(302);
        assertThat(elsewhere).hasValue(0);
        var endless = send(admin, ALL + "/test", Map.of("url", base + "/endless"), HttpStatus.OK);
        assertThat(endless.get("status").asInt()).isEqualTo(200);
        assertThat(endless.get("bodyExcerpt").asString()).hasSize(2_000);
        var drip = send(admin, ALL + "/test", Map.of("url", base + "/drip"), HttpStatus.OK);
        assertThat(drip.get("error").asString()).isEqualTo("No complete answer within 2 seconds.");
        assertThat(drip.get("durationMs").asInt()).isBetween(1_900, 4_000);
    }

    private static void endless(java.io.OutputStream out, com.sun.net.httpserver.HttpExchange exchange)
            throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var chunk = "x".repeat(8_192).getBytes(StandardCharsets.UTF_8);
        try {
            for (var i = 0; i < 100_000; i++) {
                out.write(chunk);
            }
        } catch (IOException hungUp) {
            // as it should
        }
    }

    private static void drip(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        try {
            for (var i = 0; i < 100; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        } catch (IOException hungUp) {
            // as it should
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBusyEndpointIsLeftAloneForAsLongAsItAsks() {
        receiver.answers(Receiver.status(429, "slow down", "Retry-After", "3600"));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        publish("session.completed");
        var waiting = await().until(
                        () -> deliveries(webhook).get(0),
                        delivery -> delivery.get("attempts").asInt() == 1);
        assertThat(waiting.get("state").asString()).isEqualTo("pending");
        assertThat(Instant.parse(waiting.get("nextAttemptAt").asString()))
                .isAfter(clock.instant().plus(Duration.ofMinutes(59)));
        publish("session.completed");
        receiver.answers(Receiver.status(200, ""));
        clock.advance(Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> receiver.received().size() == 3);
    }

    @Test
    void sendsARangeAgainWithTheSameIds() {
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        var from = clock.instant();
        for (var i = 0; i < 5; i++) {
            publish("session.completed");
        }
        awaitReceived(5);
        await().until(() -> !deliveries(webhook).toString().contains("\"pending\""));
        var range = Map.of("from", from.toString(), "to", clock.instant().toString(), "states", List.of("delivered"));
        var again = send(admin, ALL + "/" + webhook + "/redeliver", range, HttpStatus.ACCEPTED);
        assertThat(again.get("count").asInt()).isEqualTo(5);
        awaitReceived(10);
        assertThat(receiver.received().stream()
                        .map(one -> one.header("webhook-id"))
                        .distinct())
                .hasSize(5);
    }

    @Test
    void thelogIsFilteredSortedAndPaged() {
        var webhook = create(receiver.url(), "*").get("id").asString();
        for (var i = 0; i < 7; i++) {
            publish(i % 2 == 0 ? "order.shipped" : "order.paid");
        }
        awaitReceived(7);
        var path = ALL + "/" + webhook + "/deliveries?limit=3&sort=createdAt";
        var seen = new ArrayList<String>();
        var page = get(path);
        while (true) {
            page.get("items").forEach(item -> seen.add(item.get("createdAt").asString()));
            if (page.get("nextCursor").isNull()) {
                break;
            }
            page = get(path + "&cursor=" + page.get("nextCursor").asString());
        }
        assertThat(seen)
                .hasSize(7)
                .isSortedAccordingTo((a, b) -> Instant.parse(a).compareTo(Instant.parse(b)));
        assertThat(get(ALL + "/" + webhook + "/deliveries?eventType=order.paid").get("items"))
                .hasSize(3);
        await().until(() -> get(ALL + "/" + webhook + "/deliveries?state=delivered")
                        .get("items")
                        .size()
                == 7);
        assertThat(get(ALL + "/" + webhook + "/deliveries?state=dead").get("items"))
                .isEmpty();
        admin.get()
                .uri(ALL + "/" + webhook + "/deliveries?state=nonsense")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void acceptsTheOrganisationsOwnEventsOncePerId() {
        create(receiver.url(), "order.shipped");
        var key = acorn.clientWithKey(acorn.apiKey(Role.DEVELOPER, Permission.EVENTS_WRITE));
        var event = Map.of(
                "id", "0190a5b4-0000-7000-8000-000000000001", "type", "order.shipped", "payload", Map.of("order", 7));
        assertThat(send(key, "/api/events", event, HttpStatus.ACCEPTED)
                        .get("id")
                        .asString())
                .isEqualTo(event.get("id"));
        send(key, "/api/events", event, HttpStatus.ACCEPTED);
        send(key, "/api/events", Map.of("type", "order.shipped", "payload", 1), HttpStatus.ACCEPTED);
        awaitReceived(2);
        assertThat(receiver.received().stream()
                        .filter(one -> one.header("webhook-id").equals(event.get("id"))))
                .hasSize(1);
        send(key, "/api/events", Map.of("type", "no spaces", "payload", 1), HttpStatus.BAD_REQUEST);
        send(key, "/api/events", Map.of("type", "order.shipped"), HttpStatus.BAD_REQUEST);
        var reserved =
                send(key, "/api/events", Map.of("type", "session.completed", "payload", 1), HttpStatus.BAD_REQUEST);
        assertThat(reserved.get("code").asString()).isEqualTo("event_type_reserved");
        send(acorn.client(Role.CSM), "/api/events", event, HttpStatus.FORBIDDEN);
    }

    @Test
    void signsAsymmetricallyForWhoeverWantsNoSharedSecret() throws Exception {
        var made = send(
                admin,
                ALL,
                Map.of("name", "x", "url", receiver.url(), "events", List.of("*"), "asymmetric", true),
                HttpStatus.CREATED);
        publish("session.completed");
        var received = awaitReceived(1).getFirst();
        verify(made.get("secret").asString(), received);
        var key = json.readTree(Objects.requireNonNull(organizations
                        .anonymous()
                        .get()
                        .uri("/.well-known/webhooks/" + made.get("id").asString() + "/jwks.json")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody()))
                .get("keys")
                .get(0);
        var signature = List.of(received.header("webhook-signature").split(" ", -1)).stream()
                .filter(one -> one.startsWith("v1a,"))
                .findFirst()
                .orElseThrow()
                .substring(4);
        assertThatCode(() -> assertThat(Ed25519.verifies(
                                key.get("x").asString(),
                                signature,
                                received.header("webhook-id") + "." + received.header("webhook-timestamp") + "."
                                        + received.body()))
                        .isTrue())
                .doesNotThrowAnyException();
    }

    @Test
    void entersNothingThatMakesNoSense() {
        var url = receiver.url();
        for (var wrong : List.of(
                Map.of("name", "", "url", url, "events", List.of("a")),
                Map.of("name", "x", "url", url, "events", List.of()),
                Map.of("name", "x", "url", url, "events", List.of("with space")),
                Map.of("name", "x", "events", List.of("a")),
                Map.of("url", url, "events", List.of("a")))) {
            send(admin, ALL, wrong, HttpStatus.BAD_REQUEST);
        }
        send(
                acorn.client(Role.CSM),
                ALL,
                Map.of("name", "x", "url", url, "events", List.of("a")),
                HttpStatus.FORBIDDEN);
    }
}
