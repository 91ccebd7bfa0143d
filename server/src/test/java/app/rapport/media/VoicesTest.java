package app.rapport.media;

import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Http;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ProviderHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who speaks the name in a personal video: a recording, a service, or the offline voice. With real ffmpeg. */
@SandboxTest
class VoicesTest {
    private static final String SPOKEN = """
            ,"points":[{"kind":"speech","from":1.0,"to":2.5,"template":"{{first_name}}","fallback":"there"}]""";

    private static final String CONSENT =
            "I agree that Acorn Works has my voice imitated to greet our customers by name.";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    MediaStore store;

    @Autowired
    JdbcClient db;

    private final ProviderHandle eleven =
            SandboxTest.InPlaceOfProviders.sandbox().provider("elevenlabs");
    private final ProviderHandle openai =
            SandboxTest.InPlaceOfProviders.sandbox().provider("openai");

    private TestOrganization acorn;
    private VideosOverHttp rest;
    private VoicesOverHttp voices;

    @BeforeEach
    void anOrganization() {
        SandboxTest.InPlaceOfProviders.sandbox().reset();
        acorn = organizations.create("Acorn Works");
        rest = new VideosOverHttp(
                organizations.baseUrl(), "Cookie", acorn.user(Role.ADMIN).cookie());
        voices = new VoicesOverHttp(
                organizations.baseUrl(), acorn.user(Role.ADMIN).cookie());
    }

    @Test
    @Requirement("P-19")
    void aRecordedNameIsHeardInTheVideoAndItSaysWhoRecordedIt() throws Exception {
        var dana = voices.add("{\"kind\":\"recorded\",\"name\":\"Dana\"}");
        assertThat(voices.record(dana, "Zo\u00eb", Films.tone("webm", 1500, 0.9))
                        .status())
                .isEqualTo(200);
        var video = video();
        assertThat(rest.call("PATCH", "/api/videos/" + video, "{\"voiceId\":\"" + dana + "\"}")
                        .body()
                        .path("voiceId")
                        .asString())
                .isEqualTo(dana);

        // However the name is written.
        var zoe = personal(video, "zoe", " zoe\u0308 ");

        assertThat(zoe.at("/spoken/0/by").asString()).isEqualTo("recorded");
        assertThat(zoe.at("/spoken/0/voice").asString()).isEqualTo("Dana");
        assertThat(zoe.at("/spoken/0/label").asString()).isEqualTo("recorded by Dana");
        assertThat(heard(zoe, 1500)).isGreaterThan(0.5);
        assertThat(heard(zoe, 440)).isLessThan(0.2);
        assertThat(Films.complaints(
                        organizations.baseUrl() + zoe.at("/playback/hls").asString()))
                .isEmpty();
        // The list says it as well as the one.
        assertThat(rest.get("/api/videos/" + video + "/personal")
                        .at("/items/0/spoken/0/by")
                        .asString())
                .isEqualTo("recorded");

        // The same again is the same video; another recording of the name makes another.
        assertThat(personal(video, "zoe", " zoe\u0308 ").path("id")).isEqualTo(zoe.path("id"));
        voices.record(dana, "zo\u00eb", Films.tone("mp4", 2500, 0.9));
        assertThat(rest.get("/api/voices/" + dana + "/names").path("total").asInt())
                .isEqualTo(1);
        var again = personal(video, "zoe", " zoe\u0308 ");
        assertThat(again.path("id")).isNotEqualTo(zoe.path("id"));
        assertThat(heard(again, 2500)).isGreaterThan(0.5);
        assertThat(heard(again, 1500)).isLessThan(0.1);
    }

    @Test
    @Requirement({"P-19", "P-174"})
    void elevenLabsSpeaksWhatWasNotRecordedAndIsPaidOncePerName() throws Exception {
        var voice = elevenLabs("SandboxVoiceAlto0001");
        voices.record(voice, "Ann", Films.tone("webm", 1500, 0.9));
        rest.call("PUT", "/api/voices/" + voice + "/default", "");
        var video = video(); // chooses none: the organisation's speaks

        assertThat(personal(video, "ann", "Ann").at("/spoken/0/by").asString()).isEqualTo("recorded");
        assertThat(speechRequests()).isZero();
        var bob = personal(video, "bob", "Bob");
        assertThat(bob.at("/spoken/0/label").asString()).isEqualTo("ElevenLabs: Our voice");
        assertThat(heard(bob, 440)).isLessThan(0.2);
        personal(video, "bob-2", "Bob");
        assertThat(voices.say(voice, "Bob").headers().firstValue("Spoken-By")).contains("elevenlabs");
        assertThat(speechRequests()).isEqualTo(1);

        // Another voice there is another sound of the same name.
        rest.call("PATCH", "/api/voices/" + voice, "{\"serviceVoice\":\"SandboxVoiceTenor002\"}");
        assertThat(personal(video, "bob", "Bob").path("id")).isNotEqualTo(bob.path("id"));
        assertThat(speechRequests()).isEqualTo(2);
        assertThat(eleven.requests())
                .allSatisfy(request -> assertThat(request.problems()).isEmpty());
    }

    @Test
    @Requirement({"P-19", "D-31"})
    void anyServiceOfTheOpenAiFormSpeaks() throws Exception {
        var voice = openAi();
        var said = voices.say(voice, "Ann");

        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(said.headers().firstValue("Spoken-By")).contains("openai");
        assertThat(new String(said.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        var video = video();
        rest.call("PATCH", "/api/videos/" + video, "{\"voiceId\":\"" + voice + "\"}");
        assertThat(personal(video, "ann", "Ann").at("/spoken/0/label").asString())
                .isEqualTo("speech service: Studio");
        assertThat(openai.requests())
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.problems()).isEmpty());
    }

    @Test
    void aKeptKeyGoesToNoOtherAddressThanItWasGivenFor() {
        var voice = "/api/voices/" + openAi();
        var elsewhere = "{\"url\":\"https://speech.example.com/v1\"}";
        refused(Http.patch(acorn.admin(), voice, elsewhere), 400, "voice_setting_needed");

        Http.patch(acorn.admin(), voice, "{\"url\":\"" + openai.baseUrl() + "/v1/\"}")
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/v1",
                "http://10.0.0.1/v1",
                "http://169.254.169.254/latest",
                "http://[::1]:9/v1",
                "http://0x7f000001/v1"
            })
    void noServiceIsCalledInside(String url) {
        refused(
                Http.post(
                        acorn.admin(),
                        "/api/voices",
                        "{\"kind\":\"openai\",\"name\":\"Inside\",\"url\":\"" + url
                                + "\",\"model\":\"tts-1\",\"serviceVoice\":\"alloy\"}"),
                400,
                "voice_address_refused");
    }

    @Test
    @Requirement("P-175")
    void aVoiceIsImitatedOnlyWithARecordedConsent() {
        var voice = elevenLabs(null);
        assertThat(VoicesOverHttp.json(voices.say(voice, "Ann"))
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("voice_unfinished");
        var sample = Films.tone("webm", 300, 8.0);
        for (var lacking : List.of(
                Map.of("speaker", "Dana Reed", "words", CONSENT),
                Map.of("speaker", "Dana Reed", "words", CONSENT, "agreed", "false"),
                Map.of("speaker", " ", "words", CONSENT, "agreed", "true"),
                Map.of("speaker", "Dana Reed", "words", "ok", "agreed", "true"))) {
            var answer = voices.imitate(voice, lacking, sample);
            assertThat(answer.status()).as("%s", lacking).isEqualTo(422);
            assertThat(answer.body().path("code").asString()).isEqualTo("consent_needed");
        }
        var agreed = Map.of("speaker", "Dana Reed", "words", CONSENT, "agreed", "true");
        assertThat(voices.imitate(voice, agreed, Films.tone("webm", 300, 2.0))
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("sample_too_short");
        assertThat(eleven.records("voices")).hasSize(2);

        var made = voices.imitate(voice, agreed, sample);

        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        assertThat(eleven.records("voices")).hasSize(3);
        assertThat(made.body().at("/consent/speaker").asString()).isEqualTo("Dana Reed");
        assertThat(made.body().at("/consent/words").asString()).isEqualTo(CONSENT);
        assertThat(made.body().at("/consent/agreedAt").asString()).isNotEmpty();
        assertThat(made.body().at("/consent/recordedBy").asString())
                .isEqualTo(acorn.user(Role.ADMIN).name());
        assertThat(audited("voice.cloned").path("words").asString()).isEqualTo(CONSENT);
        assertThat(voices.say(voice, "Ann").statusCode()).isEqualTo(200);

        // While the service is down nothing is deleted; then the imitation is, there as well as here.
        eleven.fails(Fault.status(503).on("DELETE", "voices"));
        assertThat(rest.call("DELETE", "/api/voices/" + voice, "").status()).isEqualTo(502);
        assertThat(rest.call("DELETE", "/api/voices/" + voice, "").status()).isEqualTo(204);
        assertThat(eleven.records("voices")).hasSize(2);
        assertThat(audited("voice.deleted").path("forgotten").asBoolean()).isTrue();
        // The consent outlives it: it was given, and used.
        assertThat(acorn.in(() -> db.sql("select words from media.voice_consent")
                        .query(String.class)
                        .list()))
                .containsExactly(CONSENT);
    }

    /** Each failure has its own words, and what only a person can end is said on the voice until it is over. */
    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key,     voice_key_refused, 422, true",
        "401, quota_exceeded,      voice_quota,       422, true",
        "404, voice_not_found,     voice_gone,        422, true",
        "429, rate_limit_exceeded, voice_busy,        502, false",
        "503, system_error,        voice_unavailable, 502, false"
    })
    void aServiceThatFailsIsSaidInWords(int status, String theirs, String ours, int answered, boolean lasting) {
        var voice = elevenLabs("SandboxVoiceAlto0001");
        eleven.fails(
                Fault.status(status).code(theirs).on("POST", "text-to-speech").times(-1));

        var answer = VoicesOverHttp.json(voices.say(voice, "Ann"));

        assertThat(answer.status()).isEqualTo(answered);
        assertThat(answer.body().path("code").asString()).isEqualTo(ours);
        assertThat(answer.body().path("detail").asString()).startsWith("ElevenLabs ");
        assertThat(rest.get("/api/voices/" + voice).at("/trouble/code").asString("none"))
                .isEqualTo(lasting ? ours : "none");
        eleven.faults().clear();
        assertThat(voices.say(voice, "Ann").statusCode()).isEqualTo(200);
        assertThat(rest.get("/api/voices/" + voice).path("trouble").isNull()).isTrue();
    }

    @Test
    void aServiceThatHangsBreaksOffOrSendsAPageIsNoSound() {
        var voice = openAi();
        for (var kind : List.of(Fault.Kind.HANG, Fault.Kind.RESET, Fault.Kind.TRUNCATE)) {
            openai.fails(Fault.next(kind).times(-1));
            var answer = VoicesOverHttp.json(voices.say(voice, "Ann"));
            assertThat(answer.status()).as(kind.name()).isEqualTo(502);
            assertThat(answer.body().path("code").asString())
                    .isEqualTo(kind == Fault.Kind.HANG ? "voice_timeout" : "voice_unreachable");
            openai.faults().clear();
        }
        openai.fails(Fault.next(Fault.Kind.HTML).times(-1));
        assertThat(VoicesOverHttp.json(voices.say(voice, "Ann"))
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("voice_unavailable");
    }

    @Test
    @Requirement("P-19")
    void aVideoWaitsForABusyServiceAndSaysWhyItCannotBeMade() {
        var voice = elevenLabs("SandboxVoiceAlto0001");
        var video = video();
        rest.call("PATCH", "/api/videos/" + video, "{\"voiceId\":\"" + voice + "\"}");
        eleven.fails(Fault.status(429).with("Retry-After", "4").on("POST", "text-to-speech"));
        var waiting = order(video, "ann", "Ann");
        VideosOverHttp.await(
                () -> rest.get(waiting),
                one -> one.at("/error/code").asString("").equals("voice_busy"));
        assertThat(rest.get(waiting).path("state").asString()).isEqualTo("queued");
        var ann = VideosOverHttp.await(
                () -> rest.get(waiting), one -> one.path("state").asString().equals("ready"));
        assertThat(ann.path("error").isNull()).isTrue();

        eleven.fails(Fault.status(401).code("quota_exceeded").on("POST", "text-to-speech"));
        var failing = order(video, "bob", "Bob");
        var bob = VideosOverHttp.await(
                () -> rest.get(failing), one -> one.path("state").asString().equals("failed"));
        assertThat(bob.at("/error/code").asString()).isEqualTo("voice_quota");
        assertThat(bob.at("/error/detail").asString()).contains("no credit left");
        rest.call("POST", failing + "/retry", "");
        VideosOverHttp.await(
                () -> rest.get(failing), one -> one.path("state").asString().equals("ready"));
    }

    @Test
    void whatIsNoRecordingOfANameIsRefused() {
        var dana = voices.add("{\"kind\":\"recorded\",\"name\":\"Dana\"}");
        assertRefused(
                voices.record(dana, "Ann", "no sound".getBytes(StandardCharsets.UTF_8)), 422, "recording_unreadable");
        assertRefused(voices.record(dana, "Ann", new byte[0]), 422, "recording_unreadable");
        assertRefused(voices.record(dana, "Ann", Films.tone("webm", 0, 1.0)), 422, "recording_silent");
        assertRefused(voices.record(dana, "Ann", Films.tone("webm", 700, 12.0)), 422, "recording_too_long");
        assertRefused(voices.record(dana, "Ann", new byte[3 * 1024 * 1024]), 413, "recording_too_large");
        assertRefused(voices.record(dana, " ", Films.tone("webm", 700, 0.8)), 400, "invalid_voice_name");
        assertThat(rest.get("/api/voices/" + dana + "/names").path("items")).isEmpty();
    }

    private static void assertRefused(VideosOverHttp.Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.body().path("code").asString())
                .isEqualTo(status + " " + code);
    }

    @Test
    void whatIsDeletedIsGoneWithItsBytes() {
        var dana = voices.add("{\"kind\":\"recorded\",\"name\":\"Dana\"}");
        var ann = voices.record(dana, "Ann", Films.tone("webm", 700, 0.8)).body();
        voices.record(dana, "Bob", Films.tone("webm", 900, 0.8));
        assertThat(voices.hear(ann.path("audio").asString()).statusCode()).isEqualTo(200);
        var files = keys(dana);
        assertThat(files).hasSize(2).allMatch(store::holds);

        assertThat(rest.call(
                                "DELETE",
                                "/api/voices/" + dana + "/names/"
                                        + ann.path("id").asString(),
                                "")
                        .status())
                .isEqualTo(204);
        assertThat(voices.hear(ann.path("audio").asString()).statusCode()).isEqualTo(404);
        assertThat(files).filteredOn(store::holds).hasSize(1);
        var video = video();
        rest.call("PATCH", "/api/videos/" + video, "{\"voiceId\":\"" + dana + "\"}");
        assertThat(rest.get("/api/voices/" + dana).path("videos").asInt()).isEqualTo(1);
        assertThat(rest.call("DELETE", "/api/voices/" + dana, "").status()).isEqualTo(204);
        assertThat(files).noneMatch(store::holds);
        assertThat(rest.get("/api/videos/" + video).path("voiceId").isNull()).isTrue();
    }

    private List<String> keys(String voice) {
        return acorn.in(() -> db.sql("select key from media.voice_name where voice_id = :voice")
                .param("voice", UUID.fromString(voice))
                .query(String.class)
                .list());
    }

    @Test
    @Requirement("D-23")
    void theKeyOfAServiceIsSealedAndNeverShown() {
        var voice = elevenLabs("SandboxVoiceAlto0001");
        var key = eleven.state().path("apiKey").asString();
        assertThat(rest.get("/api/voices/" + voice).toString()).doesNotContain(key);
        var sealed = sealedKey();
        assertThat(sealed).startsWith("rs1.").doesNotContain(key);
        // It follows when the organisation's secrets are sealed anew.
        var job =
                rest.call("POST", "/api/organization/rotate-secrets", "").body().path("jobId");
        VideosOverHttp.await(
                () -> rest.get("/api/jobs/" + job.asString()),
                one -> one.path("state").asString().equals("done"));
        assertThat(sealedKey()).isNotEqualTo(sealed);
        assertThat(voices.say(voice, "Ann").statusCode()).isEqualTo(200);
        refused(
                Http.post(
                        acorn.admin(),
                        "/api/voices",
                        "{\"kind\":\"elevenlabs\",\"name\":\"Wrong\",\"key\":\"sk_wrong\"}"),
                422,
                "voice_key_refused");
    }

    private String sealedKey() {
        return acorn.in(() ->
                db.sql("select api_key from media.voice").query(String.class).single());
    }

    @Test
    @Requirement("H-100")
    void whoMayUseVideosRecordsNamesAndWhoManagesIntegrationsConnectsServices() {
        var service = elevenLabs("SandboxVoiceAlto0001");
        var csm = acorn.client(Role.CSM);
        refused(
                Http.post(csm, "/api/voices", "{\"kind\":\"elevenlabs\",\"name\":\"Mine\",\"key\":\"sk\"}"),
                403,
                "missing_permission");
        refused(Http.patch(csm, "/api/voices/" + service, "{\"key\":\"sk\"}"), 403, "missing_permission");
        refused(Http.get(csm, "/api/voices/" + service + "/choices"), 403, "missing_permission");
        refused(Http.delete(csm, "/api/voices/" + service), 403, "missing_permission");
        var own = Http.json(Http.post(csm, "/api/voices", "{\"kind\":\"recorded\",\"name\":\"Sam\"}"), 201);
        assertThat(own.path("name").asString()).isEqualTo("Sam");
        assertThat(audited("voice.added").path("kind").asString()).isNotEmpty();
    }

    private JsonNode audited(String action) {
        return Http.json(Http.get(acorn.admin(), "/api/audit?action=" + action), 200)
                .at("/items/0/details");
    }

    private String elevenLabs(@Nullable String chosen) {
        return voices.add("{\"kind\":\"elevenlabs\",\"name\":\"Our voice\",\"key\":\""
                + eleven.state().path("apiKey").asString() + "\""
                + (chosen == null ? "" : ",\"serviceVoice\":\"" + chosen + "\"") + "}");
    }

    private String openAi() {
        return voices.add("{\"kind\":\"openai\",\"name\":\"Studio\",\"url\":\"" + openai.baseUrl() + "/v1\",\"key\":\""
                + openai.state().path("apiKey").asString()
                + "\",\"model\":\"tts-1\",\"serviceVoice\":\"alloy\"}");
    }

    private long speechRequests() {
        return eleven.requests().stream()
                .filter(request -> request.path().contains("text-to-speech"))
                .count();
    }

    private String video() {
        var video = rest.video(Films.of(6), SPOKEN);
        rest.awaitVideo(video, "ready");
        return video;
    }

    /** The address of the personal video. */
    private String order(String video, String id, String name) {
        var order = rest.call(
                "POST",
                "/api/videos/" + video + "/personal",
                "{\"people\":[{\"id\":\"" + id + "\",\"values\":{\"first_name\":\"" + name + "\"}}]}");
        assertThat(order.status()).as(order.toString()).isEqualTo(202);
        var one = rest.get("/api/videos/" + video + "/personal?orderId="
                + order.body().path("id").asString());
        return "/api/videos/" + video + "/personal/" + one.at("/items/0/id").asString();
    }

    private JsonNode personal(String video, String id, String name) {
        var address = order(video, id, name);
        return VideosOverHttp.await(
                () -> rest.get(address), one -> one.path("state").asString().equals("ready"));
    }

    /** How much of what is heard where the name belongs is of this frequency. */
    private double heard(JsonNode personal, int frequency) throws Exception {
        return Films.share(
                organizations.baseUrl() + personal.at("/playback/mp4").asString(), 1.1, 1.8, frequency);
    }
}
