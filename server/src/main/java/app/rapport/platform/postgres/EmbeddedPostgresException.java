package app.rapport.platform.postgres;

import org.jspecify.annotations.Nullable;

/** Why the database that comes along cannot run, in a sentence for the person who started Rapport. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String sentence) {
        this(sentence, null);
    }

    EmbeddedPostgresException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
