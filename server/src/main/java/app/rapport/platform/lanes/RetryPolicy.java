package app.rapport.platform.lanes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When the next try is: soon and only a few times, then rarely and for days, then never by itself.
 *
 * @param soon waits between the first tries
 * @param later waits of the slower schedule
 */
record RetryPolicy(List<Duration> soon, List<Duration> later, RandomGenerator random) {
    /** Three tries within seconds, then eight more over three days. */
    static final RetryPolicy STANDARD = new RetryPolicy(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24)),
            RandomGenerator.getDefault());

    /** Throttling uses up no tries, but not for ever: past this age it counts like any failure. */
    private static final Duration THROTTLED_AT_MOST = Duration.ofDays(4);
    /** Nobody is made to wait longer than this by a header. */
    private static final Duration LONGEST_AFTER = Duration.ofDays(1);

    /** What becomes of a delivery: its state, its tries used up in this round, and when it is tried again. */
    record Decision(
            DeliveryState state, int tries, @Nullable Instant next) {}

    Decision after(Outcome outcome, int tries, Instant queued, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered _ -> new Decision(DeliveryState.DELIVERED, tries + 1, null);
            case Outcome.Refused _ -> new Decision(DeliveryState.DEAD, tries + 1, null);
            case Outcome.Blocked _ -> new Decision(DeliveryState.BLOCKED, tries, null);
            case Outcome.Retry retry -> failed(tries + 1, now, retry.after());
            case Outcome.Throttled throttled ->
                now.isAfter(queued.plus(THROTTLED_AT_MOST))
                        ? failed(tries + 1, now, throttled.after())
                        : new Decision(
                                tries < triesSoon() ? DeliveryState.PENDING : DeliveryState.FAILED,
                                tries,
                                now.plus(bounded(throttled.after())));
        };
    }

    private Decision failed(int tries, Instant now, @Nullable Duration asked) {
        var wait = tries < triesSoon()
                ? stretched(soon.get(tries - 1))
                : tries - triesSoon() < later.size() ? stretched(later.get(tries - triesSoon())) : null;
        if (wait == null) {
            return new Decision(DeliveryState.DEAD, tries, null);
        }
        var state = tries < triesSoon() ? DeliveryState.PENDING : DeliveryState.FAILED;
        return new Decision(state, tries, now.plus(asked == null ? wait : bounded(asked)));
    }

    private int triesSoon() {
        return soon.size() + 1;
    }

    /** A little later than asked and never the same for two: what failed together does not come back together. */
    private Duration stretched(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (1 + random.nextDouble() / 5)));
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST_AFTER) > 0 ? LONGEST_AFTER : asked;
    }
}
