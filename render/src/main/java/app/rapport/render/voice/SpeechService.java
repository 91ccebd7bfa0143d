package app.rapport.render.voice;

import app.rapport.render.RenderFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a speech service for a sound and says in words what went wrong, by a code that tells whether waiting helps. */
final class SpeechService {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpResponse.BodyHandler<byte[]> BYTES = HttpResponse.BodyHandlers.ofByteArray();
    private static final int LARGEST = 32 << 20;
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final HttpClient http;
    private final Duration limit;

    SpeechService(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
        // What a service redirects to was not what the operator named.
        this.http = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    /** The sound; tried again where that may help. */
    byte[] ask(URI address, String header, String secret, ObjectNode body) throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var answer = send(address, header, secret, body);
            if (answer.status == 200 && answer.body.length > 0) {
                return answer.body;
            }
            var failed = failure(answer);
            var mayPass = failed.code().equals("voice_busy") || failed.code().equals("voice_unavailable");
            if (!mayPass || attempt == ATTEMPTS || answer.pause.compareTo(LONGEST_WAIT) > 0) {
                throw failed;
            }
            Thread.sleep(answer.pause.multipliedBy(attempt));
        }
    }

    private record Answer(int status, byte[] body, Duration pause) {}

    private Answer send(URI address, String header, String secret, ObjectNode body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        if (!secret.isEmpty()) {
            request.header(header, secret);
        }
        // The client's own limit ends with the first byte; this one holds to the last.
        var sending = http.sendAsync(request.build(), HttpResponse.BodyHandlers.limiting(BYTES, LARGEST));
        try {
            var response = sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            var pause = response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,4}"));
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    pause.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(Duration.ofMillis(300)));
        } catch (TimeoutException e) {
            sending.cancel(true);
            throw new RenderFailed(
                    "voice_timeout",
                    name + " did not answer within " + limit.toSeconds() + " seconds. Try again later.",
                    "");
        } catch (ExecutionException e) {
            throw new RenderFailed(
                    "voice_unreachable",
                    name + " cannot be reached at " + address.getHost() + ". Check the address.",
                    "");
        }
    }

    /** Quota comes as 401 from one service and as 429 from another: the code tells more than the status. */
    private RenderFailed failure(Answer answer) {
        var code = code(answer.body);
        return switch (code) {
            case "quota_exceeded", "insufficient_quota" ->
                failed("voice_quota", "has no credit left. Add credit there, then try again.", code);
            case "voice_not_found" ->
                failed("voice_gone", "does not know this voice any more. Choose another one.", code);
            default -> failure(answer.status, code);
        };
    }

    private RenderFailed failure(int status, String code) {
        if (status == 401 || status == 403) {
            return failed("voice_key_refused", "refuses the key. Enter a valid one.", code);
        }
        if (status == 429) {
            return failed("voice_busy", "is asked too much at once. Try again in a minute.", code);
        }
        if (status >= 500) {
            return failed(
                    "voice_unavailable", "has a failure of its own (status " + status + "). Try again later.", code);
        }
        return failed("voice_refused", "refuses to say this (status " + status + ", " + code + ").", code);
    }

    private RenderFailed failed(String code, String words, String theirs) {
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
