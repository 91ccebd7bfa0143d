package app.rapport.render.voice;

import app.rapport.render.RenderFailed;
import app.rapport.render.voice.SpeechHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a speech service for a sound and says in words what went wrong, by a code that tells whether waiting helps. */
public final class SpeechService {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ATTEMPTS = 3;
    private static final Duration USUAL_PAUSE = Duration.ofMillis(300);
    /** Who is asked to wait longer does so without keeping a worker. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private static final Duration LATER = Duration.ofSeconds(30);
    /** A twentieth of a second of the barest sound there is. */
    private static final int SHORTEST = 800;

    private final String name;
    private final SpeechHttp http;

    SpeechService(String name, SpeechHttp http) {
        this.name = name;
        this.http = http;
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    /** The sound; tried again where that may help. */
    byte[] ask(URI address, String header, String secret, ObjectNode body) throws IOException, InterruptedException {
        var headers = secret.isEmpty() ? Map.<String, String>of() : Map.of(header, secret);
        for (var attempt = 1; ; attempt++) {
            var answer = http.post(address, headers, body.toString().getBytes(StandardCharsets.UTF_8));
            if (answer.status() == 200 && isSound(answer)) {
                return answer.body();
            }
            var failed = failure(name, answer);
            var pause = pause(answer, USUAL_PAUSE).multipliedBy(attempt);
            if (failed.again().isEmpty() || attempt == ATTEMPTS || pause.compareTo(LONGEST_PAUSE) > 0) {
                throw failed;
            }
            Thread.sleep(pause);
        }
    }

    /** A page of a proxy in between comes with 200 too, and services differ in the type they give a sound. */
    private static boolean isSound(Answer answer) {
        var type = answer.type().toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.contains("json") || answer.body().length < SHORTEST) {
            return false;
        }
        for (var at = answer.body().length / 20; at < answer.body().length; at++) {
            if (answer.body()[at] != answer.body()[answer.body().length - 1]) {
                return true;
            }
        }
        return false; // nothing but silence
    }

    private static Duration pause(Answer answer, Duration otherwise) {
        var given = answer.retryAfter();
        return given != null && given.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(given)) : otherwise;
    }

    /**
     * What an answer means that is not what was asked for. Quota comes as 401 from one service and as 429 from another: the
     * code tells more than the status.
     *
     * @param name of the service, to begin the sentence with
     */
    public static RenderFailed failure(String name, Answer answer) {
        var code = code(answer.body());
        return switch (code) {
            case "quota_exceeded", "insufficient_quota" ->
                failed(name, "voice_quota", "has no credit left. Add credit there, then try again.", code);
            case "voice_not_found" ->
                failed(name, "voice_gone", "does not know this voice any more. Choose another one.", code);
            case "model_not_found" ->
                failed(name, "voice_model_unknown", "does not know this model. Enter another one.", code);
            case "missing_permissions" ->
                failed(name, "voice_not_permitted", "does not permit this with your plan or key.", code);
            case "voice_limit_reached" ->
                failed(name, "voice_limit", "has no room for another voice. Delete one there, then try again.", code);
            default -> failure(name, answer, code);
        };
    }

    private static RenderFailed failure(String name, Answer answer, String code) {
        var status = answer.status();
        if (status == 200) {
            return failed(name, "voice_silent", "answered with no sound. Try again, or try other words.", code);
        }
        if (status == 401 || status == 403) {
            return failed(name, "voice_key_refused", "refuses the key. Enter a valid one.", code);
        }
        if (status == 429) {
            return RenderFailed.passing(
                    "voice_busy", name + " is asked too much at once. Try again in a minute.", pause(answer, LATER));
        }
        if (status >= 500) {
            return RenderFailed.passing(
                    "voice_unavailable",
                    name + " has a failure of its own (status " + status + "). Try again later.",
                    pause(answer, LATER));
        }
        return failed(name, "voice_refused", "refuses to say this (status " + status + ", " + code + ").", code);
    }

    private static RenderFailed failed(String name, String code, String words, String theirs) {
        return new RenderFailed(code, name + " " + words, theirs);
    }

    /** Three shapes of one service and two of the other; anything else has no code. */
    private static String code(byte[] body) {
        try {
            var json = JSON.readTree(body);
            var detail = json.path("detail").isObject() ? json.path("detail") : json.path("error");
            return text(detail, "code", text(detail, "status", text(detail, "type", "unknown")));
        } catch (JacksonException e) {
            return "unknown";
        }
    }

    private static String text(JsonNode node, String name, String otherwise) {
        var value = node.path(name);
        return value.isString() ? value.asString() : otherwise;
    }
}
