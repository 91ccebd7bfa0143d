package app.rapport.sandbox.hubspot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HubSpot's third way of signing: base64 of HMAC-SHA256 over method, address, body and timestamp. */
public final class SignatureV3 {
    private static final List<String> ESCAPES = List.of(
            "%3A",
            ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$", "%27", "'", "%28", "(", "%29", ")", "%2A",
            "*", "%2C", ",", "%3B", ";");

    private SignatureV3() {}

    public static String sign(String secret, String method, String uri, byte[] body, String timestamp) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((method + unescaped(uri)).getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some escapes are undone before signing, others are not. */
    private static String unescaped(String uri) {
        var text = uri;
        for (var i = 0; i < ESCAPES.size(); i += 2) {
            text = text.replace(ESCAPES.get(i), ESCAPES.get(i + 1));
        }
        return text;
    }
}
