package app.rapport.connections;

import app.rapport.platform.Wording;
import java.time.Duration;
import java.util.UUID;

/** What connectors learn about a connection while using it. Call outside a transaction. */
public interface ConnectionHealth {
    /** A push or pull went through. */
    void worked(UUID connection);

    /** The provider asked us to be quiet; nobody calls this connection before then. */
    void quietFor(UUID connection, Duration pause, String reason, Wording words);

    /** Something an admin must mend there (a scope, a permission), in words, with the next step. */
    void needsAttention(UUID connection, String reason, String nextStep, Wording words);
}
