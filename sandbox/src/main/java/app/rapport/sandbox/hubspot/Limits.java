package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How much is allowed: a sliding window per app or static token, searches apart, and the account's day. */
final class Limits {
    private static final long BURST_MS = 10_000;
    private static final long SEARCH_MS = 1_000;
    private static final int DAILY = 625_000;

    private final Clock clock;
    private final Map<String, Deque<Long>> windows = new HashMap<>();
    private final Deque<Long> searches = new ArrayDeque<>();
    private int oauth = 110;
    private int fixed = 190;
    private int search = 5;
    private int daily = DAILY;
    private int usedToday;
    private long refused;

    Limits(Clock clock) {
        this.clock = clock;
    }

    /** Counts this call; answers the refusal when it is one too many. */
    synchronized @Nullable Reply take(Keys.Caller caller) {
        if (caller.token() != null && usedToday >= daily) {
            refused++;
            return tooMany("DAILY");
        }
        var window = windows.computeIfAbsent(key(caller), _ -> new ArrayDeque<>());
        if (full(window, BURST_MS, caller.token() == null ? oauth : fixed)) {
            refused++;
            return tooMany("TEN_SECONDLY_ROLLING");
        }
        if (caller.token() != null) {
            usedToday++;
        }
        return null;
    }

    synchronized @Nullable Reply search() {
        if (full(searches, SEARCH_MS, search)) {
            refused++;
            return tooMany("SECONDLY");
        }
        usedToday++;
        return null;
    }

    private boolean full(Deque<Long> window, long span, int most) {
        var now = clock.millis();
        while (!window.isEmpty() && window.peekFirst() <= now - span) {
            window.removeFirst();
        }
        if (window.size() >= most) {
            return true;
        }
        window.addLast(now);
        return false;
    }

    private static String key(Keys.Caller caller) {
        return caller.token() == null ? "oauth" : caller.token();
    }

    /** Searches carry no limit headers; static tokens also tell about the day. */
    synchronized Reply dress(Reply reply, Keys.Caller caller, boolean searching) {
        if (searching) {
            return reply;
        }
        var window = windows.get(key(caller));
        var most = caller.token() == null ? oauth : fixed;
        var left = most - (window == null ? 0 : window.size());
        var dressed = reply.with("X-HubSpot-RateLimit-Max", String.valueOf(most))
                .with("X-HubSpot-RateLimit-Remaining", String.valueOf(Math.max(0, left)))
                .with("X-HubSpot-RateLimit-Interval-Milliseconds", String.valueOf(BURST_MS));
        return caller.token() == null
                ? dressed
                : dressed.with("X-HubSpot-RateLimit-Daily", String.valueOf(daily))
                        .with("X-HubSpot-RateLimit-Daily-Remaining", String.valueOf(Math.max(0, daily - usedToday)));
    }

    static Reply tooMany(String policy) {
        var word = switch (policy) {
            case "DAILY" -> "daily";
            case "SECONDLY" -> "secondly";
            default -> "ten_secondly_rolling";
        };
        return Reply.json(
                429,
                Json.object()
                        .put("status", "error")
                        .put("message", "You have reached your " + word + " limit.")
                        .put("errorType", "RATE_LIMIT")
                        .put("correlationId", UUID.randomUUID().toString())
                        .put("policyName", policy)
                        .put("requestId", UUID.randomUUID().toString()));
    }

    synchronized void set(Given wanted) {
        oauth = wanted.number("oauthPerTenSeconds", oauth);
        fixed = wanted.number("staticPerTenSeconds", fixed);
        search = wanted.number("searchPerSecond", search);
        daily = wanted.number("daily", daily);
        usedToday = wanted.number("usedToday", usedToday);
    }

    synchronized ObjectNode state() {
        return Json.object()
                .put("oauthPerTenSeconds", oauth)
                .put("staticPerTenSeconds", fixed)
                .put("searchPerSecond", search)
                .put("daily", daily)
                .put("usedToday", usedToday)
                .put("refusedForLimits", refused);
    }

    synchronized void reset() {
        windows.clear();
        searches.clear();
        oauth = 110;
        fixed = 190;
        search = 5;
        daily = DAILY;
        usedToday = 0;
        refused = 0;
    }
}
