package app.rapport.training.attendance;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param attendance how long it is kept what was heard of a session's meeting; what it adds up to stays */
@ConfigurationProperties("rapport.keep")
record AttendanceKept(@DefaultValue("365d") Duration attendance) {
    /** Until then Zoom's report may still correct it, and people say who somebody was. */
    private static final Duration LEAST = Duration.ofDays(30);

    AttendanceKept {
        if (attendance.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("RAPPORT_KEEP_ATTENDANCE must be at least 30d");
        }
    }
}
