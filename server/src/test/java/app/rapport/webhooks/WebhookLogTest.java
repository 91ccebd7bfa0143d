package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** What was sent and what was handed in: looked through, sent again, once per id. */
class WebhookLogTest extends WebhooksOverHttp {
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
}
