package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Events on their way to endpoints that take them, refuse them, are slow, busy, down or gone. */
class WebhookDeliveriesTest extends WebhooksOverHttp {
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
            assertThat(attempt.get("code").asString()).isEqualTo("http_500");
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
    void anEndpointThatSaysItIsGoneIsSwitchedOffWithANotice() {
        receiver.answers(Receiver.status(410, ""));
        var webhook = create(receiver.url(), "session.completed").get("id").asString();
        publish("session.completed");
        awaitState(webhook, "dead");
        await().until(() -> !get(ALL + "/" + webhook).get("active").asBoolean());
        assertThat(get(ALL + "/" + webhook).get("disabledReason").asString()).contains("410");
        assertThat(get(ALL + "/" + webhook).at("/disabledWords/code").asString())
                .isEqualTo("endpoint_gone");
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
            // What failed while the clock moved may wait for longer than that.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.advance(Duration.ofMinutes(10));
                return receiver.received().size() > before;
            });
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
        assertThat(get(ALL + "/" + webhook).at("/disabledWords/values/days").asInt())
                .isEqualTo(5);

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
}
