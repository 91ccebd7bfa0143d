package app.rapport.crm;

import app.rapport.audit.AuditTrail;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which mapped fields we wrote there. A change is announced with the value that stands there before it is sent: where nobody
 * heard what became of it, the old value is still known, and the audit trail gets it late instead of never. Wants a caller's
 * transaction.
 */
@Component
class FieldChanges {
    private final JdbcClient db;
    private final AuditTrail audit;
    private final Clock clock;

    FieldChanges(JdbcClient db, AuditTrail audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    private record Change(UUID conversation, Instant talkedAt, String field, String before, String after) {
        static Change read(ResultSet row, int number) throws SQLException {
            return new Change(
                    row.getObject("conversation_id", UUID.class),
                    Timestamps.read(row, "talked_at"),
                    row.getString("field"),
                    row.getString("before"),
                    row.getString("after"));
        }
    }

    /** Those values that no newer conversation has written. */
    Map<String, String> newest(Talk talk, RemoteRef record, Map<String, String> values) {
        var newer = db.sql("""
                        select field from crm.field_write where connection_id = :connection and remote_type = :type
                          and remote_id = :remote and talked_at > :at
                        """)
                .param("connection", talk.connection())
                .param("type", record.type())
                .param("remote", record.id())
                .param("at", Timestamps.at(talk.snapshot().startedAt()))
                .query(String.class)
                .set();
        var rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(newer);
        return rest;
    }

    void announce(Talk talk, RemoteRef record, Map<String, String> changed, Map<String, String> there) {
        changed.forEach((field, value) -> db.sql("""
                insert into crm.field_change (organization_id, connection_id, remote_type, remote_id, field, conversation_id,
                  talked_at, before, after)
                values (:organization, :connection, :type, :remote, :field, :conversation, :at, :before, :after)
                on conflict (connection_id, remote_type, remote_id, field, conversation_id) do update
                set talked_at = excluded.talked_at, before = excluded.before, after = excluded.after
                """)
                .param("organization", Tenancy.current().value())
                .param("connection", talk.connection())
                .param("type", record.type())
                .param("remote", record.id())
                .param("field", field)
                .param("conversation", talk.conversation())
                .param("at", Timestamps.at(talk.snapshot().startedAt()))
                .param("before", there.getOrDefault(field, ""))
                .param("after", value)
                .update());
    }

    /** What was announced stands there now. */
    void written(Talk talk, RemoteRef record) {
        keep(talk, record, taken(talk, record, talk.conversation()));
    }

    /** Nothing was changed after all. */
    void neverMade(Talk talk, RemoteRef record) {
        var _ = taken(talk, record, talk.conversation());
    }

    /**
     * Tells by what stands there which announced changes went through without our hearing of it. One request carries all of a
     * conversation's, so one field speaks for them. Another conversation's may be under way just now: what does not stand
     * there yet is given up for this one only.
     */
    void settle(Talk talk, RemoteRef record, Map<String, String> there) {
        announced(talk, record).stream()
                .filter(change -> change.after()
                        .strip()
                        .equals(there.getOrDefault(change.field(), "").strip()))
                .map(Change::conversation)
                .distinct()
                .forEach(conversation -> keep(talk, record, taken(talk, record, conversation)));
        neverMade(talk, record);
    }

    private List<Change> announced(Talk talk, RemoteRef record) {
        return db.sql("""
                        select * from crm.field_change where connection_id = :connection and remote_type = :type
                          and remote_id = :remote
                        """)
                .param("connection", talk.connection())
                .param("type", record.type())
                .param("remote", record.id())
                .query(Change::read)
                .list();
    }

    /** Each is taken once, whoever finds out. */
    private List<Change> taken(Talk talk, RemoteRef record, UUID conversation) {
        return db.sql("""
                        delete from crm.field_change where connection_id = :connection and remote_type = :type
                          and remote_id = :remote and conversation_id = :conversation
                        returning *
                        """)
                .param("connection", talk.connection())
                .param("type", record.type())
                .param("remote", record.id())
                .param("conversation", conversation)
                .query(Change::read)
                .list();
    }

    private void keep(Talk talk, RemoteRef record, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var told = new LinkedHashMap<String, Map<String, String>>();
        for (var change : changes) {
            told.put(change.field(), Map.of("before", change.before(), "after", change.after()));
            db.sql("""
                    insert into crm.field_write (organization_id, connection_id, remote_type, remote_id, field, conversation_id, talked_at,
                      value, written_at)
                    values (:organization, :connection, :type, :remote, :field, :conversation, :at, :value, :now)
                    on conflict (connection_id, remote_type, remote_id, field) do update
                    set conversation_id = excluded.conversation_id, talked_at = excluded.talked_at, value = excluded.value,
                      written_at = excluded.written_at
                    where crm.field_write.talked_at <= excluded.talked_at
                    """)
                    .param("organization", Tenancy.current().value())
                    .param("connection", talk.connection())
                    .param("type", record.type())
                    .param("remote", record.id())
                    .param("field", change.field())
                    .param("conversation", change.conversation())
                    .param("at", Timestamps.at(change.talkedAt()))
                    .param("value", change.after())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        }
        audit.record(
                "crm.contact_updated",
                "conversation",
                changes.getFirst().conversation().toString(),
                Map.of(
                        "crmType",
                        talk.integration().crmType(),
                        "connectionId",
                        talk.connection().toString(),
                        "record",
                        record.type() + "/" + record.id(),
                        "changes",
                        told));
    }
}
