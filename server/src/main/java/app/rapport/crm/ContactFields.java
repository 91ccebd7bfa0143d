package app.rapport.crm;

import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes insights into the contact fields an organisation mapped, keeping the value that was there in the audit trail. */
@Component
class ContactFields {
    private final FieldChanges changes;
    private final TransactionTemplate transaction;

    ContactFields(FieldChanges changes, TransactionTemplate transaction) {
        this.changes = changes;
        this.transaction = transaction;
    }

    /**
     * What is different there.
     *
     * @param there what stands there now, of all fields asked for
     * @param changed what is to stand there instead
     */
    private record Difference(Plan plan, Map<String, String> there, Map<String, String> changed) {
        static Difference none(List<Warning> warnings) {
            return new Difference(new Plan(List.of(), warnings), Map.of(), Map.of());
        }
    }

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
        if (person != null && !difference.there().isEmpty()) {
            transaction.executeWithoutResult(status -> changes.settle(talk, person.ref(), difference.there()));
        }
        for (var request : difference.plan().requests()) {
            trace.current = request;
            trace.requests.add(request);
            var record = Objects.requireNonNull(request.pieces().getFirst().record());
            transaction.executeWithoutResult(
                    status -> changes.announce(talk, record, difference.changed(), difference.there()));
            send(talk, request, record);
            trace.operations.add(request.purpose());
            trace.current = null;
            transaction.executeWithoutResult(status -> changes.written(talk, record));
        }
    }

    private void send(Talk talk, Plan.Request request, RemoteRef record) throws CrmFailure {
        try {
            talk.connector().writes().carryOut(talk.account(), request);
        } catch (CrmFailure e) {
            if (!e.fault().unknown()) {
                transaction.executeWithoutResult(status -> changes.neverMade(talk, record));
            }
            // A contact that went away meanwhile is looked for again; no link of ours leads to it.
            throw e.fault().gone(List.of()).failure();
        }
    }

    private Difference difference(Talk talk, @Nullable RemotePerson person, Map<String, String> values)
            throws CrmFailure {
        if (person == null || values.isEmpty()) {
            return Difference.none(List.of());
        }
        var newest = Objects.requireNonNull(transaction.execute(status -> changes.newest(talk, person.ref(), values)));
        if (newest.isEmpty()) {
            return Difference.none(List.of());
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
            return Difference.none(warnings);
        }
        var there = talk.connector().lookups().values(talk.account(), person.ref(), List.copyOf(writable.keySet()));
        var fields = schema.byName();
        var changed = new LinkedHashMap<String, String>();
        writable.forEach((name, value) -> {
            var fitting = Objects.requireNonNull(fields.get(name)).fit(value);
            if (!fitting.strip().equals(there.getOrDefault(name, "").strip())) {
                changed.put(name, fitting);
            }
        });
        if (changed.isEmpty()) {
            return new Difference(new Plan(List.of(), warnings), there, Map.of());
        }
        var key = new LinkKey(LinkKey.Kind.CONVERSATION, talk.conversation());
        var plan = talk.connector()
                .writes()
                .plan(talk.account(), List.of(new Draft.Fields(key, CrmObject.CONTACT, person.ref(), changed)));
        warnings.addAll(plan.warnings());
        return new Difference(new Plan(plan.requests(), warnings), there, changed);
    }
}
