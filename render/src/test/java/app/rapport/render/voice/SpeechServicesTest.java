package app.rapport.render.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.render.RenderFailed;
import app.rapport.render.Requirement;
import app.rapport.render.Speech;
import app.rapport.render.voice.SpeechHttp.Answer;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The voices of services, against the sandbox. */
@Requirement("P-174")
class SpeechServicesTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start(0);
    private final ProviderHandle eleven = sandbox.provider("elevenlabs");
    private final ProviderHandle openai = sandbox.provider("openai");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void elevenLabsSpeaksEachNameOnce() throws Exception {
        var voice = elevenLabs(key(eleven));
        var ann = voice.say("Ann").orElseThrow();

        assertThat(ann.speaker().label()).isEqualTo("ElevenLabs: Alto");
        assertThat(Files.size(ann.wav())).isGreaterThan(10_000);
        assertThat(voice.say("Ann")).contains(ann);
        assertThat(eleven.requests())
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.problems()).isEmpty());
        assertThat(eleven.state().path("charactersUsed").asInt()).isEqualTo(3);
    }

    @Test
    void anEndpointOfTheOpenAiFormSpeaks() throws Exception {
        var ann = openAi(key(openai)).say("Ann").orElseThrow();

        assertThat(ann.speaker().label()).isEqualTo("speech service: Alloy");
        assertThat(new String(Files.readAllBytes(ann.wav()), 0, 4, StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
        assertThat(openai.requests())
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.problems()).isEmpty());
    }

    /** Each failure has its own words, and only what may pass is tried again. */
    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key,           voice_key_refused, 1",
        "401, quota_exceeded,            voice_quota,       1",
        "404, voice_not_found,           voice_gone,        1",
        "429, concurrent_limit_exceeded, voice_busy,        3",
        "503, system_error,              voice_unavailable, 3",
        "400, something_else,            voice_refused,     1"
    })
    void saysWhatWentWrong(int status, String theirs, String ours, int attempts) {
        eleven.fails(Fault.status(status).code(theirs).times(-1));
        assertThatThrownBy(() -> elevenLabs(key(eleven)).say("Ann"))
                .isInstanceOfSatisfying(RenderFailed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(ours);
                    assertThat(failed).hasMessageStartingWith("ElevenLabs ");
                });
        assertThat(eleven.requests()).hasSize(attempts);
    }

    @Test
    void comesThroughAMomentOfTooMuch() throws Exception {
        openai.fails(Fault.status(429));
        assertThat(openAi(key(openai)).say("Ann")).isPresent();
        openai.fails(Fault.status(429).code("insufficient_quota"));
        assertThatThrownBy(() -> openAi(key(openai)).say("Ben"))
                .isInstanceOfSatisfying(
                        RenderFailed.class, failed -> assertThat(failed.code()).isEqualTo("voice_quota"));
    }

    /** A page of a proxy in between, and nothing at all: neither is spoken, and neither is kept. */
    @ParameterizedTest
    @CsvSource({"<html>no such page</html>, text/html", "'', audio/wav", "{}, application/json"})
    void takesNothingForASoundThatIsNone(String body, String type) throws Exception {
        var answers = new ArrayDeque<Answer>();
        answers.add(new Answer(200, type, null, body.getBytes(StandardCharsets.UTF_8)));
        var voice = new OpenAiVoice(
                "Alloy",
                URI.create("https://speech.example/v1"),
                "",
                "tts-1",
                "alloy",
                Clips.in(folder.resolve("said")),
                (address, headers, json) -> answers.isEmpty() ? Http.post(address, headers, json) : answers.remove());

        assertThatThrownBy(() -> voice.say("Ann"))
                .isInstanceOfSatisfying(
                        RenderFailed.class, failed -> assertThat(failed.code()).isEqualTo("voice_silent"));
        assertThat(folder.resolve("said")).doesNotExist();
    }

    @Test
    void leavesALongWaitToWhoeverAsked() {
        eleven.fails(Fault.status(429).with("Retry-After", "40").times(-1));
        assertThatThrownBy(() -> elevenLabs(key(eleven)).say("Ann"))
                .isInstanceOfSatisfying(
                        RenderFailed.class, failed -> assertThat(failed.again()).contains(Duration.ofSeconds(40)));
        assertThat(eleven.requests()).hasSize(1);
    }

    @Test
    void aRecordedNameGoesBeforeEveryService() throws Exception {
        Files.writeString(folder.resolve("Zo\u00eb.wav"), "one");
        var voice = new RecordedNames(folder).or(elevenLabs(key(eleven)));

        var recorded = voice.say(" zoe\u0308 ").orElseThrow();
        assertThat(recorded.speaker().by()).isEqualTo(Speech.By.recorded);
        assertThat(eleven.requests()).isEmpty();
        assertThat(voice.say("Ann").orElseThrow().speaker().by()).isEqualTo(Speech.By.elevenlabs);
        Files.writeString(folder.resolve("Zo\u00eb.wav"), "recorded again");
        assertThat(voice.say("Zo\u00eb").orElseThrow().key()).isNotEqualTo(recorded.key());
    }

    private Speech elevenLabs(String key) {
        return new ElevenLabsVoice(
                "Alto",
                URI.create(eleven.baseUrl()),
                key,
                "SandboxVoiceAlto0001",
                ElevenLabsVoice.USUAL_MODEL,
                Clips.in(folder.resolve("said")),
                Http::post);
    }

    private Speech openAi(String key) {
        return new OpenAiVoice(
                "Alloy",
                URI.create(openai.baseUrl() + "/v1"),
                key,
                "tts-1",
                "alloy",
                Clips.in(folder.resolve("said")),
                Http::post);
    }

    /** A way to the sandbox without any guard. */
    private static final class Http {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        static Answer post(URI address, Map<String, String> headers, byte[] json)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json));
            headers.forEach(request::header);
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Retry-After").orElse(null),
                    response.body());
        }
    }

    private static String key(ProviderHandle provider) {
        return provider.state().path("apiKey").asString();
    }
}
