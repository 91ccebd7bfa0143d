package app.rapport.webhooks;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The organisation's own events, for its own endpoints. */
@RestController
class EventsController {
    private static final int LARGEST = 64 * 1024;

    private final OutwardEvents events;
    private final EventTypes types;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    EventsController(
            OutwardEvents events, EventTypes types, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.events = events;
        this.types = types;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** @param id the sender's own: the same id twice is delivered once */
    record Event(
            @Nullable String type,
            @Nullable JsonNode payload,
            @Nullable UUID id,
            @Nullable Instant timestamp) {}

    record Accepted(UUID id) {}

    @Requires(Permission.EVENTS_WRITE)
    @PostMapping("/api/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted publish(@RequestBody Event event) {
        var type = Subscription.type(event.type(), "type");
        if (types.ours(type)) {
            throw Problem.invalid("event_type_reserved", "Events of the type " + type + " come from Rapport itself.")
                    .with("type", type)
                    .with("field", "type");
        }
        var payload = event.payload();
        if (payload == null || payload.isNull()) {
            throw Problem.invalid("invalid_field", "An event needs a payload.").with("field", "payload");
        }
        if (json.writeValueAsBytes(payload).length > LARGEST) {
            throw Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE, "too_large", "A payload holds at most " + LARGEST + " bytes.");
        }
        var id = event.id() == null ? Ids.next() : event.id();
        var at = event.timestamp() == null ? clock.instant() : event.timestamp();
        transaction.executeWithoutResult(status -> events.publish(id, type, at, payload));
        return new Accepted(id);
    }
}
