package app.rapport.platform.jobs;

import java.time.Duration;
import java.time.Instant;

/** Rows that are kept for a while and then forgotten. A bean of the module that has them. */
public interface Perishable {
    /**
     * Forgets some of what ended before that, in one short transaction: about {@code most}. Never what still waits for
     * something, nor what was given up and waits for a person. Called in system scope until the answer is zero.
     *
     * @return how much was forgotten
     */
    int forget(Instant before, int most);

    default Duration kept(KeepSettings settings) {
        return settings.logs();
    }
}
