package app.rapport.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs as Standard Webhooks describe: over {@code id.timestamp.body}, with every key that counts at the moment. */
final class Signature {
    private static final String SECRET = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signature() {}

    /** A new shared secret, as its endpoint gets to see it. */
    static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return SECRET + Base64.getEncoder().encodeToString(bytes);
    }

    /** A key pair: both parts base64, the private one to be sealed. */
    record KeyPair(String seed, String publicKey) {
        static KeyPair fresh() {
            try {
                var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
                var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
                var encoded = pair.getPublic().getEncoded();
                var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                return new KeyPair(
                        Base64.getEncoder().encodeToString(seed),
                        Base64.getEncoder().encodeToString(raw));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param seed of the Ed25519 key, or null for none */
    record Keys(List<String> secrets, @Nullable String seed) {
        /** The value of the header {@code webhook-signature}. */
        String sign(String id, long timestamp, byte[] body) {
            var signatures = new ArrayList<String>();
            var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
            for (var secret : secrets) {
                signatures.add("v1," + base64(hmac(secret, head, body)));
            }
            if (seed != null) {
                signatures.add("v1a," + base64(ed25519(seed, head, body)));
            }
            return String.join(" ", signatures);
        }

        @Override
        public String toString() {
            return "Keys[" + secrets.size() + "]";
        }
    }

    private static byte[] hmac(String secret, byte[] head, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET.length())), HMAC));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ed25519(String seed, byte[] head, byte[] body) {
        try {
            var key = KeyFactory.getInstance(ED25519)
                    .generatePrivate(new EdECPrivateKeySpec(
                            NamedParameterSpec.ED25519, Base64.getDecoder().decode(seed)));
            var signing = java.security.Signature.getInstance(ED25519);
            signing.initSign(key);
            signing.update(head);
            signing.update(body);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
