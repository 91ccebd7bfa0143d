package app.rapport.training.attendance;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.KeepSettings;
import app.rapport.platform.jobs.Perishable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets what was heard of meetings long ago, a session's as a whole: who attended stays as it was worked out. With it go the
 * strangers, for nobody can be made of them any more.
 */
@Component
class OldFacts implements Perishable {
    /** Sessions, each with up to some ten thousand facts. */
    private static final int FEW = 10;

    private final JdbcClient db;
    private final AttendanceKept kept;

    OldFacts(JdbcClient db, AttendanceKept kept) {
        this.db = db;
        this.kept = kept;
    }

    @Override
    public Duration kept(KeepSettings settings) {
        return kept.attendance();
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        var sessions = db.sql("""
                select s.id from training.sessions s
                where s.status <> 'IN_PROGRESS' and s.start_time + make_interval(mins => s.duration) < :before
                  and exists (select from training.meeting_facts f where f.session_id = s.id)
                  and not exists (select from training.meeting_facts f where f.session_id = s.id and f.unread)
                limit :few
                """)
                .param("before", Timestamps.at(before))
                .param("few", FEW)
                .query(SqlArrays::id)
                .list();
        for (var table : List.of("meeting_facts", "attendance_unmatched")) {
            db.sql("delete from training." + table + " where session_id = any(:sessions)")
                    .param("sessions", sessions.toArray(UUID[]::new))
                    .update();
        }
        return sessions.size();
    }
}
