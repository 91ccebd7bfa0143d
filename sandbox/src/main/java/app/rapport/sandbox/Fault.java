package app.rapport.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that shall go wrong: which requests it hits, how, and how often. */
public record Fault(
        @Nullable String method,
        @Nullable Pattern path,
        Kind kind,
        int status,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String code,
        int times,
        double probability,
        long delayMs) {

    /** How it goes wrong. */
    public enum Kind {
        /** Answers an error without doing what was asked. */
        STATUS,
        /** Does nothing and never answers. */
        HANG,
        /** Does what was asked and never answers. */
        HANG_AFTER_COMMIT,
        /** Cuts the connection before anything was done. */
        RESET,
        /** Does what was asked and stops in the middle of the answer. */
        TRUNCATE,
        /** Answers a web page, as a proxy in between would. */
        HTML,
        /** Does what was asked, late. */
        SLOW,
        /** Does what was asked and cuts the connection: the caller cannot know. */
        DROP_AFTER_COMMIT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Fault {
        if (probability <= 0 || probability > 1) {
            throw new IllegalArgumentException("probability is above 0 and at most 1");
        }
        if (times == 0 || times < -1) {
            throw new IllegalArgumentException("times is 1 or more, or -1 for ever");
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status is between 200 and 599");
        }
        if (delayMs < 0) {
            throw new IllegalArgumentException("delayMs is not negative");
        }
        headers = Map.copyOf(headers);
    }

    /** A fault of this kind that hits the next request whatever it is. */
    public static Fault next(Kind kind) {
        var status = kind == Kind.HTML ? 502 : 500;
        return new Fault(null, null, kind, status, Map.of(), null, null, 1, 1, kind == Kind.SLOW ? 1000 : 0);
    }

    /** An error answer in the provider's own shape to the next request. */
    public static Fault status(int status) {
        return new Fault(null, null, Kind.STATUS, status, Map.of(), null, null, 1, 1, 0);
    }

    /** Only for requests whose method is this and whose path below the provider has a match of the expression. */
    public Fault on(@Nullable String onMethod, String expression) {
        return new Fault(
                onMethod, Pattern.compile(expression), kind, status, headers, body, code, times, probability, delayMs);
    }

    public Fault times(int count) {
        return new Fault(method, path, kind, status, headers, body, code, count, probability, delayMs);
    }

    public Fault with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Fault(method, path, kind, status, all, body, code, times, probability, delayMs);
    }

    public Fault code(String providerCode) {
        return new Fault(method, path, kind, status, headers, body, providerCode, times, probability, delayMs);
    }

    /** This text instead of the provider's own error. */
    public Fault body(String text) {
        return new Fault(method, path, kind, status, headers, text, code, times, probability, delayMs);
    }

    public Fault probability(double share) {
        return new Fault(method, path, kind, status, headers, body, code, times, share, delayMs);
    }

    public Fault delay(long milliseconds) {
        return new Fault(method, path, kind, status, headers, body, code, times, probability, milliseconds);
    }

    boolean hits(Call call) {
        return (method == null || method.equalsIgnoreCase(call.method()))
                && (path == null || path.matcher(call.path()).find());
    }

    /** Method and path may stand in {@code match} or beside it. */
    static Fault parse(JsonNode json) {
        var given = Given.of(
                json,
                "kind",
                "match",
                "method",
                "path",
                "status",
                "code",
                "headers",
                "body",
                "times",
                "probability",
                "delayMs");
        var match = given.has("match") ? Given.of(given.get("match"), "method", "path") : given;
        var kind = kind(given.text("kind", "status"));
        var path = match.text("path");
        var body = given.get("body");
        try {
            return new Fault(
                    match.text("method"),
                    path == null ? null : Pattern.compile(path),
                    kind,
                    given.number("status", kind == Kind.HTML ? 502 : 500),
                    headers(given),
                    body == null || body.isNull() ? null : body.isString() ? body.asString() : body.toString(),
                    given.text("code"),
                    given.number("times", 1),
                    given.share("probability", 1),
                    given.number("delayMs", kind == Kind.SLOW ? 1000L : 0L));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("path is not a regular expression: " + e.getDescription(), e);
        }
    }

    private static Map<String, String> headers(Given given) {
        var headers = new LinkedHashMap<String, String>();
        if (given.has("headers")) {
            if (!(given.get("headers") instanceof ObjectNode all)) {
                throw new IllegalArgumentException("headers is an object, for instance {\"Retry-After\": \"2\"}");
            }
            all.properties()
                    .forEach(one -> headers.put(one.getKey(), one.getValue().asString()));
        }
        return headers;
    }

    private static Kind kind(String word) {
        var known = new ArrayList<String>();
        for (var kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
            known.add(kind.word());
        }
        known.addAll(List.of("expire_tokens", "revoke_tokens"));
        throw new IllegalArgumentException("kind is one of " + String.join(", ", known));
    }

    ObjectNode describe() {
        var json = Json.object();
        var match = json.putObject("match");
        if (method != null) {
            match.put("method", method);
        }
        if (path != null) {
            match.put("path", path.pattern());
        }
        json.put("kind", kind.word()).put("status", status);
        var all = json.putObject("headers");
        headers.forEach(all::put);
        if (body != null) {
            json.put("body", body);
        }
        if (code != null) {
            json.put("code", code);
        }
        return json.put("probability", probability).put("delayMs", delayMs);
    }
}
