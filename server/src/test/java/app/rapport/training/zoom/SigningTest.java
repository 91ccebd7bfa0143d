package app.rapport.training.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict;
import app.rapport.intake.IntakeHandler.Verdict.Answered;
import app.rapport.intake.IntakeHandler.Verdict.Genuine;
import app.rapport.intake.IntakeHandler.Verdict.Refused;
import app.rapport.training.zoom.ZoomSettings.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** What is signed for Zoom, and what Zoom signs. */
class SigningTest {
    private static final String SECRET = "contract-zoom-secret-token";

    /** Writes nothing down. */
    private static final class Unheard extends Pulse {
        Unheard() {
            super(JdbcClient.create(new DriverManagerDataSource()), Clock.systemUTC());
        }

        @Override
        void heard() {}

        @Override
        void validated() {}
    }

    private static Installation installation(String key, String secret, Duration lifetime) {
        return new Installation(
                new AccountSettings("account", "client", "client-secret", key, secret, SECRET),
                new ZoomSettings(false, Plan.PRO, 100, null, "6.2.0", null, lifetime, false, null),
                "");
    }

    private static SignedEvents events() {
        return new SignedEvents(installation("k", "s", Duration.ofHours(2)), new Unheard(), ZoomContract.JSON);
    }

    @Test
    @Requirement("Z-35")
    void aWindowsSignatureIsTheJwtZoomPublished() throws Exception {
        var vectors = ZoomContract.read("meeting-sdk-jwt-vectors.json");
        for (var vector : vectors.path("vectors")) {
            var claims = vector.path("claims");
            if (claims.has("video_webrtc_mode")) {
                continue; // we leave that to the window
            }
            var from = claims.path("iat").asLong();
            var signatures = new WindowSignatures(
                    installation(
                            vectors.path("sdk_key").asString(),
                            vectors.path("sdk_secret").asString(),
                            Duration.ofSeconds(claims.path("exp").asLong() - from)),
                    ZoomContract.JSON,
                    Clock.fixed(Instant.ofEpochSecond(from), ZoneOffset.UTC));
            var made = signatures.sign(
                    claims.path("mn").asString(), claims.path("role").asInt() == 1);
            assertThat(made.value()).isEqualTo(vector.path("jwt").asString());
            assertThat(made.expiresAt())
                    .isEqualTo(Instant.ofEpochSecond(claims.path("exp").asLong()));
        }
    }

    @Test
    @Requirement("Z-35")
    void aWindowsSignatureHasAllClaimsAndIsSignedWithTheSecret() throws Exception {
        var now = Instant.parse("2026-11-20T09:00:00Z");
        var made = new WindowSignatures(
                        installation("key", "secret", Duration.ofDays(2)),
                        ZoomContract.JSON,
                        Clock.fixed(now, ZoneOffset.UTC))
                .sign("83700000002", true);

        var parts = made.value().split("\\.", -1);
        var claims = ZoomContract.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("appKey").asString()).isEqualTo("key");
        assertThat(claims.path("sdkKey").asString()).isEqualTo("key");
        assertThat(claims.path("mn").asString()).isEqualTo("83700000002");
        assertThat(claims.path("role").isIntegralNumber()).isTrue();
        assertThat(claims.path("role").asInt()).isEqualTo(1);
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(172_800);
        assertThat(claims.path("tokenExp")).isEqualTo(claims.path("exp"));
        var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(Hmac.of("secret", signed));
        assertThatThrownBy(() -> new WindowSignatures(
                                installation("key", "secret", Duration.ofHours(1)), ZoomContract.JSON)
                        .sign("1\",\"role\":\"1", false))
                .isInstanceOf(ZoomFailed.class);
    }

    @Test
    @Requirement({"Z-51", "D-16"})
    void everyPublishedSampleIsGenuine() throws Exception {
        var vectors = ZoomContract.read("webhook-signature-vectors.json");
        for (var vector : vectors.path("vectors")) {
            var body = Files.readAllBytes(ZoomContract.folder()
                    .resolve("samples")
                    .resolve(vector.path("file").asString()));
            var verdict = events().verify(request(
                    body,
                    vector.path("timestamp").asString(),
                    vector.path("signature").asString(),
                    0));
            assertThat(verdict).as(vector.path("file").asString()).isNotInstanceOf(Refused.class);
        }
        var trap = vectors.path("raw_byte_trap");
        var raw = Base64.getDecoder().decode(trap.path("body_base64").asString());
        var timestamp = trap.path("timestamp").asString();
        assertThat(events().verify(
                                request(raw, timestamp, trap.path("signature").asString(), 0)))
                .isInstanceOf(Genuine.class);
        assertThat(events().verify(request(
                        raw,
                        timestamp,
                        trap.path("signature_if_reserialised_compact").asString(),
                        0)))
                .isInstanceOf(Refused.class);
    }

    private static Request request(byte[] body, String timestamp, String signature, long ageSeconds) {
        return new Request(
                "POST",
                "http://localhost/api/webhooks/zoom",
                Map.of("x-zm-request-timestamp", List.of(timestamp), "x-zm-signature", List.of(signature)),
                body,
                Instant.ofEpochSecond(Long.parseLong(timestamp)).plusSeconds(ageSeconds));
    }

    private static String signature(String secret, String timestamp, byte[] body) {
        return "v0="
                + HexFormat.of()
                        .formatHex(Hmac.of(secret, ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8), body));
    }

    private static String code(Verdict verdict) {
        return verdict instanceof Refused(var code, var sentence) ? code : "";
    }

    @Test
    @Requirement({"Z-51", "D-16"})
    void whatIsUnsignedForgedChangedOrFiveMinutesOldIsRefused() {
        var body = "{\"event\":\"meeting.started\"}".getBytes(StandardCharsets.UTF_8);
        var stamp = "1763629200";
        var good = signature(SECRET, stamp, body);

        assertThat(events().verify(request(body, stamp, good, 0))).isInstanceOf(Genuine.class);
        assertThat(events().verify(request(body, stamp, good, 299))).isInstanceOf(Genuine.class);
        assertThat(code(events().verify(request(body, stamp, good, 300)))).isEqualTo("stale");
        assertThat(code(events().verify(request(body, stamp, good, -300)))).isEqualTo("stale");
        assertThat(code(events().verify(request(body, stamp, signature("other", stamp, body), 0))))
                .isEqualTo("wrong_signature");
        assertThat(code(events().verify(request(new byte[] {'{', '}'}, stamp, good, 0))))
                .isEqualTo("wrong_signature");
        assertThat(code(events().verify(new Request("POST", "http://localhost", Map.of(), body, Instant.EPOCH))))
                .isEqualTo("not_signed");
        assertThat(code(events().verify(new Request(
                        "POST",
                        "http://localhost",
                        Map.of(
                                "x-zm-signature",
                                List.of(good),
                                "x-zm-request-timestamp",
                                List.of("99999999999999999999")),
                        body,
                        Instant.EPOCH))))
                .isEqualTo("not_signed");
    }

    @Test
    @Requirement({"Z-50", "D-16"})
    void theChallengeIsAnsweredWhenItIsSigned() throws Exception {
        var wanted = ZoomContract.read("webhook-signature-vectors.json").path("url_validation");
        var body = Files.readAllBytes(ZoomContract.folder().resolve("samples/endpoint.url_validation.json"));
        var stamp = "1763629200";

        var verdict = events().verify(request(body, stamp, signature(SECRET, stamp, body), 0));

        assertThat(verdict).isInstanceOf(Answered.class);
        JsonNode answer = ZoomContract.JSON.readTree(((Answered) verdict).json());
        assertThat(answer.path("plainToken")).isEqualTo(wanted.path("plainToken"));
        assertThat(answer.path("encryptedToken")).isEqualTo(wanted.path("encryptedToken"));
        // Answered unsigned, it would sign whatever a stranger likes.
        assertThat(events().verify(request(body, stamp, "v0=00", 0))).isInstanceOf(Refused.class);
    }

    @Test
    void readsEverySampleWhateverItsAge() throws Exception {
        try (var samples = Files.newDirectoryStream(ZoomContract.folder().resolve("samples"), "*meeting*.json")) {
            for (var sample : samples) {
                var event = events().read(Files.readAllBytes(sample)).orElseThrow();
                assertThat(event.name()).as(sample.toString()).startsWith("meeting.");
                assertThat(event.meetingId()).as(sample.toString()).matches("[0-9]+");
                // One sample of 2019 says no time at all.
                assertThat(event.at().equals(Instant.EPOCH))
                        .as(sample.toString())
                        .isEqualTo(sample.endsWith("beats.meeting.participant_jbh_joined.json"));
            }
        }
    }

    @Test
    void readsWhoJoinedAndByWhichConnection() throws Exception {
        var event = events().read(Files.readAllBytes(ZoomContract.folder()
                        .resolve("samples/constructed.meeting.participant_joined.customer_key.json")))
                .orElseThrow();
        var person = Objects.requireNonNull(event.participant());
        assertThat(person.connection()).isEqualTo("16779264");
        assertThat(person.customerKey()).isEqualTo("rpt_8f1c2d3e4a5b6c7d8e9f0a1b2c3d4e");
        assertThat(person.zoomUserId()).isNull();
        assertThat(person.at()).isEqualTo(Instant.parse("2026-11-20T09:00:06Z"));
        assertThat(event.meetingUuid()).isEqualTo("RXhhbXBsZVV1aWQwMDAwMg==");
        assertThat(events().ours(event)).isFalse();

        var guest = events().read(Files.readAllBytes(
                        ZoomContract.folder().resolve("samples/seq-2025-4.meeting.participant_joined.json")))
                .orElseThrow();
        assertThat(Objects.requireNonNull(guest.participant()).email()).isNull();
    }

    @Test
    void takesANumberBeyondWhatAScriptCountsAsANumberOrAsText() {
        for (var id : List.of("9007199254740993", "\"9007199254740993\"", "\"900 7199 254740993\"")) {
            var event = events().read(("{\"event\":\"meeting.started\",\"payload\":{\"object\":{\"id\":" + id + "}}}")
                            .getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(event.meetingId()).isEqualTo("9007199254740993");
        }
        for (var nonsense : List.of("", "[]", "null", "{", "{\"event\":1}", "{\"a\":".repeat(5_000))) {
            assertThat(events().read(nonsense.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
        var odd = events().read(
                        "{\"event\":\"user.updated\",\"event_ts\":\"x\",\"payload\":{\"object\":{\"id\":1e9,\"participant\":7}}}"
                                .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(odd.meetingId()).isNull();
        assertThat(odd.participant()).isNull();
    }
}
