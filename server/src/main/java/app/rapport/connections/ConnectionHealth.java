package app.rapport.connections;

import app.rapport.platform.Wording;
import java.time.Duration;
import java.util.UUID;

/** What connectors learn about a connection while using it. Call outside a transaction. */
public interface ConnectionHealth {
    /** A push or pull went through. */
    void worked(UUID connection);

    /**
     * Nobody calls this connection before then.
     *
     * @param asked whether the provider said how long; else it is our own idea, which a person may overrule
     */
    void quietFor(UUID connection, Duration pause, String reason, Wording words, boolean asked);

    /** A person wants it to be tried now. What the provider asked for stays. In a caller's transaction. */
    void tryNow(UUID connection);

    /** Something an admin must mend there (a scope, a permission), in words, with the next step. */
    void needsAttention(UUID connection, String reason, String nextStep, Wording words);
}
