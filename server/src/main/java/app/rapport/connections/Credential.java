package app.rapport.connections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An opened credential.
 *
 * @param generation grows with every new pair of tokens
 * @param refreshToken null for a pasted token, which cannot be renewed
 */
record Credential(
        UUID connection,
        long generation,
        String accessToken,
        @Nullable String refreshToken,
        @Nullable Instant expiresAt,
        @Nullable Instant renewAt) {

    boolean renewable() {
        return refreshToken != null;
    }

    boolean dueAt(Instant now) {
        return refreshToken != null && renewAt != null && !renewAt.isAfter(now);
    }

    boolean expiredAt(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "Credential[" + connection + ", generation " + generation + "]"; // never the tokens: texts reach logs
    }
}
