package app.rapport.training;

import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import app.rapport.training.zoom.ZoomMeetings.Meeting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of meetings: what is wanted of Zoom, and how far that has come. Each step is a transaction of its own. */
@Repository
class MeetingRows {
    static final SealedColumn PASSWORD = new SealedColumn("training.meetings", "password");

    /** Whoever made the wish goes to Zoom at once; if it does not live that long, somebody else goes after this. */
    private static final Duration HEAD_START = Duration.ofSeconds(10);
    /** Longer than one step can take: nobody else begins it meanwhile. */
    private static final Duration CLAIM = Duration.ofMinutes(3);

    private final JdbcClient db;
    private final Secrets secrets;
    private final LiveEvents live;
    private final Clock clock;

    MeetingRows(JdbcClient db, Secrets secrets, LiveEvents live, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.live = live;
        this.clock = clock;
    }

    /**
     * A claimed step.
     *
     * @param wish which wish this fulfils
     * @param zoomId null while there is none, as far as we know
     * @param hostId the Zoom user a request to make it went to
     * @param unclearSince it may exist although no answer said so
     */
    record Task(
            UUID id,
            SessionRow session,
            boolean wanted,
            int wish,
            int attempt,
            UUID host,
            @Nullable String hostId,
            @Nullable Instant unclearSince,
            @Nullable String zoomId) {
        String marker() {
            return "rapport-" + id;
        }
    }

    record Due(OrganizationId organization, UUID id, UUID host) {}

    /** @param soon at once by the schedule, because nobody waits for it */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID want(UUID session, UUID host, boolean soon) {
        var id = Ids.next();
        var now = clock.instant();
        db.sql("""
                insert into training.meetings (id, organization_id, session_id, state, host_user_id, next_attempt_at, created_at)
                values (:id, :organization, :session, 'creating', :host, :next, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("host", host)
                .param("next", Timestamps.at(soon ? now : now.plus(HEAD_START)))
                .param("now", Timestamps.at(now))
                .update();
        return id;
    }

    /** The session changed: Zoom is to hear of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(UUID session, boolean soon) {
        db.sql("""
                update training.meetings set wish = wish + 1, attempts = 0, next_attempt_at = :next,
                  state = case when zoom_meeting_id is null then 'creating' else 'changing' end
                where session_id = :session and current and state <> 'none'
                """).param("session", session).param("next", next(soon)).update();
    }

    /** No such meeting any more. One that nobody ever asked of Zoom is gone at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unwanted(UUID session, boolean current, boolean soon) {
        db.sql("""
                update training.meetings set wanted = false, current = :current, wish = wish + 1, attempts = 0, error = null,
                  error_code = null,
                  state = case when untouched then 'gone' else 'deleting' end,
                  next_attempt_at = case when untouched then null else cast(:next as timestamptz) end
                from (select id as touched_id,
                        zoom_meeting_id is null and unclear_since is null and claimed_until is null as untouched
                      from training.meetings where session_id = :session and current for update) found
                where id = touched_id
                """)
                .param("session", session)
                .param("current", current)
                .param("next", next(soon))
                .update();
        db.sql(
                        "update training.sessions set zoom_meeting_id = null, zoom_join_url = null where id = :id and not :current")
                .param("id", session)
                .param("current", current)
                .update();
    }

    /** A person wants it tried again now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(UUID session) {
        db.sql("""
                update training.meetings set attempts = 0, next_attempt_at = :next,
                  state = case when not wanted then 'deleting' when zoom_meeting_id is null then 'creating' else 'changing' end
                where session_id = :session and current and state not in ('ready', 'gone')
                """).param("session", session).param("next", next(false)).update();
    }

    /** Meetings of sessions to come that nobody could be asked for. Across organisations: call in the system's scope. */
    @Transactional
    public void reopen() {
        db.sql("""
                update training.meetings m set state = 'creating', attempts = 0, next_attempt_at = :now
                from training.sessions s
                where s.id = m.session_id and m.current and m.wanted and m.state = 'none'
                  and s.status = 'SCHEDULED' and s.start_time > :now
                """).param("now", Timestamps.at(clock.instant())).update();
    }

    /** Ids of the session's meetings that something is to happen to. */
    @Transactional(readOnly = true)
    public List<UUID> open(UUID session) {
        return db.sql("""
                select id from training.meetings where session_id = :session and next_attempt_at is not null order by id
                """)
                .param("session", session)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Across organisations: call in the system's scope. */
    @Transactional(readOnly = true)
    public List<Due> due(int most) {
        return db.sql("""
                select organization_id, id, host_user_id from training.meetings
                where next_attempt_at <= :now and (claimed_until is null or claimed_until < :now)
                order by next_attempt_at limit :most
                """)
                .param("now", Timestamps.at(clock.instant()))
                .param("most", most)
                .query((row, number) -> new Due(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getObject("host_user_id", UUID.class)))
                .list();
    }

    /** Takes the next step of this meeting, if there is one and nobody is at it. */
    @Transactional
    public Optional<Task> claim(UUID id) {
        var now = clock.instant();
        return db
                .sql("""
                update training.meetings set claimed_until = :until, attempts = attempts + 1
                where id = :id and next_attempt_at is not null and (claimed_until is null or claimed_until < :now)
                returning session_id, wanted, wish, attempts, host_user_id, host_id, unclear_since, zoom_meeting_id
                """)
                .param("id", id)
                .param("until", Timestamps.at(now.plus(CLAIM)))
                .param("now", Timestamps.at(now))
                .query((row, number) -> new Task(
                        id,
                        session(row.getObject("session_id", UUID.class)),
                        row.getBoolean("wanted"),
                        row.getInt("wish"),
                        row.getInt("attempts"),
                        row.getObject("host_user_id", UUID.class),
                        row.getString("host_id"),
                        Timestamps.readOrNull(row, "unclear_since"),
                        row.getString("zoom_meeting_id")))
                .list()
                .stream()
                .findFirst();
    }

    /** From here on it may exist in Zoom, whatever we hear. */
    @Transactional
    public void asking(UUID id, String hostId) {
        db.sql("update training.meetings set host_id = :host, unclear_since = :now where id = :id")
                .param("id", id)
                .param("host", hostId)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** It surely does not exist. */
    @Transactional
    public void absent(UUID id) {
        db.sql("update training.meetings set unclear_since = null, zoom_meeting_id = null where id = :id")
                .param("id", id)
                .update();
    }

    /**
     * Zoom has it as it was wished when the step began; what was wished meanwhile is next.
     *
     * @param told the alternative hosts it was told of
     */
    @Transactional
    public void made(Task task, Meeting meeting, List<UUID> told) {
        db.sql("""
                update training.meetings set zoom_meeting_id = :zoom, password = coalesce(:password, password),
                  unclear_since = null, claimed_until = null, error = null, error_code = null,
                  made_at = coalesce(made_at, :now), done = :wish, alternative_hosts = :told,
                  state = case when not wanted then 'deleting' when wish > :wish then 'changing' else 'ready' end,
                  next_attempt_at = case when not wanted or wish > :wish then :now end
                where id = :id
                """)
                .param("id", task.id())
                .param("zoom", meeting.id())
                .param("password", secrets.seal(PASSWORD, task.id(), meeting.password()))
                .param("wish", task.wish())
                .param("told", told.toArray(UUID[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        db.sql("""
                update training.sessions s set zoom_meeting_id = :zoom, zoom_join_url = :join
                from training.meetings m where m.id = :id and m.current and m.wanted and s.id = m.session_id
                """)
                .param("id", task.id())
                .param("zoom", meeting.id())
                .param("join", meeting.joinUrl())
                .update();
        live.publish("training", task.session().id().toString());
    }

    /** Zoom took the change. */
    @Transactional
    public void kept(Task task, List<UUID> told) {
        db.sql("""
                update training.meetings set claimed_until = null, error = null, error_code = null, done = :wish,
                  alternative_hosts = :told, state = case when not wanted then 'deleting' when wish > :wish then 'changing' else 'ready' end,
                  next_attempt_at = case when not wanted or wish > :wish then cast(:now as timestamptz) end
                where id = :id
                """)
                .param("id", task.id())
                .param("wish", task.wish())
                .param("told", told.toArray(UUID[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        live.publish("training", task.session().id().toString());
    }

    /** Zoom has no such meeting, and is to have none. */
    @Transactional
    public void gone(Task task) {
        db.sql("""
                update training.meetings set state = 'gone', next_attempt_at = null, claimed_until = null, error = null,
                  error_code = null, unclear_since = null, done = wish
                where id = :id
                """).param("id", task.id()).update();
        live.publish("training", task.session().id().toString());
    }

    /** @param next null when it waits for a person */
    @Transactional
    public void failed(Task task, String state, String code, @Nullable String error, @Nullable Instant next) {
        db.sql("""
                update training.meetings set claimed_until = null, error_code = :code, error = :error,
                  state = case when wanted then :state else 'deleting' end,
                  next_attempt_at = case when wish > :wish then cast(:now as timestamptz) else :next end
                where id = :id
                """)
                .param("id", task.id())
                .param("state", state)
                .param("code", code)
                .param("error", error)
                .param("wish", task.wish())
                .param("next", Timestamps.atOrNull(next))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        live.publish("training", task.session().id().toString());
    }

    /** Whether Zoom knows this person as an alternative host of the session's meeting. */
    @Transactional(readOnly = true)
    public boolean toldOf(UUID session, UUID user) {
        return db.sql("""
                select count(*) from training.meetings
                where session_id = :session and current and :user = any(alternative_hosts)
                """)
                        .param("session", session)
                        .param("user", user)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** @param hostId the Zoom user whose meeting it is; a secret goes with {@code password} */
    record Way(String hostId, String zoomId, String password) {}

    /** How one gets into the session's meeting; empty while there is none. */
    @Transactional(readOnly = true)
    public Optional<Way> way(UUID session) {
        return db.sql("""
                select id, host_id, zoom_meeting_id, password from training.meetings
                where session_id = :session and current and zoom_meeting_id is not null and password is not null
                """)
                .param("session", session)
                .query((row, number) -> new Way(
                        Objects.requireNonNullElse(row.getString("host_id"), ""),
                        row.getString("zoom_meeting_id"),
                        secrets.open(PASSWORD, row.getObject("id", UUID.class), row.getString("password"))))
                .optional();
    }

    private SessionRow session(UUID id) {
        return db.sql(SessionRow.SQL + "where s.id = :id")
                .param("id", id)
                .query(SessionRow::read)
                .single();
    }

    private Object next(boolean soon) {
        return Timestamps.at(soon ? clock.instant() : clock.instant().plus(HEAD_START));
    }
}
