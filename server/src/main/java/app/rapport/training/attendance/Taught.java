package app.rapport.training.attendance;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.UserId;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sessions, as far as attendance needs them. */
@Component
class Taught {
    private final JdbcClient db;

    Taught(JdbcClient db) {
        this.db = db;
    }

    record Session(
            UUID id,
            UUID cohort,
            UUID instructor,
            List<UUID> alternativeHosts,
            String title,
            String type,
            @Nullable String meetingId,
            Instant start,
            int minutes,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static final String SCHEDULED = "SCHEDULED";
        static final String IN_PROGRESS = "IN_PROGRESS";
        static final String COMPLETED = "COMPLETED";
        static final String CANCELLED = "CANCELLED";

        Instant plannedEnd() {
            return start.plus(Duration.ofMinutes(minutes));
        }

        Span planned() {
            return new Span(start, plannedEnd());
        }

        boolean heldBy(UserId user) {
            return instructor.equals(user.value()) || alternativeHosts.contains(user.value());
        }

        boolean over() {
            return status.equals(COMPLETED);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Session> find(UUID id) {
        return db.sql("select * from training.sessions where id = :id")
                .param("id", id)
                .query((row, number) -> session(row))
                .optional();
    }

    /** For whoever may see who attended: who teaches the sessions they hold, others all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Session forCaller(UUID id) {
        var caller = CurrentUser.now();
        return find(id).filter(session -> seesAll(caller) || session.heldBy(caller.id()))
                .orElseThrow(() -> Problem.notFound("session"));
    }

    static boolean seesAll(CurrentUser caller) {
        return caller.may(Permission.TRAINING_MANAGE) || caller.role() != Role.INSTRUCTOR;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void move(UUID id, String status, @Nullable Instant startedAt, @Nullable Instant endedAt, Instant now) {
        db.sql("""
                update training.sessions set status = :status, started_at = :started, ended_at = :ended, updated_at = :now
                where id = :id and status <> 'CANCELLED'
                """)
                .param("id", id)
                .param("status", status)
                .param("started", Timestamps.atOrNull(startedAt))
                .param("ended", Timestamps.atOrNull(endedAt))
                .param("now", Timestamps.at(now))
                .update();
    }

    static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("cohort_id", UUID.class),
                row.getObject("instructor_id", UUID.class),
                List.of((UUID[]) row.getArray("alternative_hosts").getArray()),
                row.getString("title"),
                row.getString("type"),
                row.getString("zoom_meeting_id"),
                Timestamps.read(row, "start_time"),
                row.getInt("duration"),
                row.getString("status"),
                Timestamps.readOrNull(row, "started_at"),
                Timestamps.readOrNull(row, "ended_at"));
    }
}
