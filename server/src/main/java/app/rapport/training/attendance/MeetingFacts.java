package app.rapport.training.attendance;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import app.rapport.training.attendance.Fact.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was heard about sessions' meetings, each thing once. */
@Component
class MeetingFacts implements Perishable {
    private static final int LONGEST_TEXT = 500;
    private final JdbcClient db;
    private final Clock clock;

    MeetingFacts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A session and whose it is. */
    record Place(UUID session, OrganizationId organization) {}

    /** A session and the number of a meeting that is or was its. */
    record Candidate(String meetingId, Place place, Instant start, boolean cancelled) {}

    /** Whose meetings those are. In system scope. */
    @Transactional(readOnly = true)
    public List<Candidate> candidates(Collection<String> meetingIds) {
        return db.sql("""
                select m.number, s.id, s.organization_id, s.start_time, s.status = 'CANCELLED' as cancelled
                from (
                  select zoom_meeting_id as number, id from training.sessions where zoom_meeting_id = any(:meetings)
                  union select zoom_meeting_id, session_id from training.meetings where zoom_meeting_id = any(:meetings)
                ) m join training.sessions s on s.id = m.id
                """)
                .param("meetings", meetingIds.toArray(String[]::new))
                .query((row, number) -> new Candidate(
                        row.getString("number"),
                        new Place(
                                row.getObject("id", UUID.class),
                                new OrganizationId(row.getObject("organization_id", UUID.class))),
                        Timestamps.read(row, "start_time"),
                        row.getBoolean("cancelled")))
                .list();
    }

    /** Of several sessions with that meeting, the one planned nearest to that time. */
    static Optional<Place> place(List<Candidate> candidates, @Nullable String meetingId, Instant at) {
        return candidates.stream()
                .filter(candidate -> candidate.meetingId().equals(meetingId))
                .min(Comparator.comparing(Candidate::cancelled)
                        .thenComparing(candidate ->
                                Duration.between(candidate.start(), at).abs())
                        .thenComparing(candidate -> candidate.place().session()))
                .map(Candidate::place);
    }

    /** Something that was heard about a session. */
    record Told(UUID id, UUID session, Fact fact) {
        static Told of(UUID session, Fact fact) {
            return new Told(Ids.next(), session, fact);
        }
    }

    private record Keyed(Told told, byte[] key) {}

    /** Adds what is new of it; the ids of that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> add(Collection<Told> told) {
        if (told.isEmpty()) {
            return Set.of();
        }
        // In one order everywhere: two that add the same at once would else wait for each other.
        var list = told.stream()
                .map(one -> new Keyed(one, one.fact().contentKey()))
                .sorted(Comparator.<Keyed, UUID>comparing(one -> one.told().session())
                        .thenComparing(Keyed::key, Arrays::compare))
                .toList();
        var facts = list.stream().map(one -> one.told().fact()).toList();
        return Set.copyOf(db.sql("""
                insert into training.meeting_facts (id, organization_id, session_id, content_key, kind, run, at, until, connection,
                  customer_key, zoom_user_id, email, name, phone, heard_at)
                select f.id, :organization, f.session_id, f.content_key, f.kind, f.run, f.at, f.until, f.connection, f.customer_key,
                  f.zoom_user_id, f.email, f.name, f.phone, :now
                from unnest(:ids::uuid[], :sessions::uuid[], :keys::bytea[], :kinds::text[], :runs::text[], :ats::timestamptz[],
                  :untils::timestamptz[], :connections::text[], :customerKeys::text[], :zoomUsers::text[], :emails::text[],
                  :names::text[], :phones::text[])
                  f (id, session_id, content_key, kind, run, at, until, connection, customer_key, zoom_user_id, email, name, phone)
                on conflict (session_id, content_key) do nothing returning id
                """)
                .param("organization", Tenancy.current().value())
                .param("now", Timestamps.at(clock.instant()))
                .param("ids", SqlArrays.uuids(list, one -> one.told().id()))
                .param("sessions", SqlArrays.uuids(list, one -> one.told().session()))
                .param("keys", list.stream().map(Keyed::key).toArray(byte[][]::new))
                .param("kinds", SqlArrays.texts(facts, fact -> fact.kind().word()))
                .param("runs", SqlArrays.texts(facts, Fact::run))
                .param("ats", SqlArrays.times(facts, Fact::at))
                .param("untils", SqlArrays.times(facts, Fact::until))
                .param("connections", SqlArrays.texts(facts, Fact::connection))
                .param("customerKeys", SqlArrays.texts(facts, Fact::customerKey))
                .param("zoomUsers", SqlArrays.texts(facts, Fact::zoomUserId))
                .param("emails", SqlArrays.texts(facts, Fact::email))
                .param("names", SqlArrays.texts(facts, Fact::name))
                .param("phones", SqlArrays.texts(facts, Fact::phone))
                .query(SqlArrays::id)
                .list());
    }

    /** Puts what a report says now of a run in the place of what one said of it before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void report(UUID session, String run, Collection<Fact> facts) {
        db.sql(
                        "delete from training.meeting_facts where session_id = :session and run = :run and kind in ('run', 'stay')")
                .param("session", session)
                .param("run", run)
                .update();
        var ignored = add(facts.stream().map(fact -> Told.of(session, fact)).toList());
    }

    /** An event, as it is logged. */
    record Entry(UUID receipt, UUID session, String type, Instant at, Instant receivedAt, String result) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void log(List<Entry> entries) {
        db.sql("""
                insert into training.meeting_events (id, organization_id, session_id, type, at, received_at, result)
                select e.id, :organization, e.session_id, e.type, e.at, e.received_at, e.result
                from unnest(:ids::uuid[], :sessions::uuid[], :types::text[], :ats::timestamptz[], :received::timestamptz[],
                  :results::text[]) e (id, session_id, type, at, received_at, result)
                on conflict do nothing
                """)
                .param("organization", Tenancy.current().value())
                .param("ids", SqlArrays.uuids(entries, Entry::receipt))
                .param("sessions", SqlArrays.uuids(entries, Entry::session))
                .param("types", SqlArrays.texts(entries, Entry::type))
                .param("ats", SqlArrays.times(entries, Entry::at))
                .param("received", SqlArrays.times(entries, Entry::receivedAt))
                .param("results", SqlArrays.texts(entries, Entry::result))
                .update();
    }

    /** All that is known; from now on nothing of it is news. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Fact> take(UUID session) {
        db.sql("update training.meeting_facts set unread = false where session_id = :session and unread")
                .param("session", session)
                .update();
        return of(session);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public List<Fact> of(UUID session) {
        return db.sql("""
                select kind, run, at, until, connection, customer_key, zoom_user_id, email, name, phone
                from training.meeting_facts where session_id = :session
                """)
                .param("session", session)
                .query((row, number) -> new Fact(
                        Kind.of(row.getString("kind")),
                        row.getString("run"),
                        Timestamps.read(row, "at"),
                        Timestamps.readOrNull(row, "until"),
                        row.getString("connection"),
                        row.getString("customer_key"),
                        row.getString("zoom_user_id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("phone")))
                .list();
    }

    /** @param urgent whether people wait for it: the meeting began, or is over */
    record News(Place place, boolean urgent) {}

    /** Sessions of which something was heard that nobody has taken yet. In system scope. */
    @Transactional(readOnly = true)
    public List<News> news() {
        return db.sql("""
                select session_id, organization_id, bool_or(kind in ('started', 'ended')) as urgent
                from training.meeting_facts where unread group by session_id, organization_id
                """)
                .query((row, number) -> new News(
                        new Place(
                                row.getObject("session_id", UUID.class),
                                new OrganizationId(row.getObject("organization_id", UUID.class))),
                        row.getBoolean("urgent")))
                .list();
    }

    /** Old entries of the log; what was heard stays with the session. */
    @Override
    @Transactional
    public int forget(Instant before, int most) {
        return db.sql("""
                delete from training.meeting_events where id in (
                  select id from training.meeting_events where id < :bound order by id limit :most)
                """).param("bound", Ids.bound(before)).param("most", most).update();
    }

    /** As the database can hold it; null for nothing. */
    static @Nullable String text(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var text = given.replace("\0", "").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }

    static String textOrEmpty(@Nullable String given) {
        return Objects.requireNonNullElse(text(given), "");
    }
}
