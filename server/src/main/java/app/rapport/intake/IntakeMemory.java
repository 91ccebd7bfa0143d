package app.rapport.intake;

import java.time.Instant;

/**
 * What handlers have already heard, so that duplicates and late news change nothing. In the scope's organisation and the
 * caller's transaction: it is remembered exactly when the effect commits.
 */
public interface IntakeMemory {
    /** Whether this content is new. The same id a second time is not. */
    boolean firstTime(String provider, String contentId);

    /**
     * Whether this is the newest known word on a subject; an equal one counts, so that repeating it does no harm.
     *
     * @param tie decides between two words of the same instant, the same way in every order of arrival
     */
    boolean newest(String provider, String subject, Instant at, long tie);
}
