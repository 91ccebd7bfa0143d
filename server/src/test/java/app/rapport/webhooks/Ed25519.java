package app.rapport.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** A receiver's check of an asymmetric signature, by the JDK alone. */
final class Ed25519 {
    private Ed25519() {}

    static boolean verifies(String key, String signature, String content) throws GeneralSecurityException {
        var prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        var raw = Base64.getUrlDecoder().decode(key);
        var encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        var check = java.security.Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        check.update(content.getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(signature));
    }
}
