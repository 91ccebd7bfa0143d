package app.rapport.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureV3Test {
    private static final String SECRET = "rapport-test-client-secret";
    private static final String URL = "https://rapport.example/webhooks/hubspot";
    private static final String EVENT =
            "[{\"eventId\":3816279340,\"subscriptionId\":25,\"portalId\":33,\"appId\":1160452,\"occurredAt\":1760000000000,\"subscriptionType\":\"deal.propertyChange\",\"attemptNumber\":0,\"objectId\":1246965,\"propertyName\":\"dealstage\",\"propertyValue\":\"closedwon\",\"changeSource\":\"CRM_UI\"}]";
    private final SignatureV3 signature = new SignatureV3(SECRET);

    @Test
    void agreesWithRecordedSignatures() {
        assertThat(signature.sign("POST", URL, bytes(EVENT), "1760000000000"))
                .isEqualTo("F/4X/OfrCGnbARausj+jHk8vnpiB2GCG/gmFmCIt3OI=");
        assertThat(signature.sign("POST", URL + "?org=acme", bytes(EVENT), "1760000000000"))
                .isEqualTo("A98TkkwU2UOk7hhMycjumpldcf+qv3cpSOqlzyL6R20=");
        assertThat(signature.sign("POST", URL, bytes("[]"), "1760000001234"))
                .isEqualTo("nYQoaRS5CSbkgPGqR9ciZEOLh04mixuPThiZxRXZalE=");
    }

    @Test
    void decodesTwelveEscapesAndNoOther() {
        assertThat(SignatureV3.unescaped("https://a/%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%20%25%3a"))
                .isEqualTo("https://a/:/?@!$'()*,;%20%25%3a");
    }

    @ParameterizedTest
    @CsvSource({
        "-300000, true",
        "-300001, false",
        "0, true",
        "60000, true",
        "60001, false",
    })
    void believesATimestampOnlyNearItsTime(long offset, boolean genuine) {
        var now = Instant.ofEpochMilli(1_760_000_000_000L);
        var stamp = String.valueOf(now.toEpochMilli() + offset);

        var verdict = signature.check(request(now, stamp, signature.sign("POST", URL, bytes("[]"), stamp)));

        assertThat(verdict instanceof Verdict.Genuine).isEqualTo(genuine);
    }

    @Test
    void refusesWhatIsNotSignedThisWay() {
        var now = Instant.ofEpochMilli(1_760_000_000_000L);
        var stamp = "1760000000000";
        var right = signature.sign("POST", URL, bytes("[]"), stamp);

        assertThat(signature.check(request(now, stamp, right))).isInstanceOf(Verdict.Genuine.class);
        assertThat(signature.check(request(now, stamp, right.replace('=', 'A'))))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(signature.check(request(now, "soon", right))).isInstanceOf(Verdict.Refused.class);
        assertThat(signature.check(
                        new Request("POST", URL, Map.of("x-hubspot-signature", List.of(right)), bytes("[]"), now)))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(signature.check(new Request(
                        "POST",
                        URL + "?more",
                        Map.of("x-hubspot-request-timestamp", List.of(stamp), "x-hubspot-signature-v3", List.of(right)),
                        bytes("[]"),
                        now)))
                .isInstanceOf(Verdict.Refused.class);
    }

    private static Request request(Instant now, String stamp, String signed) {
        return new Request(
                "POST",
                URL,
                Map.of("x-hubspot-request-timestamp", List.of(stamp), "x-hubspot-signature-v3", List.of(signed)),
                bytes("[]"),
                now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
