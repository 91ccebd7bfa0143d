package app.rapport.training.zoom;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.Reply;
import app.rapport.connections.ProviderWire;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request to Zoom's API: token, pace, time limit, a second try where that cannot do harm, and what an error means. */
@Component
class ZoomApi {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(5);
    private static final int TRIES = 3;
    private static final int DEAD_TOKEN = 124;
    /** Zoom says it in words only. */
    private static final Pattern HOST_SPENT = Pattern.compile(
            "particular user|by one user in a day|meetings (?:created|can be created)", Pattern.CASE_INSENSITIVE);

    private final Installation installation;
    private final ProviderWire wire;
    private final ZoomToken token;
    private final ZoomPace pace;
    private final ZoomTurns turns;
    private final JsonMapper json;
    /** A date in an answer is the world's. */
    private final Clock world = Clock.systemUTC();

    ZoomApi(
            Installation installation,
            ProviderWire wire,
            ZoomToken token,
            ZoomPace pace,
            ZoomTurns turns,
            JsonMapper json) {
        this.installation = installation;
        this.wire = wire;
        this.token = token;
        this.pace = pace;
        this.turns = turns;
        this.json = json;
    }

    /** A change in the name of a Zoom user: one at a time, for Zoom refuses two at once. */
    JsonNode change(String user, String method, String path, @Nullable Object body, Weight weight) throws ZoomFailed {
        return turns.in(user, () -> call(method, path, body, weight));
    }

    JsonNode get(String path, Weight weight) throws ZoomFailed {
        return call("GET", path, null, weight);
    }

    /** What Zoom answered, an empty object when nothing. */
    private JsonNode call(String method, String path, @Nullable Object body, Weight weight) throws ZoomFailed {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("no provider call inside a transaction");
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return once(method, path, body, weight);
            } catch (ZoomFailed failed) {
                var wait = waitBeforeNext(method, failed, attempt);
                if (wait == null) {
                    throw failed;
                }
                ZoomPace.sleep(wait);
            }
        }
    }

    /** Null when there is no next try. What changes something is repeated only when it surely did not happen. */
    private static @Nullable Duration waitBeforeNext(String method, ZoomFailed failed, int attempt) {
        if (attempt >= TRIES) {
            return null;
        }
        var after = failed.after();
        return switch (failed.reason()) {
            case BUSY -> after != null && after.compareTo(SHORT_WAIT) <= 0 ? after : null;
            case NOT_SENT -> pause(attempt);
            case UNCLEAR -> method.equals("GET") ? pause(attempt) : null;
            default -> null;
        };
    }

    private static Duration pause(int attempt) {
        return Duration.ofMillis((long)
                (1_000 * Math.pow(2, attempt - 1) * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    /** With a fresh token when the one we had is dead. */
    private JsonNode once(String method, String path, @Nullable Object body, Weight weight) throws ZoomFailed {
        var bearer = token.get();
        var reply = send(method, path, body, bearer, weight);
        if (dead(reply)) {
            token.drop(bearer);
            reply = send(method, path, body, token.get(), weight);
            if (dead(reply)) {
                throw token.refuse("Zoom refuses the token it gave out: " + words(reply, parsed(reply.body())));
            }
        }
        var said = parsed(reply.body());
        if (reply.status() >= 300) {
            throw failure(reply, said, weight);
        }
        if (said == null && reply.body().length > 0) {
            throw new ZoomFailed(Reason.UNCLEAR, "Zoom's answer is not JSON.", null, null);
        }
        return said == null ? json.createObjectNode() : said;
    }

    private boolean dead(Reply reply) {
        return reply.status() == 401 || (reply.status() == 400 && code(parsed(reply.body())) == DEAD_TOKEN);
    }

    private Reply send(String method, String path, @Nullable Object body, String bearer, Weight weight)
            throws ZoomFailed {
        pace.await(weight);
        var headers = new LinkedHashMap<String, String>();
        headers.put("authorization", "Bearer " + bearer);
        headers.put("accept", "application/json");
        if (body != null) {
            headers.put("content-type", "application/json");
        }
        try {
            return wire.send(
                    ZoomToken.PROVIDER,
                    method,
                    installation.api(path),
                    headers,
                    body == null ? null : json.writeValueAsBytes(body),
                    LONGEST);
        } catch (CallFailed e) {
            var reason = e.reason() == CallFailed.Reason.NOT_SENT ? Reason.NOT_SENT : Reason.UNCLEAR;
            throw new ZoomFailed(reason, String.valueOf(e.getMessage()), null, e);
        }
    }

    private ZoomFailed failure(Reply reply, @Nullable JsonNode said, Weight weight) {
        var code = code(said);
        var words = words(reply, said);
        if (HOST_SPENT.matcher(words).find() && (reply.status() == 429 || code == 300)) {
            return new ZoomFailed(Reason.BUSY, words, pace.untilMidnight(), ZoomFailed.HOST_SPENT, null);
        }
        if (reply.status() == 429) {
            var asked = retryAfter(reply.header("retry-after"));
            var after = asked != null ? asked : Duration.ofSeconds(1);
            if (asked != null || reply.header("x-ratelimit-type") != null) {
                pace.hold(weight, after);
            }
            return new ZoomFailed(Reason.BUSY, words, after, code, null);
        }
        if (reply.status() >= 500) {
            return new ZoomFailed(Reason.UNCLEAR, words, null, code, null);
        }
        var reason = switch (code) {
            case 1001, 3001 -> Reason.NOT_FOUND;
            case 2033, 2034, 2038, 3412 -> Reason.NO_LICENCE;
            case 1009 -> Reason.OTHER_ACCOUNT;
            case 4700, 4711 -> Reason.CREDENTIALS;
            default -> reply.status() == 404 ? Reason.NOT_FOUND : Reason.REFUSED;
        };
        return new ZoomFailed(reason, words, null, code, null);
    }

    private static String words(Reply reply, @Nullable JsonNode said) {
        if (said == null) {
            return "Zoom answered " + reply.status() + ".";
        }
        var words = new StringBuilder(said.path("message").asString("Zoom answered " + reply.status() + "."));
        for (var error : said.path("errors")) {
            words.append(' ')
                    .append(error.path("field").asString(""))
                    .append(": ")
                    .append(error.path("message").asString(""));
        }
        return words.length() > 500 ? words.substring(0, 500) : words.toString();
    }

    /** Seconds, or the time itself: the daily limit is told the second way. */
    private @Nullable Duration retryAfter(@Nullable String text) {
        var said = text == null ? "" : text.strip();
        if (said.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        for (var form : List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME)) {
            try {
                var wait = Duration.between(
                        world.instant(), OffsetDateTime.parse(said, form).toInstant());
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException e) {
                // perhaps the other form
            }
        }
        return null;
    }

    private static int code(@Nullable JsonNode said) {
        return said == null ? 0 : said.path("code").asInt(0);
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            var read = json.readTree(body);
            return read.isObject() ? read : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** A part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A run's uuid as a part of a path: Zoom wants it encoded twice where it would look like several parts. */
    static String uuid(String uuid) {
        var once = part(uuid);
        return uuid.startsWith("/") || uuid.contains("//") ? part(once) : once;
    }
}
