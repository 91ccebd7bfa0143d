package app.rapport.media;

import app.rapport.platform.Page;
import app.rapport.render.RenderFailed;
import app.rapport.render.voice.SpeechHttp.Answer;
import app.rapport.render.voice.SpeechService;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The voices of an account at ElevenLabs: what there is to choose, and one more that imitates a person. */
@Component
class ElevenLabsAccount {
    private static final String NAME = "ElevenLabs";

    private final VoiceCalls calls;
    private final JsonMapper json;

    ElevenLabsAccount(VoiceCalls calls, JsonMapper json) {
        this.calls = calls;
        this.json = json;
    }

    /** @param kind as the service has it: premade, cloned, professional… */
    record Choice(String id, String name, String kind) {}

    Page<Choice> choices(String key, @Nullable String query, @Nullable String after, int limit) throws IOException {
        var address = new StringBuilder("/v2/voices?page_size=").append(Math.min(limit, 100));
        if (query != null && !query.isBlank()) {
            address.append("&search=").append(encoded(query.strip()));
        }
        if (after != null && !after.isBlank()) {
            address.append("&next_page_token=").append(encoded(after));
        }
        var page = read(get(key, address.toString()));
        var found = new ArrayList<Choice>();
        for (var voice : page.path("voices")) {
            found.add(choice(voice));
        }
        var next = page.path("next_page_token").asString("");
        return new Page<>(found, next.isEmpty() ? null : next, null);
    }

    /** A voice that somebody chose by its id. */
    Choice choice(String key, String voice) throws IOException {
        return choice(read(get(key, "/v1/voices/" + encoded(voice))));
    }

    record Sample(String name, byte[] bytes) {}

    /** A voice that imitates whoever speaks in the samples; the answer is its id. */
    String imitate(String key, String name, String description, List<Sample> samples) throws IOException {
        var form = MultipartEntityBuilder.create()
                .addTextBody("name", name, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8))
                .addTextBody("description", description, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8));
        for (var sample : samples) {
            form.addBinaryBody("files", sample.bytes(), ContentType.APPLICATION_OCTET_STREAM, sample.name());
        }
        var made = read(calls.post(address("/v1/voices/add"), header(key), form.build()));
        return made.path("voice_id").asString("");
    }

    /**
     * Has the service forget a voice that was made for us.
     *
     * @return whether it is gone; false when we are not let
     * @throws RenderFailed when that may be otherwise in a while
     */
    boolean forget(String key, String voice) throws IOException {
        var answer = calls.delete(address("/v1/voices/" + encoded(voice)), header(key));
        var failure = SpeechService.failure(NAME, answer);
        if (answer.status() != 200 && failure.again().isPresent()) {
            throw failure;
        }
        return answer.status() == 200 || failure.code().equals("voice_gone");
    }

    private Answer get(String key, String path) throws IOException {
        return calls.get(address(path), header(key));
    }

    private java.net.URI address(String path) {
        return java.net.URI.create(calls.elevenLabs().toString().replaceFirst("/+$", "") + path);
    }

    private static Map<String, String> header(String key) {
        return Map.of("xi-api-key", key);
    }

    private JsonNode read(Answer answer) throws RenderFailed {
        if (answer.status() != 200) {
            throw SpeechService.failure(NAME, answer);
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw RenderFailed.passing(
                    "voice_unavailable",
                    NAME + " answered something that is not its API. Try again later.",
                    java.time.Duration.ofSeconds(30));
        }
    }

    private static Choice choice(JsonNode voice) {
        return new Choice(
                voice.path("voice_id").asString(""),
                voice.path("name").asString(""),
                voice.path("category").asString(""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
