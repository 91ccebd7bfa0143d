package app.rapport.audit;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the log, newest first. */
@Service
class AuditReading {
    private final JdbcClient db;
    private final JsonMapper json;

    AuditReading(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** @param kind user, api_key or system */
    record Actor(@Nullable UUID id, String name, String kind) {}

    record Entry(
            UUID id,
            Instant at,
            Actor actor,
            String action,
            String subjectType,
            @Nullable String subjectId,
            JsonNode details) {}

    /**
     * @param action one action, or with a star at the end all that begin so: {@code crm.*}
     * @param actor a user's id, or part of a name
     * @param subject a subject's id or type
     */
    record Filter(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {
        Map<String, String> words() {
            var words = new LinkedHashMap<String, String>();
            put(words, "action", action);
            put(words, "actor", actor);
            put(words, "subject", subject);
            put(words, "from", from);
            put(words, "to", to);
            return words;
        }

        private static void put(Map<String, String> words, String name, @Nullable Object value) {
            if (value != null) {
                words.put(name, value.toString());
            }
        }
    }

    @Transactional(readOnly = true)
    public Page<Entry> page(Filter filter, @Nullable String cursor, int limit) {
        var after = Cursor.read(cursor, 2);
        var action = filter.action();
        var family = action != null && action.endsWith("*") ? action.substring(0, action.length() - 1) : null;
        var rows = db.sql("""
                select id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, details::text as details
                from audit.audit_log
                where (:action::text is null or action = :action)
                  and (:family::text is null or starts_with(action, :family))
                  and (:actor::text is null or actor_id::text = :actor or strpos(lower(actor_name), lower(:actor)) > 0)
                  and (:subject::text is null or subject_id = :subject or subject_type = :subject)
                  and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
                  and (:lastAt::timestamptz is null or (at, id) < (:lastAt, :lastId))
                order by at desc, id desc limit :limit
                """)
                .param("action", family == null ? action : null)
                .param("family", family)
                .param("actor", filter.actor())
                .param("subject", filter.subject())
                .param("from", Timestamps.atOrNull(filter.from()))
                .param("to", Timestamps.atOrNull(filter.to()))
                .param("lastAt", after == null ? null : Timestamps.at(after.part(0, Instant::parse)))
                .param("lastId", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Entry(
                        row.getObject("id", UUID.class),
                        Timestamps.read(row, "at"),
                        new Actor(
                                row.getObject("actor_id", UUID.class),
                                row.getString("actor_name"),
                                row.getString("actor_kind")),
                        row.getString("action"),
                        row.getString("subject_type"),
                        row.getString("subject_id"),
                        json.readTree(row.getString("details"))))
                .list();
        return Page.of(rows, limit, entry -> Cursor.of(entry.at(), entry.id()));
    }
}
