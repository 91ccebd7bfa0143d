package app.rapport.sandbox.openai;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.SimulatedProvider;
import app.rapport.sandbox.voice.Speaker;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/audio/speech} with one key; it keeps nothing. */
public final class OpenAi implements SimulatedProvider {
    private static final String KEY = "sk-rapport-sandbox-openai";
    private static final int RATE = 24_000;
    private static final Set<String> MODELS =
            Set.of("tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15");
    private static final Set<String> KNOWN =
            Set.of("model", "input", "instructions", "voice", "response_format", "speed", "stream_format");
    private static final Set<String> VOICES = Set.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");

    private boolean keyRevoked;
    private boolean keyWanted = true;

    /** @param ledger stays empty */
    public OpenAi(Clock clock, Ledger ledger) {}

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public synchronized Reply answer(Call call) {
        if (keyWanted && (keyRevoked || !KEY.equals(call.bearer()))) {
            return failure(401, "invalid_api_key");
        }
        if (!call.path().equals("/v1/audio/speech")) {
            return error(
                    404,
                    "invalid_request_error",
                    null,
                    null,
                    "Invalid URL (" + call.method() + " " + call.path() + ")");
        }
        if (!call.method().equals("POST")) {
            return error(
                    405, "invalid_request_error", null, null, "Not allowed to " + call.method() + " on " + call.path());
        }
        if (!(call.json() instanceof ObjectNode body)) {
            return refused(call, null, "We could not parse the JSON body of your request.");
        }
        for (var name : body.propertyNames()) {
            if (!KNOWN.contains(name)) {
                return refused(call, name, "Unrecognized request argument supplied: " + name);
            }
        }
        for (var needed : List.of("model", "input", "voice")) {
            if (!body.hasNonNull(needed)) {
                return refused(call, needed, "you must provide a " + needed + " parameter");
            }
        }
        return speak(call, body);
    }

    private Reply speak(Call call, ObjectNode body) {
        var text = Json.text(body, "input", "");
        var voice = voice(body.path("voice"));
        var speed = body.path("speed").asDouble(1);
        var format = Json.text(body, "response_format", "mp3");
        if (!MODELS.contains(Json.text(body, "model", ""))) {
            return error(
                    404,
                    "invalid_request_error",
                    null,
                    "model_not_found",
                    "The model `" + Json.text(body, "model") + "` does not exist or you do not have access to it.");
        }
        if (voice == null) {
            return refused(call, "voice", "Input should be one of the known voices.");
        }
        if (text.isBlank() || text.length() > 4_096) {
            return refused(call, "input", "String should have at least 1 and at most 4096 characters");
        }
        if (speed < 0.25 || speed > 4) {
            return refused(call, "speed", "Input should be between 0.25 and 4");
        }
        var pcm = Speaker.pcm(text, voice, RATE, speed);
        return switch (format) {
            case "pcm" -> new Reply(200, Map.of("Content-Type", "audio/pcm"), pcm);
            case "wav" -> new Reply(200, Map.of("Content-Type", "audio/wav"), unsized(Speaker.wav(pcm, RATE)));
            case "mp3", "opus", "aac", "flac" ->
                Reply.refuse(501, "the sandbox speaks wav and pcm only, not " + format);
            default -> refused(call, "response_format", "Input should be 'mp3', 'opus', 'aac', 'flac', 'wav' or 'pcm'");
        };
    }

    /** The real one streams: it sends the header before it knows how long the sound will be. */
    private static byte[] unsized(byte[] wav) {
        for (var at : new int[] {4, 40}) {
            for (var i = 0; i < 4; i++) {
                wav[at + i] = (byte) 0xff;
            }
        }
        return wav;
    }

    private static @Nullable String voice(JsonNode given) {
        if (given.isObject()) {
            return Json.text(given, "id");
        }
        return given.isString() && VOICES.contains(given.asString()) ? given.asString() : null;
    }

    private static Reply refused(Call call, @Nullable String parameter, String message) {
        call.problem(message);
        return error(400, "invalid_request_error", parameter, null, message);
    }

    private static Reply error(
            int status, String type, @Nullable String parameter, @Nullable String code, String message) {
        var json = Json.object();
        json.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", parameter)
                .put("code", code);
        return Reply.json(status, json);
    }

    @Override
    public Reply failure(int status, @Nullable String code) {
        return switch (status) {
            case 401 -> error(401, "invalid_request_error", null, "invalid_api_key", "Incorrect API key provided.");
            case 429 -> tooMany(code == null ? "rate_limit_exceeded" : code);
            default ->
                error(status, "server_error", null, code, "The server had an error while processing your request.");
        };
    }

    /** Waiting helps against the rate limit only, so only then it is said how long. */
    private static Reply tooMany(String code) {
        return code.equals("insufficient_quota")
                ? error(
                        429,
                        code,
                        null,
                        code,
                        "You exceeded your current quota, please check your plan and billing details.")
                : error(429, "requests", null, code, "Rate limit reached.").with("Retry-After", "1");
    }

    @Override
    public Collection<String> types() {
        return List.of();
    }

    @Override
    public List<ObjectNode> records(String type) {
        throw new IllegalArgumentException("no such type: " + type);
    }

    @Override
    public int count(String type) {
        return records(type).size();
    }

    @Override
    public ObjectNode add(String type, ObjectNode fields) {
        throw new IllegalArgumentException("no such type: " + type);
    }

    @Override
    public @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        throw new IllegalArgumentException("no such type: " + type);
    }

    @Override
    public synchronized ObjectNode state() {
        return Json.object().put("apiKey", KEY).put("keyRevoked", keyRevoked).put("keyWanted", keyWanted);
    }

    @Override
    public void expireTokens() {
        revokeTokens(); // a key does not expire by itself
    }

    @Override
    public synchronized void revokeTokens() {
        keyRevoked = true;
    }

    @Override
    public List<String> settings() {
        return List.of("keyWanted");
    }

    @Override
    public synchronized void set(Given wanted) {
        keyWanted = wanted.flag("keyWanted", keyWanted);
    }

    @Override
    public @Nullable Reply control(Call call, List<String> path) {
        return null;
    }

    @Override
    public synchronized void reset() {
        keyRevoked = false;
        keyWanted = true;
    }
}
