package app.rapport.audit;

import app.rapport.identity.AccountChanged;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the log. There is nothing here to change or remove a row, and the database would refuse it. */
@Component
class AuditLog implements AuditTrail {
    private static final int MOST_DETAIL = 64_000;
    /** PostgreSQL's JSON holds every character but this one. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    private record Actor(
            String kind,
            @Nullable UUID id,
            String name,
            @Nullable UUID apiKey) {
        static final Actor SYSTEM = new Actor("system", null, "Rapport", null);

        static Actor of(CurrentUser user) {
            var kind = user.apiKey() == null ? "user" : "api_key";
            return new Actor(kind, user.id().value(), user.name(), user.apiKey());
        }

        static Actor of(UserId id, String name) {
            return new Actor("user", id.value(), name, null);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String action, String subjectType, @Nullable String subjectId, Map<String, ?> details) {
        var actor = CurrentUser.optional().map(Actor::of).orElse(Actor.SYSTEM);
        add(actor, action, subjectType, subjectId, details);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AccountChanged change) {
        var early = change.actor();
        var actor = CurrentUser.optional()
                .map(Actor::of)
                .orElseGet(() -> early == null ? Actor.SYSTEM : Actor.of(early.id(), early.name()));
        add(actor, change.action(), change.subjectType(), change.subjectId(), change.details());
    }

    private void add(
            Actor actor, String action, String subjectType, @Nullable String subjectId, Map<String, ?> details) {
        db.sql("""
                insert into audit.audit_log (id, organization_id, at, actor_kind, actor_id, actor_name, api_key_id,
                  action, subject_type, subject_id, details)
                values (:id, :organization, :at, :kind, :actor, :name, :key, :action, :subjectType, :subjectId,
                  cast(:details as jsonb))
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("at", Timestamps.at(clock.instant()))
                .param("kind", actor.kind())
                .param("actor", actor.id())
                .param("name", actor.name())
                .param("key", actor.apiKey())
                .param("action", action)
                .param("subjectType", subjectType)
                .param("subjectId", subjectId)
                .param("details", written(details))
                .update();
    }

    private String written(Map<String, ?> details) {
        var text = NUL.matcher(json.writeValueAsString(details)).replaceAll("$1");
        return text.length() <= MOST_DETAIL ? text : "{\"omitted\":\"too long\"}";
    }
}
