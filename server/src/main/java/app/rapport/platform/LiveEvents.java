package app.rapport.platform;

import java.util.UUID;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells the organisation's open pages that something changed, so that they ask again. */
public interface LiveEvents {
    /**
     * Reaches every open page of the organisation in scope, on every node, once the current transaction commits; never when
     * it rolls back. Call inside a transaction.
     *
     * @param topic what kind of thing changed: {@code timeline}, {@code conversation}, {@code sync} …
     * @param subject its id, or empty for "some"
     */
    void publish(String topic, String subject);

    /**
     * A stream of the events of the organisation in scope. Ends after half an hour; the page opens it again.
     *
     * @param person whose page it is: with too many of them open, the oldest is closed
     */
    SseEmitter listen(UUID person);
}
