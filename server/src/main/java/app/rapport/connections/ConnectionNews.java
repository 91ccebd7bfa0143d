package app.rapport.connections;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Tenancy;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the audit trail, people and open pages about connections. In the caller's transaction. */
@Component
class ConnectionNews {
    private final AuditTrail audit;
    private final Notices notices;
    private final LiveEvents live;
    private final ApplicationEventPublisher events;

    ConnectionNews(AuditTrail audit, Notices notices, LiveEvents live, ApplicationEventPublisher events) {
        this.audit = audit;
        this.notices = notices;
        this.live = live;
        this.events = events;
    }

    void record(String action, UUID connection, Map<String, ?> details) {
        audit.record(action, "connection", connection.toString(), details);
    }

    void changed(UUID connection) {
        live.publish("connection", connection.toString());
    }

    /** What waited for this connection may go on. */
    void ready(UUID connection) {
        events.publishEvent(new ConnectionReady(Tenancy.current(), connection));
    }

    void notice(
            Permission audience,
            String kind,
            Severity severity,
            String title,
            String body,
            Map<String, ?> parts,
            String key) {
        notices.raise(audience, new Notice(kind, severity, title, body, parts, "/integrations", key));
    }
}
