package app.rapport.crm;

import app.rapport.audit.AuditTrail;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes insights into the contact fields an organisation mapped, keeping the value that was there in the audit trail. */
@Component
class ContactFields {
    private final JdbcClient db;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContactFields(JdbcClient db, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is different there, and what it is now. */
    private record Difference(Plan plan, Map<String, String> before) {}

    Plan plan(Talk talk, @Nullable RemotePerson person, Map<String, String> values) throws CrmFailure {
        if (person != null && person.ref().id().startsWith("(")) {
            return new Plan(
                    List.of(),
                    values.isEmpty()
                            ? List.of()
                            : List.of(new Warning(
                                    "Mapped contact fields follow once the contact is there.",
                                    Wording.of("contact_fields_follow"))));
        }
        return difference(talk, person, values).plan();
    }

    void write(Talk talk, @Nullable RemotePerson person, Map<String, String> values, Pusher.Trace trace)
            throws CrmFailure {
        var difference = difference(talk, person, values);
        trace.warnings.addAll(difference.plan().warnings());
        for (var request : difference.plan().requests()) {
            trace.current = request;
            trace.requests.add(request);
            send(talk, request);
            trace.operations.add(request.purpose());
            trace.current = null;
            var record = Objects.requireNonNull(request.pieces().getFirst().record());
            transaction.executeWithoutResult(status -> keep(talk, record, values, difference.before()));
        }
    }

    private static void send(Talk talk, Plan.Request request) throws CrmFailure {
        try {
            talk.connector().writes().carryOut(talk.account(), request);
        } catch (CrmFailure e) {
            // A contact that went away meanwhile is looked for again; no link of ours leads to it.
            throw e.fault().gone(List.of()).failure();
        }
    }

    private Difference difference(Talk talk, @Nullable RemotePerson person, Map<String, String> values)
            throws CrmFailure {
        var none = new Difference(new Plan(List.of(), List.of()), Map.of());
        if (person == null || values.isEmpty()) {
            return none;
        }
        var newest = Objects.requireNonNull(transaction.execute(status -> newest(talk, person.ref(), values)));
        if (newest.isEmpty()) {
            return none;
        }
        var warnings = new ArrayList<Warning>();
        var schema = talk.connector().schemas().of(talk.account(), CrmObject.CONTACT, false);
        var writable = new TreeMap<String, String>();
        newest.forEach((field, value) -> {
            if (schema.writable(field)) {
                writable.put(field, value);
            } else {
                warnings.add(new Warning(
                        talk.connector().name() + " has no contact field " + field
                                + " that Rapport may write: its value is left out. Add the field there or change the"
                                + " mapping.",
                        Wording.of("contact_field_not_writable")
                                .with("provider", talk.connector().name())
                                .with("field", field)));
            }
        });
        if (writable.isEmpty()) {
            return new Difference(new Plan(List.of(), warnings), Map.of());
        }
        var before = talk.connector().lookups().values(talk.account(), person.ref(), List.copyOf(writable.keySet()));
        var fields = schema.byName();
        var changed = new LinkedHashMap<String, String>();
        writable.forEach((name, value) -> {
            var field = Objects.requireNonNull(fields.get(name));
            if (!field.fit(value).strip().equals(before.getOrDefault(name, "").strip())) {
                changed.put(name, value);
            }
        });
        if (changed.isEmpty()) {
            return new Difference(new Plan(List.of(), warnings), before);
        }
        var key = new LinkKey(LinkKey.Kind.CONVERSATION, talk.conversation());
        var plan = talk.connector()
                .writes()
                .plan(talk.account(), List.of(new Draft.Fields(key, CrmObject.CONTACT, person.ref(), changed)));
        warnings.addAll(plan.warnings());
        return new Difference(new Plan(plan.requests(), warnings), before);
    }

    /** Those values that no newer conversation has written. */
    private Map<String, String> newest(Talk talk, RemoteRef record, Map<String, String> values) {
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

    private void keep(Talk talk, RemoteRef record, Map<String, String> values, Map<String, String> before) {
        var changes = new LinkedHashMap<String, Map<String, String>>();
        values.forEach((field, value) -> {
            changes.put(field, Map.of("before", before.getOrDefault(field, ""), "after", value));
            db.sql("""
                    insert into crm.field_write (organization_id, connection_id, remote_type, remote_id, field, conversation_id, talked_at,
                      value, written_at)
                    values (:organization, :connection, :type, :remote, :field, :conversation, :at, :value, :now)
                    on conflict (connection_id, remote_type, remote_id, field) do update
                    set conversation_id = excluded.conversation_id, talked_at = excluded.talked_at, value = excluded.value,
                      written_at = excluded.written_at
                    """)
                    .param("organization", Tenancy.current().value())
                    .param("connection", talk.connection())
                    .param("type", record.type())
                    .param("remote", record.id())
                    .param("field", field)
                    .param("conversation", talk.conversation())
                    .param("at", Timestamps.at(talk.snapshot().startedAt()))
                    .param("value", value)
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        });
        audit.record(
                "crm.contact_updated",
                "conversation",
                talk.conversation().toString(),
                Map.of(
                        "crmType",
                        talk.integration().crmType(),
                        "connectionId",
                        talk.connection().toString(),
                        "record",
                        record.type() + "/" + record.id(),
                        "changes",
                        changes));
    }
}
