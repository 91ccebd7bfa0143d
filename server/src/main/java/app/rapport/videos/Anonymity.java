package app.rapport.videos;

import app.rapport.platform.secrets.MasterKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be kept of where a viewer comes from. */
@Component
class Anonymity {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%[\\w.]+)?");
    private static final int KEPT_OF_V4 = 3;
    private static final int KEPT_OF_V6 = 6;
    private final SecretKeySpec key;

    Anonymity(MasterKey master) {
        this.key = new SecretKeySpec(master.derive("unnamed viewers of videos"), "HmacSHA256");
    }

    /** The network of an address: /24, or /48 of a long one. */
    static @Nullable String network(String address) {
        // Only ever a literal, so nothing is looked up.
        if (address.isEmpty() || !LITERAL.matcher(address).matches()) {
            return null;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            Arrays.fill(bytes, bytes.length == 4 ? KEPT_OF_V4 : KEPT_OF_V6, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Tells viewers without a link of their own apart, as far as network and browser do, and within one video only. */
    UUID viewer(UUID video, @Nullable String network, @Nullable String agent) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var hash = ByteBuffer.wrap(
                    mac.doFinal((video + " " + network + " " + agent).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
