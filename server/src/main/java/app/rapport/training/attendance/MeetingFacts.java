package app.rapport.training.attendance;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import app.rapport.training.attendance.Fact.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** The session whose meeting that is or was; of several, the one planned nearest to that time. In system scope. */
    @Transactional(readOnly = true)
    public Optional<Place> place(String meetingId, Instant at) {
        return db.sql("""
                select id, organization_id from training.sessions where id in (
                  select id from training.sessions where zoom_meeting_id = :meeting
                  union all select session_id from training.meetings where zoom_meeting_id = :meeting)
                order by status = 'CANCELLED', abs(extract(epoch from start_time - :at)), id limit 1
                """)
                .param("meeting", meetingId)
                .param("at", Timestamps.at(at))
                .query((row, number) -> new Place(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class))))
                .optional();
    }

    /** Adds what is new of it; how many that were. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int add(UUID session, Collection<Fact> facts) {
        var list = List.copyOf(facts);
        if (list.isEmpty()) {
            return 0;
        }
        var keys = list.stream().map(Fact::contentKey).toArray(byte[][]::new);
        return db.sql("""
                insert into training.meeting_facts (id, organization_id, session_id, content_key, kind, run, at, until, connection,
                  customer_key, zoom_user_id, email, name, phone, heard_at)
                select f.id, :organization, :session, f.content_key, f.kind, f.run, f.at, f.until, f.connection, f.customer_key,
                  f.zoom_user_id, f.email, f.name, f.phone, :now
                from unnest(:ids::uuid[], :keys::bytea[], :kinds::text[], :runs::text[], :ats::timestamptz[],
                  :untils::timestamptz[], :connections::text[], :customerKeys::text[], :zoomUsers::text[], :emails::text[],
                  :names::text[], :phones::text[])
                  f (id, content_key, kind, run, at, until, connection, customer_key, zoom_user_id, email, name, phone)
                on conflict (session_id, content_key) do nothing
                """)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("now", Timestamps.at(clock.instant()))
                .param("ids", SqlArrays.uuids(list, fact -> Ids.next()))
                .param("keys", keys)
                .param("kinds", SqlArrays.texts(list, fact -> fact.kind().word()))
                .param("runs", SqlArrays.texts(list, Fact::run))
                .param("ats", SqlArrays.times(list, Fact::at))
                .param("untils", SqlArrays.times(list, Fact::until))
                .param("connections", SqlArrays.texts(list, Fact::connection))
                .param("customerKeys", SqlArrays.texts(list, Fact::customerKey))
                .param("zoomUsers", SqlArrays.texts(list, Fact::zoomUserId))
                .param("emails", SqlArrays.texts(list, Fact::email))
                .param("names", SqlArrays.texts(list, Fact::name))
                .param("phones", SqlArrays.texts(list, Fact::phone))
                .update();
    }

    /** Puts what a report says now of a run in the place of what one said of it before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void report(UUID session, String run, Collection<Fact> facts) {
        db.sql(
                        "delete from training.meeting_facts where session_id = :session and run = :run and kind in ('run', 'stay')")
                .param("session", session)
                .param("run", run)
                .update();
        add(session, facts);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void log(UUID receipt, UUID session, String type, Instant at, Instant receivedAt, String result) {
        db.sql("""
                insert into training.meeting_events (id, organization_id, session_id, type, at, received_at, result)
                values (:id, :organization, :session, :type, :at, :received, :result) on conflict do nothing
                """)
                .param("id", receipt)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("type", type)
                .param("at", Timestamps.at(at))
                .param("received", Timestamps.at(receivedAt))
                .param("result", result)
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

    /** Sessions about which there is news. In system scope. */
    @Transactional(readOnly = true)
    public Set<Place> news() {
        return db
                .sql("select distinct session_id, organization_id from training.meeting_facts where unread")
                .query((row, number) -> new Place(
                        row.getObject("session_id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toSet());
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
