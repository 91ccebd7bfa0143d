package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Test
    void agreesWithThePublishedVector() {
        var keys = new Signature.Keys(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), null);
        assertThat(keys.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void agreesWithTheLibraryOnFreshSecrets() throws Exception {
        for (var i = 0; i < 50; i++) {
            var secret = Signature.newSecret();
            assertThat(new Signature.Keys(List.of(secret), null).sign("evt", 1_700_000_000, BODY))
                    .isEqualTo(
                            new Webhook(secret).sign("evt", 1_700_000_000, new String(BODY, StandardCharsets.UTF_8)));
        }
    }

    @Test
    void signsWithEveryKeyThatCounts() throws Exception {
        var pair = Signature.KeyPair.fresh();
        var header = new Signature.Keys(List.of(Signature.newSecret(), Signature.newSecret()), pair.seed())
                .sign("evt", 7, BODY);
        assertThat(header.split(" ", -1)).hasSize(3);
        var x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(pair.publicKey()));
        assertThat(Ed25519.verifies(
                        x,
                        header.substring(header.indexOf("v1a,") + 4),
                        "evt.7." + new String(BODY, StandardCharsets.UTF_8)))
                .isTrue();
    }
}
