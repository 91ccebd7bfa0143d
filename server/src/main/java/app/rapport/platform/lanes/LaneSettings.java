package app.rapport.platform.lanes;

import org.jspecify.annotations.Nullable;

/**
 * How a lane is worked.
 *
 * @param kind the {@link DeliveryHandler} that knows what its deliveries are
 * @param ordered whether deliveries of one key go one after another; keys mean nothing in a lane that is not
 * @param atOnce attempts under way at the same time, at most
 * @param perSecond attempts begun per second on average, null for as fast as it goes
 * @param breakerAfter transient failures in a row, over all its deliveries, after which the lane only probes for a while
 */
public record LaneSettings(
        String kind, boolean ordered, int atOnce, @Nullable Double perSecond, int breakerAfter) {
    private static final int USUAL_AT_ONCE = 8;
    private static final int USUAL_BREAKER = 30;

    public LaneSettings {
        if (kind.isBlank() || atOnce < 1 || breakerAfter < 1 || (perSecond != null && !(perSecond > 0))) {
            throw new IllegalArgumentException("not a way to work a lane");
        }
    }

    /** In order within each key, eight at once, unpaced. */
    public static LaneSettings usual(String kind) {
        return new LaneSettings(kind, true, USUAL_AT_ONCE, null, USUAL_BREAKER);
    }

    public LaneSettings unordered() {
        return new LaneSettings(kind, false, atOnce, perSecond, breakerAfter);
    }

    public LaneSettings withAtOnce(int most) {
        return new LaneSettings(kind, ordered, most, perSecond, breakerAfter);
    }

    public LaneSettings withPace(double perSecond) {
        return new LaneSettings(kind, ordered, atOnce, perSecond, breakerAfter);
    }

    public LaneSettings withBreakerAfter(int failures) {
        return new LaneSettings(kind, ordered, atOnce, perSecond, failures);
    }
}
