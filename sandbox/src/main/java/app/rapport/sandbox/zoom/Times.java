package app.rapport.sandbox.zoom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Zoom tells times to the second. */
final class Times {
    private Times() {}

    static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
