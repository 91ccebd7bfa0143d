package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The two simulated speech services, asked as Rapport asks them. */
class SpeechServicesTest {
    private final Sandbox sandbox = Sandbox.start(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ProviderHandle eleven = sandbox.provider("elevenlabs");
    private final ProviderHandle openai = sandbox.provider("openai");

    @AfterEach
    void stop() {
        sandbox.close();
        http.close();
    }

    @Test
    void elevenLabsSpeaksLongerForLongerTextsAndAlikeForTheSame() throws Exception {
        var ann = speak("SandboxVoiceAlto0001", "Ann", "pcm_24000");
        var bartholomew = speak("SandboxVoiceAlto0001", "Bartholomew", "pcm_24000");

        assertThat(ann.statusCode()).isEqualTo(200);
        assertThat(ann.body().length / 48_000.0).isBetween(0.2, 0.6);
        assertThat(bartholomew.body().length).isGreaterThan(ann.body().length * 2);
        assertThat(speak("SandboxVoiceAlto0001", "Ann", "pcm_24000").body()).isEqualTo(ann.body());
        assertThat(speak("SandboxVoiceTenor002", "Ann", "pcm_24000").body()).isNotEqualTo(ann.body());
        assertThat(ann.headers().firstValue("character-cost")).hasValue("3");
        var wav = speak("SandboxVoiceAlto0001", "Ann", "wav_24000");
        assertThat(new String(wav.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(loudest(ann.body())).isGreaterThan(3_000);
    }

    private static int loudest(byte[] pcm) {
        var loudest = 0;
        for (var i = 0; i + 1 < pcm.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((pcm[i + 1] << 8) | (pcm[i] & 0xff)));
        }
        return loudest;
    }

    @Test
    void elevenLabsClonesFromSamplesAndForgets() throws Exception {
        var added = clone("Ann's voice", "RIFF....".getBytes(StandardCharsets.US_ASCII));
        assertThat(added.statusCode()).isEqualTo(200);
        var id = Json.text(json(added), "voice_id", "");

        assertThat(speak(id, "Hello", "pcm_24000").statusCode()).isEqualTo(200);
        assertThat(json(eleven("GET", "/v2/voices?search=ann", null)).path("voices"))
                .hasSize(1);
        assertThat(eleven("DELETE", "/v1/voices/" + id, null).statusCode()).isEqualTo(200);
        assertThat(code(speak(id, "Hello", "pcm_24000"))).isEqualTo("voice_not_found");
        assertThat(eleven.requests())
                .filteredOn(one -> one.path().endsWith("/add"))
                .hasSize(1);
    }

    @Test
    void elevenLabsRefusesAsTheRealOneDoes() throws Exception {
        var noText = eleven("POST", "/v1/text-to-speech/SandboxVoiceAlto0001", "{}");
        assertThat(noText.statusCode()).isEqualTo(422);
        assertThat(json(noText).path("detail").isArray()).isTrue();
        assertThat(code(speak("SandboxVoiceAlto0001", "x".repeat(10_001), "pcm_24000")))
                .isEqualTo("max_character_limit_exceeded");
        assertThat(code(speak("SandboxVoiceAlto0001", "Ann", "pcm_44100"))).isEqualTo("output_format_not_allowed");

        control("/control/elevenlabs/settings", "{\"characterLimit\":5,\"charactersUsed\":4}");
        var over = speak("SandboxVoiceAlto0001", "Ann", "pcm_24000");
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(code(over)).isEqualTo("quota_exceeded");

        control("/control/elevenlabs/settings", "{\"voiceLimit\":0}");
        assertThat(code(clone("Ann", new byte[] {1}))).isEqualTo("voice_limit_reached");

        eleven.fails(Fault.status(429).code("concurrent_limit_exceeded"));
        assertThat(code(eleven("GET", "/v1/user", null))).isEqualTo("concurrent_limit_exceeded");
        eleven.revokeTokens();
        assertThat(code(eleven("GET", "/v1/user", null))).isEqualTo("invalid_api_key");
    }

    @Test
    void keepsTheKeyOutOfTheLog() throws Exception {
        eleven("GET", "/v1/user/subscription", null);
        assertThat(eleven.requests().toString()).doesNotContain(key(eleven)).contains("/v1/user/subscription");
    }

    @Test
    void openAiSpeaksInWavWithoutKnowingItsLength() throws Exception {
        var ann = openai("{\"model\":\"tts-1\",\"voice\":\"alloy\",\"input\":\"Ann\",\"response_format\":\"wav\"}");

        assertThat(ann.statusCode()).isEqualTo(200);
        assertThat(ann.body()[4]).isEqualTo((byte) 0xff);
        assertThat(ann.body().length).isGreaterThan(10_000);
    }

    @Test
    void openAiRefusesAsTheRealOneDoes() throws Exception {
        assertThat(error(openai("{\"model\":\"tts-1\",\"voice\":\"alloy\",\"input\":\"Ann\",\"lang_code\":\"e\"}"))
                        .path("param")
                        .asString())
                .isEqualTo("lang_code");
        assertThat(openai("{\"model\":\"tts-1\",\"voice\":\"nobody\",\"input\":\"Ann\"}")
                        .statusCode())
                .isEqualTo(400);
        openai.fails(Fault.status(429));
        var busy = openai("{}");
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("1");
        openai.fails(Fault.status(429).code("insufficient_quota"));
        assertThat(openai("{}").headers().firstValue("Retry-After")).isEmpty();
        openai.revokeTokens();
        assertThat(openai("{}").statusCode()).isEqualTo(401);
    }

    private HttpResponse<byte[]> speak(String voice, String text, String format) throws Exception {
        var body = Json.object().put("text", text).put("model_id", "eleven_multilingual_v2");
        return eleven("POST", "/v1/text-to-speech/" + voice + "?output_format=" + format, body.toString());
    }

    private HttpResponse<byte[]> clone(String name, byte[] sample) throws Exception {
        var body = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.wav\"\r\n\r\n"
                + new String(sample, StandardCharsets.ISO_8859_1) + "\r\n--b--\r\n";
        return send(
                eleven.baseUrl() + "/v1/voices/add",
                "POST",
                body,
                "multipart/form-data; boundary=b",
                "xi-api-key",
                key(eleven));
    }

    private HttpResponse<byte[]> eleven(String method, String path, @Nullable String body) throws Exception {
        return send(eleven.baseUrl() + path, method, body, "application/json", "xi-api-key", key(eleven));
    }

    private HttpResponse<byte[]> openai(String body) throws Exception {
        return send(
                openai.baseUrl() + "/v1/audio/speech",
                "POST",
                body,
                "application/json",
                "Authorization",
                "Bearer " + key(openai));
    }

    private void control(String path, String body) throws Exception {
        var answer = send(sandbox.baseUrl() + path, "POST", body, "application/json", "Accept", "*/*");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> send(
            String url, String method, @Nullable String body, String type, String header, String value)
            throws Exception {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1);
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, publisher)
                        .header("Content-Type", type)
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String key(ProviderHandle provider) {
        return provider.state().path("apiKey").asString();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private static JsonNode error(HttpResponse<byte[]> answer) {
        return json(answer).path("error");
    }

    private static String code(HttpResponse<byte[]> answer) {
        return json(answer).path("detail").path("code").asString();
    }

    /** Every member the published document requires is there. */
    @Test
    void answersWithWhatTheContractRequires() throws Exception {
        var contracts = ContractsTest.find().resolve("elevenlabs/openapi-excerpt.json");
        assumeTrue(Files.exists(contracts), "no contract to hold it against");
        var schemas = Json.MAPPER.readTree(Files.readAllBytes(contracts)).at("/components/schemas");

        requires(schemas, "ExtendedSubscriptionResponseModel", json(eleven("GET", "/v1/user/subscription", null)));
        requires(schemas, "GetVoicesV2ResponseModel", json(eleven("GET", "/v2/voices", null)));
        requires(
                schemas,
                "ModelResponseModel",
                json(eleven("GET", "/v1/models", null)).path(0));
        requires(schemas, "AddVoiceIVCResponseModel", json(clone("Ann", new byte[] {1, 2})));
        requires(schemas, "VoiceResponseModel", json(eleven("GET", "/v1/voices/SandboxVoiceAlto0001", null)));
        requires(
                schemas,
                "SampleResponseModel",
                eleven.records("voices").getLast().path("samples").path(0));
    }

    private static void requires(JsonNode schemas, String name, JsonNode answer) {
        for (var member : schemas.path(name).path("required")) {
            assertThat(answer.has(member.asString()))
                    .as(name + "." + member.asString())
                    .isTrue();
        }
        assertThat(schemas.path(name).path("required")).isNotEmpty();
    }
}
