package app.rapport.platform.lanes;

import org.jspecify.annotations.Nullable;

/** So many beginnings per second on average, with a burst of one second's worth. Runs by the machine's steady time. */
final class Pace {
    private @Nullable Double perSecond;
    private double tokens;
    private long asOf;

    /** Null for no limit. */
    void set(@Nullable Double perSecond, long nanos) {
        if (perSecond != null && !perSecond.equals(this.perSecond)) {
            tokens = Math.max(1, perSecond);
            asOf = nanos;
        }
        this.perSecond = perSecond;
    }

    /** Takes a turn and answers 0, or the nanoseconds until there is one. */
    long take(long nanos) {
        var rate = perSecond;
        if (rate == null) {
            return 0;
        }
        tokens = Math.min(Math.max(1, rate), tokens + (nanos - asOf) / 1e9 * rate);
        asOf = nanos;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) ((1 - tokens) / rate * 1e9));
    }
}
