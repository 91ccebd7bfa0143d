package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import app.rapport.Requirement;
import app.rapport.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Endpoints: entered, checked, their secrets, and never inside. */
class WebhookEndpointsTest extends WebhooksOverHttp {
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
