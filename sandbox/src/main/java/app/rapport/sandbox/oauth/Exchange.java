package app.rapport.sandbox.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request at a token endpoint. */
public sealed interface Exchange {
    /** @param refreshToken null when the caller keeps the one it has */
    record Issued(String accessToken, @Nullable String refreshToken, List<String> scopes) implements Exchange {}

    record Denied(Reason reason) implements Exchange {}

    /** Why not; each provider has its own words for it. */
    enum Reason {
        UNKNOWN_CLIENT,
        WRONG_SECRET,
        UNKNOWN_CODE,
        EXPIRED_CODE,
        OTHER_REDIRECT,
        WRONG_VERIFIER,
        DEAD_REFRESH_TOKEN
    }
}
