package app.rapport.training.attendance;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.MeetingFacts.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When to ask Zoom about which session. */
@Component
class WatchRows {
    static final int MOST_ATTEMPTS = 6;
    private static final int AT_ONCE = 50;

    private final JdbcClient db;

    WatchRows(JdbcClient db) {
        this.db = db;
    }

    /** @param error a stable word for why the last look told nothing */
    record Watch(
            int attempts,
            @Nullable Instant reconciledAt,
            @Nullable String error) {
        static final Watch NEVER = new Watch(0, null, null);
    }

    /**
     * Sessions that should have begun and of which nothing was heard, that should be over and whose end was not heard, and
     * that are over and were not held against Zoom's report. In system scope.
     */
    @Transactional(readOnly = true)
    public List<Place> due(Instant now) {
        return db.sql("""
                select s.id, s.organization_id from training.sessions s
                left join training.attendance_watch w on w.session_id = s.id
                where s.zoom_meeting_id is not null and (w.next_look_at is null or w.next_look_at <= :now)
                  and s.start_time > cast(:now as timestamptz) - interval '7 days' and (
                    (s.status = 'SCHEDULED' and s.start_time < cast(:now as timestamptz) - interval '2 minutes'
                      and coalesce(w.attempts, 0) < :most)
                    or (s.status = 'IN_PROGRESS'
                      and s.start_time + make_interval(mins => s.duration + 5) < cast(:now as timestamptz))
                    or (s.status = 'COMPLETED' and s.ended_at < cast(:now as timestamptz) - interval '5 minutes'
                      and (w.reconciled_at is null or w.reconciled_at < s.ended_at) and coalesce(w.attempts, 0) < :most))
                order by w.next_look_at nulls first, s.id limit :limit
                """)
                .param("now", Timestamps.at(now))
                .param("most", MOST_ATTEMPTS)
                .param("limit", AT_ONCE)
                .query((row, number) -> new Place(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class))))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Watch of(UUID session) {
        return db.sql(
                        "select attempts, reconciled_at, error from training.attendance_watch where session_id = :session")
                .param("session", session)
                .query((row, number) -> new Watch(
                        row.getInt("attempts"), Timestamps.readOrNull(row, "reconciled_at"), row.getString("error")))
                .optional()
                .orElse(Watch.NEVER);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void note(UUID session, Watch watch, Instant nextLook) {
        db.sql("""
                insert into training.attendance_watch (session_id, organization_id, attempts, next_look_at, reconciled_at, error)
                values (:session, :organization, :attempts, :next, :reconciled, cast(:error as text))
                on conflict (session_id) do update set attempts = excluded.attempts, next_look_at = excluded.next_look_at,
                  reconciled_at = excluded.reconciled_at, error = excluded.error
                """)
                .param("session", session)
                .param("organization", Tenancy.current().value())
                .param("attempts", watch.attempts())
                .param("next", Timestamps.at(nextLook))
                .param("reconciled", Timestamps.atOrNull(watch.reconciledAt()))
                .param("error", watch.error())
                .update();
    }
}
