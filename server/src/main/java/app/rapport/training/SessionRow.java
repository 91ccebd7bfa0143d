package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session with what is beside it: its cohort, its meeting, how many are enrolled. */
record SessionRow(
        UUID id,
        String title,
        String type,
        String status,
        UUID cohort,
        String cohortName,
        UUID instructor,
        List<UUID> alternativeHosts,
        Instant start,
        int minutes,
        ZoneId zone,
        @Nullable String zoomMeetingId,
        @Nullable String zoomJoinUrl,
        SessionView.Meeting meeting,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable UUID series,
        int sequence,
        int enrolled,
        SessionView.@Nullable Letters letters) {

    /** How long before its start a session opens for its host. */
    private static final Duration EARLY = Duration.ofMinutes(15);
    /** How long after its planned end a session that never began can still be started. */
    private static final Duration LATE = Duration.ofHours(1);

    /** How long after its planned end a session that was ended can be started again: somebody pressed the wrong button. */
    private static final Duration AGAIN = Duration.ofMinutes(15);

    static final String SQL = """
            select s.id, s.title, s.type, s.status, s.cohort_id, c.name as cohort, s.instructor_id, s.alternative_hosts, s.start_time, s.duration,
              s.zone, s.zoom_meeting_id, s.zoom_join_url, s.started_at, s.ended_at, s.series_id, s.sequence,
              m.state, m.error_code, m.error, m.attempts, m.next_attempt_at,
              (select count(*) from training.enrolments e where e.cohort_id = s.cohort_id) as enrolled,
              w.written, w.readers
            from training.sessions s
            join training.cohorts c on c.id = s.cohort_id
            left join training.meetings m on m.session_id = s.id and m.current
            cross join lateral (select sum(q.written) as written, sum(cardinality(q.learner_ids)) as readers
              from training.letters q where s.id = any(q.session_ids)) w
            """;

    static SessionRow read(ResultSet row, int number) throws SQLException {
        var state = row.getString("state");
        return new SessionRow(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("type"),
                row.getString("status"),
                row.getObject("cohort_id", UUID.class),
                row.getString("cohort"),
                row.getObject("instructor_id", UUID.class),
                List.of((UUID[]) row.getArray("alternative_hosts").getArray()),
                Timestamps.read(row, "start_time"),
                row.getInt("duration"),
                ZoneId.of(row.getString("zone")),
                row.getString("zoom_meeting_id"),
                row.getString("zoom_join_url"),
                new SessionView.Meeting(
                        state == null || state.equals("gone") ? "none" : state,
                        row.getString("error_code"),
                        row.getString("error"),
                        row.getInt("attempts"),
                        Timestamps.readOrNull(row, "next_attempt_at")),
                Timestamps.readOrNull(row, "started_at"),
                Timestamps.readOrNull(row, "ended_at"),
                row.getObject("series_id", UUID.class),
                row.getInt("sequence"),
                row.getInt("enrolled"),
                row.getObject("readers") == null
                        ? null
                        : new SessionView.Letters(row.getInt("written"), row.getInt("readers")));
    }

    /** Whether this is somebody who holds it: the instructor, or one who may in their place. */
    boolean heldBy(UserId user) {
        return instructor.equals(user.value()) || alternativeHosts.contains(user.value());
    }

    Instant end() {
        return start.plus(Duration.ofMinutes(minutes));
    }

    Instant opensAt() {
        return start.minus(EARLY);
    }

    boolean scheduled() {
        return status.equals("SCHEDULED");
    }

    boolean running() {
        return status.equals("IN_PROGRESS");
    }

    /** Held, unless it is started again. */
    boolean completed() {
        return status.equals("COMPLETED");
    }

    /** Nobody starts it any more: cancelled, or its time went by. */
    boolean over(Instant now) {
        return !running()
                && (scheduled() ? now.isAfter(end().plus(LATE)) : !completed() || now.isAfter(end().plus(AGAIN)));
    }
}
