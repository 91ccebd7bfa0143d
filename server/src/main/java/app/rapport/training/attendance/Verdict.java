package app.rapport.training.attendance;

import app.rapport.training.attendance.AttendanceSettings.SessionType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a learner's time in a session amounts to. */
final class Verdict {
    static final String PRESENT = "present";
    static final String LATE = "late";
    static final String EXCUSED = "excused";
    static final String ABSENT = "absent";

    private Verdict() {}

    /** The share of the session, in percent with one decimal. */
    static double percent(Duration there, Duration session) {
        if (!session.isPositive()) {
            return 0;
        }
        var share = Math.min(1, (double) there.toMillis() / session.toMillis());
        return Math.round(share * 1000) / 10.0;
    }

    /** Of a session that is over. */
    static String of(double percent, @Nullable Instant firstJoin, Instant begins, SessionType type) {
        if (firstJoin == null || percent < type.presencePercent()) {
            return ABSENT;
        }
        return firstJoin.isAfter(begins.plus(Duration.ofMinutes(type.lateAfterMinutes()))) ? LATE : PRESENT;
    }

    /** Whether somebody who was there so long may still become present, if the session ends as planned. */
    static boolean possible(Duration there, Duration soFar, Duration left, SessionType type) {
        return percent(there.plus(left), soFar.plus(left)) >= type.presencePercent();
    }

    static boolean counts(@Nullable String status) {
        return PRESENT.equals(status) || LATE.equals(status);
    }
}
