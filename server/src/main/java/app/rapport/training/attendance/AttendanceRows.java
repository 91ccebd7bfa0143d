package app.rapport.training.attendance;

import app.rapport.platform.Ids;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The attendance that was worked out, as it is stored. In the scope's organisation and the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AttendanceRows {
    static final String RUNNING = "running";
    static final String FINAL = "final";
    static final String CORRECTED = "corrected";

    private final JdbcClient db;
    private final JsonMapper json;

    AttendanceRows(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** @param finalAt when it was final for the first time */
    record Standing(
            String state,
            int sessionSeconds,
            int staffInRoom,
            Instant asOf,
            @Nullable Instant finalAt,
            List<Correction> corrections) {
        boolean running() {
            return state.equals(RUNNING);
        }
    }

    /** What Zoom's report changed of one learner after the attendance was final. */
    record Correction(
            Instant at,
            UUID userId,
            String name,
            int secondsBefore,
            int secondsAfter,
            @Nullable String statusBefore,
            @Nullable String statusAfter) {}

    /**
     * What was worked out of one learner.
     *
     * @param seconds while the session runs, without the stint under way
     * @param percent while the session runs, zero
     */
    record Row(
            UUID learner,
            @Nullable Instant firstJoin,
            @Nullable Instant lastLeave,
            int seconds,
            double percent,
            int stints,
            boolean inRoom,
            @Nullable String status) {}

    /** What a person decided instead. */
    record Decision(String status, String reason, @Nullable UUID by, Instant at) {}

    record Segment(UUID learner, Instant join, @Nullable Instant leave) {}

    record Stranger(
            Identity.Key key,
            @Nullable String name,
            @Nullable String email,
            Instant firstJoin,
            @Nullable Instant lastLeave,
            int seconds,
            boolean inRoom) {}

    /** Makes those who change the same session's attendance wait for each other until their transactions end. */
    public void takeTurns(UUID session) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('training.attendance:' || :session::text, 0))")
                .param("session", session)
                .query()
                .listOfRows();
    }

    /** Like {@link #takeTurns}, but does not wait: false when somebody else is at it. */
    public boolean takeTurnsNow(UUID session) {
        return db.sql("select pg_try_advisory_xact_lock(hashtextextended('training.attendance:' || :session::text, 0))")
                .param("session", session)
                .query(Boolean.class)
                .single();
    }

    public Optional<Standing> standing(UUID session) {
        return db.sql("select * from training.attendance where session_id = :session")
                .param("session", session)
                .query((row, number) -> new Standing(
                        row.getString("state"),
                        row.getInt("session_seconds"),
                        row.getInt("staff_in_room"),
                        Timestamps.read(row, "as_of"),
                        Timestamps.readOrNull(row, "final_at"),
                        json.readValue(row.getString("corrections"), new TypeReference<List<Correction>>() {})))
                .optional();
    }

    public void stand(UUID session, Standing standing) {
        db.sql("""
                insert into training.attendance (session_id, organization_id, state, session_seconds, staff_in_room, as_of, final_at,
                  corrections)
                values (:session, :organization, :state, :seconds, :staff, :asOf, :finalAt, :corrections::jsonb)
                on conflict (session_id) do update set state = excluded.state, session_seconds = excluded.session_seconds,
                  staff_in_room = excluded.staff_in_room, as_of = excluded.as_of, final_at = excluded.final_at,
                  corrections = excluded.corrections
                """)
                .param("session", session)
                .param("organization", Tenancy.current().value())
                .param("state", standing.state())
                .param("seconds", standing.sessionSeconds())
                .param("staff", standing.staffInRoom())
                .param("asOf", Timestamps.at(standing.asOf()))
                .param("finalAt", Timestamps.atOrNull(standing.finalAt()))
                .param("corrections", json.writeValueAsString(standing.corrections()))
                .update();
    }

    public Map<UUID, Row> rows(UUID session) {
        return db
                .sql("select * from training.session_attendance where session_id = :session")
                .param("session", session)
                .query((row, number) -> row(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::learner, Function.identity()));
    }

    static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("user_id", UUID.class),
                Timestamps.readOrNull(row, "join_time"),
                Timestamps.readOrNull(row, "leave_time"),
                row.getInt("duration"),
                row.getDouble("percent"),
                row.getInt("stints"),
                row.getBoolean("in_room"),
                row.getString("status"));
    }

    static @Nullable Decision decision(ResultSet row) throws SQLException {
        var status = row.getString("override_status");
        return status == null
                ? null
                : new Decision(
                        status,
                        Objects.requireNonNullElse(row.getString("override_reason"), ""),
                        row.getObject("override_by", UUID.class),
                        Timestamps.read(row, "override_at"));
    }

    /** @param learner null for everybody's */
    public Map<UUID, List<Segment>> segments(UUID session, @Nullable UUID learner) {
        return db
                .sql("""
                select user_id, join_time, leave_time from training.session_attendance_segments
                where session_id = :session and (cast(:learner as uuid) is null or user_id = :learner) order by join_time
                """)
                .param("session", session)
                .param("learner", learner)
                .query((row, number) -> new Segment(
                        row.getObject("user_id", UUID.class),
                        Timestamps.read(row, "join_time"),
                        Timestamps.readOrNull(row, "leave_time")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Segment::learner));
    }

    /** Writes rows anew with their segments; what people decided stays. */
    public void write(UUID session, List<Row> rows, Collection<Segment> segments) {
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into training.session_attendance (organization_id, session_id, user_id, join_time, leave_time, duration, percent,
                  stints, in_room, status)
                select :organization, :session, r.* from unnest(:learners::uuid[], :joins::timestamptz[], :leaves::timestamptz[],
                  :seconds::int[], :percents::numeric[], :stints::int[], :inRoom::bool[], :statuses::text[]) r
                on conflict (session_id, user_id) do update set join_time = excluded.join_time, leave_time = excluded.leave_time,
                  duration = excluded.duration, percent = excluded.percent, stints = excluded.stints, in_room = excluded.in_room,
                  status = excluded.status
                """)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("learners", SqlArrays.uuids(rows, Row::learner))
                .param("joins", SqlArrays.times(rows, Row::firstJoin))
                .param("leaves", SqlArrays.times(rows, Row::lastLeave))
                .param("seconds", SqlArrays.ints(rows, Row::seconds))
                .param("percents", SqlArrays.texts(rows, row -> Double.toString(row.percent())))
                .param("stints", SqlArrays.ints(rows, Row::stints))
                .param("inRoom", SqlArrays.texts(rows, row -> Boolean.toString(row.inRoom())))
                .param("statuses", SqlArrays.texts(rows, Row::status))
                .update();
        db.sql("""
                delete from training.session_attendance_segments where session_id = :session and user_id = any(:learners::uuid[])
                """)
                .param("session", session)
                .param("learners", SqlArrays.uuids(rows, Row::learner))
                .update();
        var list = List.copyOf(segments);
        db.sql("""
                insert into training.session_attendance_segments (organization_id, session_id, user_id, join_time, leave_time)
                select :organization, :session, s.* from unnest(:learners::uuid[], :joins::timestamptz[], :leaves::timestamptz[]) s
                """)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("learners", SqlArrays.uuids(list, Segment::learner))
                .param("joins", SqlArrays.times(list, Segment::join))
                .param("leaves", SqlArrays.times(list, Segment::leave))
                .update();
    }

    /** Those were not there after all. Where a person decided something, that stays. */
    public void forget(UUID session, Collection<UUID> learners) {
        if (learners.isEmpty()) {
            return;
        }
        db.sql("""
                delete from training.session_attendance
                where session_id = :session and user_id = any(:learners::uuid[]) and override_status is null
                """)
                .param("session", session)
                .param("learners", SqlArrays.uuids(learners, learner -> learner))
                .update();
        write(
                session,
                overridden(session).stream()
                        .filter(learners::contains)
                        .map(learner -> new Row(learner, null, null, 0, 0, 0, false, null))
                        .toList(),
                List.of());
    }

    /** Null takes back what was decided. */
    public void decide(UUID session, UUID learner, @Nullable Decision decision) {
        db.sql("""
                insert into training.session_attendance (organization_id, session_id, user_id, duration, percent, stints, in_room,
                  override_status, override_reason, override_by, override_at)
                values (:organization, :session, :learner, 0, 0, 0, false, :status, :reason, cast(:by as uuid), :at)
                on conflict (session_id, user_id) do update set override_status = excluded.override_status,
                  override_reason = excluded.override_reason, override_by = excluded.override_by,
                  override_at = excluded.override_at
                """)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("learner", learner)
                .param("status", decision == null ? null : decision.status())
                .param("reason", decision == null ? null : decision.reason())
                .param("by", decision == null ? null : decision.by())
                .param("at", decision == null ? null : Timestamps.at(decision.at()))
                .update();
    }

    private List<UUID> overridden(UUID session) {
        return db.sql("""
                select user_id from training.session_attendance where session_id = :session and override_status is not null
                """).param("session", session).query(SqlArrays::id).list();
    }

    /** Those are the strangers now; whoever was one before keeps their id. */
    public void strangers(UUID session, List<Stranger> strangers) {
        var known = new HashMap<String, Stranger>();
        db.sql("select * from training.attendance_unmatched where session_id = :session")
                .param("session", session)
                .query((row, number) -> {
                    var stranger = stranger(row);
                    return known.put(stranger.key().text(), stranger);
                })
                .list();
        var gone = new HashSet<>(known.keySet());
        strangers.forEach(stranger -> gone.remove(stranger.key().text()));
        remove(session, gone);
        var changed = strangers.stream()
                .filter(stranger -> !stranger.equals(known.get(stranger.key().text())))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        db.sql("""
                insert into training.attendance_unmatched (id, organization_id, session_id, identity, lasting, name, email, join_time,
                  leave_time, duration, in_room)
                select u.id, :organization, :session, u.identity, u.lasting, u.name, u.email, u.join_time, u.leave_time, u.duration,
                  u.in_room
                from unnest(:ids::uuid[], :identities::text[], :lasting::bool[], :names::text[], :emails::text[],
                  :joins::timestamptz[], :leaves::timestamptz[], :seconds::int[], :inRoom::bool[])
                  u (id, identity, lasting, name, email, join_time, leave_time, duration, in_room)
                on conflict (session_id, identity) do update set name = excluded.name, email = excluded.email,
                  join_time = excluded.join_time, leave_time = excluded.leave_time, duration = excluded.duration,
                  in_room = excluded.in_room
                """)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("ids", SqlArrays.uuids(changed, stranger -> Ids.next()))
                .param(
                        "identities",
                        SqlArrays.texts(changed, stranger -> stranger.key().text()))
                .param(
                        "lasting",
                        SqlArrays.texts(
                                changed,
                                stranger -> Boolean.toString(stranger.key().lasting())))
                .param("names", SqlArrays.texts(changed, Stranger::name))
                .param("emails", SqlArrays.texts(changed, Stranger::email))
                .param("joins", SqlArrays.times(changed, Stranger::firstJoin))
                .param("leaves", SqlArrays.times(changed, Stranger::lastLeave))
                .param("seconds", SqlArrays.ints(changed, Stranger::seconds))
                .param("inRoom", SqlArrays.texts(changed, stranger -> Boolean.toString(stranger.inRoom())))
                .update();
    }

    private void remove(UUID session, Set<String> identities) {
        if (!identities.isEmpty()) {
            db.sql("delete from training.attendance_unmatched where session_id = :session and identity = any(:gone)")
                    .param("session", session)
                    .param("gone", identities.toArray(String[]::new))
                    .update();
        }
    }

    static Stranger stranger(ResultSet row) throws SQLException {
        return new Stranger(
                new Identity.Key(row.getString("identity"), row.getBoolean("lasting")),
                row.getString("name"),
                row.getString("email"),
                Timestamps.read(row, "join_time"),
                Timestamps.readOrNull(row, "leave_time"),
                row.getInt("duration"),
                row.getBoolean("in_room"));
    }
}
