package app.rapport.crm;

import app.rapport.identity.Organizations;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the monitor page shows, computed from this module's rows. */
@Component
class Monitor {
    /** What each number means, shown next to it. */
    private static final Map<String, String> DEFINITIONS = Map.of(
            "syncedToday",
                    "Conversations brought up to date in a CRM since midnight, one for each conversation and CRM.",
            "failed", "Conversations whose last try failed in a CRM; some are tried again by themselves.",
            "pending", "Conversations on their way to a CRM.",
            "blocked", "Conversations that wait for a CRM to be reconnected or resumed.",
            "avgSyncSeconds",
                    "Mean time of today's successes from the wish to sync to the CRM's confirmation, waits included.");

    private final JdbcClient db;
    private final Integrations integrations;
    private final Organizations organizations;
    private final Clock clock;
    private final JsonMapper json;

    Monitor(JdbcClient db, Integrations integrations, Organizations organizations, Clock clock, JsonMapper json) {
        this.db = db;
        this.integrations = integrations;
        this.organizations = organizations;
        this.clock = clock;
        this.json = json;
    }

    /** @param avgSyncSeconds null while nothing was synced today */
    record Numbers(
            long syncedToday,
            long failed,
            long pending,
            long blocked,
            @Nullable Double avgSyncSeconds,
            Map<String, String> definitions,
            Instant asOf,
            String zone) {}

    @Transactional(readOnly = true)
    Numbers numbers() {
        var zone = organizations.current().zone();
        var now = clock.instant();
        var midnight = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        return db.sql("""
                        select count(*) filter (where synced_at >= :midnight) synced_today,
                          count(*) filter (where state = 'failed' and connection_id = any(:live)) failed,
                          count(*) filter (where state = 'pending' and connection_id = any(:live)) pending,
                          count(*) filter (where state = 'blocked' and connection_id = any(:live)) blocked,
                          avg(duration_ms) filter (where synced_at >= :midnight) / 1000.0 avg_seconds
                        from crm.sync
                        """)
                .param("midnight", Timestamps.at(midnight))
                .param("live", live())
                .query((row, number) -> new Numbers(
                        row.getLong("synced_today"),
                        row.getLong("failed"),
                        row.getLong("pending"),
                        row.getLong("blocked"),
                        rounded(row),
                        DEFINITIONS,
                        now,
                        zone.getId()))
                .single();
    }

    /** Connections that were ended have nothing to be mended: nobody could retry. */
    private Object live() {
        return SqlArrays.uuids(integrations.all(), Integrations.Integration::id);
    }

    private static @Nullable Double rounded(ResultSet row) throws SQLException {
        var seconds = row.getDouble("avg_seconds");
        return row.wasNull() ? null : Math.round(seconds * 1000) / 1000.0;
    }

    /** @param outcome ok, or the class of the error */
    record Activity(
            UUID id,
            Instant at,
            UUID conversationId,
            String conversationTitle,
            UUID connectionId,
            String crmType,
            String operation,
            String outcome,
            long durationMs,
            @Nullable String remoteId) {}

    @Transactional(readOnly = true)
    Page<Activity> activity(@Nullable String cursor, int limit) {
        var after = Cursor.read(cursor, 2);
        var rows = db.sql("""
                        select * from crm.activity
                        where cast(:at as timestamptz) is null or (at, id) < (cast(:at as timestamptz), cast(:id as uuid))
                        order by at desc, id desc limit :limit
                        """)
                .param("at", after == null ? null : Timestamps.at(after.part(0, Instant::parse)))
                .param("id", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Activity(
                        row.getObject("id", UUID.class),
                        Timestamps.read(row, "at"),
                        row.getObject("conversation_id", UUID.class),
                        row.getString("conversation_title"),
                        row.getObject("connection_id", UUID.class),
                        row.getString("crm_type"),
                        row.getString("operation"),
                        row.getString("outcome"),
                        row.getLong("duration_ms"),
                        row.getString("remote_id")))
                .list();
        return Page.of(rows, limit, last -> Cursor.of(last.at(), last.id()));
    }

    /** @param payload the requests of the last try */
    record Failure(
            UUID syncId,
            UUID conversationId,
            String conversationTitle,
            UUID connectionId,
            String crmType,
            String state,
            String errorClass,
            String code,
            String message,
            String nextStep,
            @Nullable Wording words,
            @Nullable JsonNode payload,
            int attempts,
            Instant at,
            @Nullable Instant nextAttemptAt,
            boolean retryable) {}

    @Transactional(readOnly = true)
    Page<Failure> failures(@Nullable String cursor, int limit) {
        var after = Cursor.read(cursor, 2);
        var rows = db.sql("""
                        select * from crm.sync
                        where state in ('failed', 'blocked', 'pending')
                          and error_code is not null and connection_id = any(:live)
                          and (cast(:at as timestamptz) is null or (tried_at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
                        order by tried_at desc, id desc limit :limit
                        """)
                .param("at", after == null ? null : Timestamps.at(after.part(0, Instant::parse)))
                .param("id", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .param("live", live())
                .query(this::failure)
                .list();
        return Page.of(rows, limit, last -> Cursor.of(last.at(), last.syncId()));
    }

    private Failure failure(ResultSet row, int number) throws SQLException {
        var payload = row.getString("payload");
        var words = row.getString("error_words");
        return new Failure(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("conversation_title"),
                row.getObject("connection_id", UUID.class),
                row.getString("crm_type"),
                row.getString("state"),
                row.getString("error_class"),
                row.getString("error_code"),
                row.getString("error_message"),
                row.getString("next_step"),
                words == null ? null : json.readValue(words, Wording.class),
                payload == null ? null : json.readTree(payload),
                row.getInt("attempts"),
                Timestamps.read(row, "tried_at"),
                Timestamps.readOrNull(row, "next_attempt_at"),
                row.getBoolean("retryable"));
    }
}
