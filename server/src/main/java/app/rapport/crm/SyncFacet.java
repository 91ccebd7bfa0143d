package app.rapport.crm;

import app.rapport.connections.Connections;
import app.rapport.connections.Connections.Connection;
import app.rapport.connections.Connections.Quiet;
import app.rapport.conversations.ConversationFacet;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Adds to a conversation's document how it stands in each CRM. */
@Component
class SyncFacet implements ConversationFacet {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Connections connections;
    private final Clock clock;

    SyncFacet(JdbcClient db, JsonMapper json, Connections connections, Clock clock) {
        this.db = db;
        this.json = json;
        this.connections = connections;
        this.clock = clock;
    }

    /** @param warningWords the same, for other languages; of older ones there are none */
    record Standing(
            UUID connectionId,
            String crmType,
            String label,
            String state,
            @Nullable String remoteId,
            @Nullable String remoteUrl,
            int attempts,
            @Nullable Trouble error,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant syncedAt,
            List<String> warnings,
            List<Wording> warningWords) {}

    record Trouble(
            String code,
            String errorClass,
            String message,
            String nextStep,
            @Nullable Wording words) {}

    record Brief(String crmType, String state) {}

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public Map<UUID, Object> of(Collection<UUID> conversations) {
        var all = new HashMap<UUID, Object>();
        conversations.forEach(id -> all.put(id, new ArrayList<Standing>()));
        if (conversations.isEmpty()) {
            return all;
        }
        var live = new HashMap<UUID, Connection>();
        connections.ofCategory("crm").forEach(connection -> live.put(connection.id(), connection));
        db.sql("select * from crm.sync where conversation_id in (:ids) order by crm_type, connection_id")
                .param("ids", conversations)
                .query((row, number) -> Map.entry(
                        row.getObject("conversation_id", UUID.class),
                        standing(row, live.get(row.getObject("connection_id", UUID.class)))))
                .list()
                .forEach(entry -> list(all, entry.getKey()).add(entry.getValue()));
        return all;
    }

    @Override
    public Map<UUID, Object> briefOf(Collection<UUID> conversations) {
        var all = new HashMap<UUID, Object>();
        of(conversations)
                .forEach((id, standings) -> all.put(
                        id,
                        ((List<?>) standings)
                                .stream()
                                        .map(Standing.class::cast)
                                        .map(one -> new Brief(one.crmType(), one.state()))
                                        .toList()));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static List<Standing> list(Map<UUID, Object> all, UUID id) {
        return (List<Standing>) all.computeIfAbsent(id, any -> new ArrayList<Standing>());
    }

    private @Nullable Wording words(ResultSet row) throws SQLException {
        var words = row.getString("error_words");
        return words == null ? null : json.readValue(words, Wording.class);
    }

    /** Nobody calls the connection for a while, so that this has not been tried either. */
    private @Nullable Quiet quiet(@Nullable Connection connection) {
        var quiet = connection == null ? null : connection.quiet();
        return quiet != null && quiet.until().isAfter(clock.instant()) ? quiet : null;
    }

    private @Nullable Trouble trouble(ResultSet row, @Nullable Quiet quiet) throws SQLException {
        if (quiet != null) {
            return new Trouble(
                    "waiting", ErrorClass.RATE.word(), quiet.reason(), "Rapport goes on by itself.", quiet.words());
        }
        var code = row.getString("error_code");
        return code == null
                ? null
                : new Trouble(
                        code,
                        row.getString("error_class"),
                        row.getString("error_message"),
                        row.getString("next_step"),
                        words(row));
    }

    private Standing standing(ResultSet row, @Nullable Connection connection) throws SQLException {
        var crmType = row.getString("crm_type");
        var quiet = row.getString("state").equals("pending") ? quiet(connection) : null;
        return new Standing(
                row.getObject("connection_id", UUID.class),
                crmType,
                connection == null ? crmType : connection.label(),
                row.getString("state"),
                row.getString("remote_id"),
                row.getString("remote_url"),
                row.getInt("attempts"),
                trouble(row, quiet),
                quiet == null ? Timestamps.readOrNull(row, "next_attempt_at") : quiet.until(),
                Timestamps.readOrNull(row, "synced_at"),
                json.readValue(row.getString("warnings"), new TypeReference<List<String>>() {}),
                json.readValue(row.getString("warning_words"), new TypeReference<List<Wording>>() {}));
    }
}
