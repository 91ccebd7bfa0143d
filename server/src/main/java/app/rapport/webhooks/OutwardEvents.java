package app.rapport.webhooks;

import java.time.Instant;
import java.util.UUID;

/** Tells the organisation's endpoints what happened. In the scope's organisation and the caller's transaction. */
public interface OutwardEvents {
    /**
     * Queues one delivery for every active endpoint subscribed to the type.
     *
     * @param id the event's own id: the same event published twice is delivered once
     * @param type one of the contributed {@link EventType}s
     * @param payload JSON-ready
     */
    void publish(UUID id, String type, Instant at, Object payload);

    /** A type of event endpoints may subscribe to. A bean of the module that publishes it. */
    record EventType(String type, String description, Object example) {}
}
