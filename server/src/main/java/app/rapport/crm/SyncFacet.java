package app.rapport.crm;

import app.rapport.conversations.ConversationFacet;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private final CrmLabels labels;

    SyncFacet(JdbcClient db, JsonMapper json, CrmLabels labels) {
        this.db = db;
        this.json = json;
        this.labels = labels;
    }

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
            List<String> warnings) {}

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
        var names = labels.byConnection();
        db.sql("select * from crm.sync where conversation_id in (:ids) order by crm_type, connection_id")
                .param("ids", conversations)
                .query((row, number) -> Map.entry(row.getObject("conversation_id", UUID.class), standing(row, names)))
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

    private Standing standing(ResultSet row, Map<UUID, String> names) throws SQLException {
        var connection = row.getObject("connection_id", UUID.class);
        var crmType = row.getString("crm_type");
        var code = row.getString("error_code");
        return new Standing(
                connection,
                crmType,
                names.getOrDefault(connection, crmType),
                row.getString("state"),
                row.getString("remote_id"),
                row.getString("remote_url"),
                row.getInt("attempts"),
                code == null
                        ? null
                        : new Trouble(
                                code,
                                row.getString("error_class"),
                                row.getString("error_message"),
                                row.getString("next_step"),
                                words(row)),
                Timestamps.readOrNull(row, "next_attempt_at"),
                Timestamps.readOrNull(row, "synced_at"),
                json.readValue(row.getString("warnings"), new TypeReference<List<String>>() {}));
    }
}
