package app.rapport.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider as its file in {@code resources/providers} describes it.
 *
 * @param apiBase null when each account has an address of its own ({@link OAuth#instanceField})
 */
record Provider(
        String id,
        String name,
        String category,
        String description,
        List<String> auth,
        String docsUrl,
        @Nullable String apiBase,
        @Nullable OAuth oauth,
        Account account,
        Probe probe,
        List<Budget> budgets,
        @Nullable Usage usage,
        @Nullable Remaining remaining) {

    boolean allows(String way) {
        return auth.contains(way);
    }

    /** The window that the headers we read speak of. */
    long readingWindowSeconds() {
        if (usage != null) {
            return usage.windowSeconds();
        }
        var named = remaining;
        return named == null
                ? 0
                : budgets.stream()
                        .filter(budget -> budget.name().equals(named.budget()))
                        .mapToLong(Budget::windowSeconds)
                        .findFirst()
                        .orElse(0);
    }

    /**
     * @param authorizeBase may hold {@code {loginHost}}
     * @param revokeWithClient whether revoking wants the app's id and secret
     * @param loginHosts where a person may sign in: whole names, or endings that begin with a dot
     * @param instanceField the member of the token reply that says where the account's API lives
     * @param instanceHosts endings of hosts that may serve an API: nothing else gets a token
     */
    record OAuth(
            String authorizeBase,
            String authorizePath,
            String tokenBase,
            String tokenPath,
            @Nullable String revokePath,
            boolean revokeWithClient,
            List<String> scopes,
            @Nullable String defaultLoginHost,
            @Nullable List<String> loginHosts,
            @Nullable String instanceField,
            @Nullable List<String> instanceHosts) {}

    /**
     * Where the token reply names the account.
     *
     * @param pattern whose first group is the id; the whole value when null
     */
    record Account(@Nullable String tokenField, @Nullable String pattern) {}

    /**
     * A small read that proves that a credential works.
     *
     * @param accountField of its answer that names the account
     */
    record Probe(String path, @Nullable String accountField) {}

    /**
     * So many requests in any stretch of time this long, per connection and over all nodes.
     *
     * @param path an expression; only requests whose path has a match count, all when null
     */
    record Budget(
            String name,
            long limit,
            long windowSeconds,
            @Nullable String path) {}

    /**
     * A header that tells how much of a window is used, by everybody.
     *
     * @param pattern with groups {@code used} and {@code limit}
     * @param shareForOthers what we leave for the account's other integrations
     * @param pauseSeconds how long we are quiet when only that share is left
     */
    record Usage(String header, String pattern, long windowSeconds, double shareForOthers, long pauseSeconds) {}

    /** Headers that tell how much of a budget is left, and how large it is. */
    record Remaining(String budget, String header, String limitHeader) {}
}
