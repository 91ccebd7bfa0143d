package app.rapport.crm;

import app.rapport.conversations.Conversations.ActionItem;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Warning;
import app.rapport.crm.connector.Written;
import app.rapport.platform.RapportSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a conversation into a CRM, or says exactly what it would send.
 *
 * <p>Never twice the same record: a create is announced in our links before it is sent, and where an announced one was never
 * heard of again, the CRM is searched for our mark first.
 */
@Component
class Pusher {
    private final Links links;
    private final ContactFields contactFields;
    private final TransactionTemplate transaction;
    private final URI appUrl;

    Pusher(Links links, ContactFields contactFields, TransactionTemplate transaction, RapportSettings settings) {
        this.links = links;
        this.contactFields = contactFields;
        this.transaction = transaction;
        this.appUrl = settings.appUrl();
    }

    /** What was sent, kept as it goes so that a failure can show it. */
    static final class Trace {
        final List<Warning> warnings = new ArrayList<>();
        final List<Plan.Request> requests = new ArrayList<>();
        final List<String> operations = new ArrayList<>();
        /** Under way, or what failed; null while only looking something up. */
        Plan.@Nullable Request current;

        /** What failed, in words. */
        String operation(Fault fault) {
            if (current != null) {
                return current.purpose();
            }
            return fault.during() == null ? "look up" : fault.during();
        }
    }

    /** @param record of the conversation itself */
    record Pushed(Written record) {}

    Pushed push(Talk talk, Trace trace) throws CrmFailure {
        var where = new Whereabouts(talk, trace.warnings);
        var found = where.find();
        var place = found.place();
        if (found.missing() != null) {
            place = madeFirst(talk, found.missing(), place, trace);
        }
        var fresh = adopted(talk, drafts(talk, where, place));
        var plan = talk.connector().writes().plan(talk.account(), fresh);
        trace.warnings.addAll(plan.warnings());
        var written = new HashMap<LinkKey, Written>();
        for (var request : plan.requests()) {
            for (var one : send(talk, request, fresh, trace)) {
                written.put(one.key(), one);
            }
        }
        contactFields.write(talk, place.person(), drafter(talk).mapped(CrmObject.CONTACT), trace);
        return new Pushed(Objects.requireNonNull(written.get(TalkDrafts.keyOf(talk.snapshot()))));
    }

    /** The requests a push would send now. */
    Plan preview(Talk talk) throws CrmFailure {
        var warnings = new ArrayList<Warning>();
        var where = new Whereabouts(talk, warnings);
        var found = where.find();
        var place = found.place();
        var requests = new ArrayList<Plan.Request>();
        if (found.missing() != null) {
            var plan = talk.connector().writes().plan(talk.account(), List.of(found.missing()));
            requests.addAll(plan.requests());
            warnings.addAll(plan.warnings());
            var type = plan.requests().getFirst().pieces().getFirst().type();
            place = with(place, RemotePerson.yetToBeMade(type, found.missing().email()));
        }
        var plan = talk.connector().writes().plan(talk.account(), drafts(talk, where, place));
        requests.addAll(plan.requests());
        warnings.addAll(plan.warnings());
        var fields = contactFields.plan(talk, place.person(), drafter(talk).mapped(CrmObject.CONTACT));
        requests.addAll(fields.requests());
        warnings.addAll(fields.warnings());
        return new Plan(requests, warnings.stream().distinct().toList());
    }

    private TalkDrafts drafter(Talk talk) {
        return new TalkDrafts(talk.snapshot(), appUrl, talk.integration().mappings(), talk.links());
    }

    private List<Draft> drafts(Talk talk, Whereabouts where, Place place) throws CrmFailure {
        var places = new LinkedHashMap<ActionItem, Place>();
        for (var item : talk.snapshot().actionItems()) {
            places.put(item, where.of(item, place));
        }
        var drafter = drafter(talk);
        var drafts = new ArrayList<Draft>();
        drafts.add(drafter.activity(place));
        drafts.addAll(drafter.tasks(item -> Objects.requireNonNull(places.get(item))));
        return drafts;
    }

    private Place madeFirst(Talk talk, Draft.Person missing, Place place, Trace trace) throws CrmFailure {
        var plan = talk.connector().writes().plan(talk.account(), List.of(missing));
        trace.warnings.addAll(plan.warnings());
        for (var request : plan.requests()) {
            for (var one : send(talk, request, List.of(missing), trace)) {
                place = with(
                        place, new RemotePerson(one.record(), missing.email(), missing.name(), null, 0, List.of()));
            }
        }
        return place;
    }

    private static Place with(Place place, RemotePerson person) {
        return new Place(person, place.company(), place.deal(), place.owner());
    }

    /** Gives drafts whose record may be there already that record. */
    private List<Draft> adopted(Talk talk, List<Draft> drafts) throws CrmFailure {
        var all = new ArrayList<Draft>();
        for (var draft : drafts) {
            all.add(adopted(talk, draft));
        }
        return all;
    }

    private Draft adopted(Talk talk, Draft draft) throws CrmFailure {
        var known = talk.links().get(draft.key());
        if (draft.remote() != null || known == null || known.triedAt() == null) {
            return draft;
        }
        for (var candidate : talk.connector().lookups().marked(talk.account(), draft, known.triedAt())) {
            var adopted = transaction.execute(status -> {
                if (links.taken(talk.connection(), candidate, draft.key())) {
                    return false;
                }
                links.written(
                        talk.connection(),
                        talk.conversation(),
                        new Written.Adopted(draft.key(), candidate, null),
                        title(draft),
                        null,
                        null);
                return true;
            });
            if (Boolean.TRUE.equals(adopted)) {
                return draft.at(candidate);
            }
        }
        return draft;
    }

    private List<Written> send(Talk talk, Plan.Request request, List<Draft> drafts, Trace trace) throws CrmFailure {
        trace.current = request;
        trace.requests.add(request);
        var made = request.pieces().stream()
                .filter(Plan.Piece::creates)
                .map(Plan.Piece::key)
                .toList();
        if (!made.isEmpty()) {
            transaction.executeWithoutResult(status -> links.begin(talk.connection(), talk.conversation(), made));
        }
        List<Written> written;
        try {
            written = talk.connector().writes().carryOut(talk.account(), request);
        } catch (CrmFailure e) {
            transaction.executeWithoutResult(status -> {
                if (!e.fault().unknown()) {
                    links.neverMade(talk.connection(), newly(talk, made));
                }
                links.forget(talk.connection(), e.fault().gone());
            });
            throw e;
        }
        trace.operations.add(request.purpose());
        trace.current = null;
        keep(talk, written, drafts);
        return written;
    }

    /** Those of which no earlier attempt is in doubt. */
    private static List<LinkKey> newly(Talk talk, List<LinkKey> keys) {
        return keys.stream()
                .filter(key -> {
                    var known = talk.links().get(key);
                    return known == null || known.triedAt() == null;
                })
                .toList();
    }

    private void keep(Talk talk, List<Written> written, List<Draft> drafts) {
        var byKey = new HashMap<LinkKey, Draft>();
        drafts.forEach(draft -> byKey.put(draft.key(), draft));
        transaction.executeWithoutResult(status -> {
            for (var one : written) {
                var draft = byKey.get(one.key());
                links.written(talk.connection(), talk.conversation(), one, title(draft), told(draft), place(draft));
            }
        });
    }

    private static @Nullable String title(@Nullable Draft draft) {
        return draft instanceof Draft.Task task ? task.title() : null;
    }

    private static @Nullable String told(@Nullable Draft draft) {
        return draft instanceof Draft.Task task ? task.state().name() : null;
    }

    private static @Nullable String place(@Nullable Draft draft) {
        return switch (draft) {
            case Draft.Activity activity -> TalkDrafts.word(activity.place());
            case Draft.Task task -> TalkDrafts.word(task.place());
            case null, default -> null;
        };
    }
}
