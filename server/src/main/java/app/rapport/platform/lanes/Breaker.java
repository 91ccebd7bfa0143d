package app.rapport.platform.lanes;

import java.time.Duration;

/**
 * Stops knocking at a door nobody answers: after so many transient failures in a row the lane waits, then lets one attempt
 * through; each one that fails doubles the wait up to a minute, one that gets an answer ends it.
 */
final class Breaker {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private int failures;
    private Duration wait = FIRST;
    private boolean tripped;

    /** Counts an outcome. True when the lane is to wait for {@link #pause} from now. */
    boolean failed(int after) {
        failures++;
        if (tripped) {
            wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
            return true;
        }
        if (failures >= after) {
            tripped = true;
            return true;
        }
        return false;
    }

    void answered() {
        failures = 0;
        wait = FIRST;
        tripped = false;
    }

    /** Only one at a time while we do not know whether it works again. */
    boolean probing() {
        return tripped;
    }

    Duration pause() {
        return wait;
    }
}
