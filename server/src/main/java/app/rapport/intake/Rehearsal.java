package app.rapport.intake;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Goes through the door once when the application is ready, so that a provider that sends hundreds a second from then on does
 * not find a queue behind the first.
 */
@Component
class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private final ObjectProvider<IntakeHandler> handlers;
    private final ReceiptWriter writer;

    Rehearsal(ObjectProvider<IntakeHandler> handlers, ReceiptWriter writer) {
        this.handlers = handlers;
        this.writer = writer;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("intake-rehearsal").start(this::run);
    }

    private void run() {
        try {
            writer.rehearse();
            handlers.forEach(IntakeHandler::rehearse);
        } catch (SQLException | RuntimeException e) {
            log.debug("the rehearsal failed; the first to come will see", e);
        }
    }
}
