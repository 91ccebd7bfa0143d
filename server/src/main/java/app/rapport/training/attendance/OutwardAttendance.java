package app.rapport.training.attendance;

import app.rapport.training.attendance.AttendanceRows.Standing;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.webhooks.OutwardEvents;
import app.rapport.webhooks.OutwardEvents.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the organisation's endpoints when a session's attendance is known, and when Zoom's report changed it. */
@Component
class OutwardAttendance {
    private static final String FINALISED = "attendance.finalised";
    private final JdbcClient db;
    private final OutwardEvents outward;
    private final Clock clock;

    OutwardAttendance(JdbcClient db, OutwardEvents outward, Clock clock) {
        this.db = db;
        this.outward = outward;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Types {
        @Bean
        EventType attendanceFinalised() {
            return new EventType(
                    FINALISED,
                    "A training session is over and its attendance is known; again when Zoom's report corrected it.",
                    Map.of(
                            "sessionId",
                            "0199a4d2-7c1e-7f00-8000-0000000000f1",
                            "title",
                            "Spring onboarding",
                            "cohortId",
                            "0199a4d2-7c1e-7f00-8000-0000000000f2",
                            "state",
                            "final",
                            "sessionSeconds",
                            3600,
                            "enrolled",
                            12,
                            "present",
                            9));
        }
    }

    /** Once for each state it comes to; once more where it was started again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Session session, @Nullable Standing before, Standing now) {
        var corrected = before == null ? 0 : before.corrections().size();
        if (now.running()
                || (before != null
                        && !before.running()
                        && before.finalAt() != null
                        && corrected == now.corrections().size())) {
            return;
        }
        var seed = session.id() + " " + now.corrections().size() + " " + now.sessionSeconds();
        outward.publish(
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)),
                FINALISED,
                clock.instant(),
                payload(session, now));
    }

    private Map<String, Object> payload(Session session, Standing now) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("sessionId", session.id());
        payload.put("title", session.title());
        payload.put("cohortId", session.cohort());
        payload.put("state", now.state());
        payload.put("sessionSeconds", now.sessionSeconds());
        db.sql("""
                select count(*) as enrolled,
                  count(*) filter (where coalesce(override_status, status) in ('present', 'late')) as present
                from training.session_attendance where session_id = :session
                """).param("session", session.id()).query(row -> {
            payload.put("enrolled", row.getInt("enrolled"));
            payload.put("present", row.getInt("present"));
        });
        return payload;
    }
}
