package app.rapport.platform.secrets;

import app.rapport.platform.PrivateFile;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The one secret an operator must keep: it wraps the data keys, and everything else that must be secret derives from it. */
@Component
public class MasterKey {
    private static final int BYTES = 32;
    private final byte[] key;

    MasterKey(RapportSettings settings) {
        var given = settings.masterKey();
        this.key = given != null && !given.isBlank()
                ? decode(given)
                : kept(settings.data().resolve("master.key"));
    }

    byte[] bytes() {
        return key.clone();
    }

    /** A secret for one purpose, the same on every node that holds this key. */
    public byte[] derive(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below, without the value
        }
        throw new IllegalStateException(
                "RAPPORT_MASTER_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32");
    }

    private static byte[] kept(Path file) {
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                PrivateFile.write(file, Base64.getEncoder().encodeToString(fresh) + "\n");
            }
            return decode(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The master key could not be read from or written to " + file, e);
        }
    }
}
