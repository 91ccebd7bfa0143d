package app.rapport.sandbox.oauth;

import app.rapport.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a token stands for into the token, sealed.
 *
 * <p>The sandbox keeps records but no tokens, and a demo that is started again must find its connections alive: so a later
 * run can read what an earlier one gave out.
 */
final class Seal {
    private static final int MAC_BYTES = 16;

    private final String provider;
    private final String accessPrefix;
    private final String refreshPrefix;

    /** @param access whether it opens the door itself, or only gets new tokens that do */
    record Content(String family, boolean access, Instant issued, Instant expires, List<String> scopes) {}

    Seal(String provider, String accessPrefix, String refreshPrefix) {
        this.provider = provider;
        this.accessPrefix = accessPrefix;
        this.refreshPrefix = refreshPrefix;
    }

    String token(Content content) {
        var json = Json.object()
                .put("f", content.family())
                .put("a", content.access())
                .put("i", content.issued().toEpochMilli())
                .put("x", content.expires().toEpochMilli())
                .put("s", String.join(" ", content.scopes()))
                .put("n", Tokens.random(12));
        var bytes = Json.bytes(json);
        var mac = mac(bytes);
        var whole = Arrays.copyOf(bytes, bytes.length + MAC_BYTES);
        System.arraycopy(mac, 0, whole, bytes.length, MAC_BYTES);
        return (content.access() ? accessPrefix : refreshPrefix)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    @Nullable
    Content open(String token) {
        var prefix = token.startsWith(accessPrefix) ? accessPrefix : refreshPrefix;
        if (!token.startsWith(prefix)) {
            return null;
        }
        try {
            var whole = Base64.getUrlDecoder().decode(token.substring(prefix.length()));
            if (whole.length <= MAC_BYTES) {
                return null;
            }
            var bytes = Arrays.copyOf(whole, whole.length - MAC_BYTES);
            var seal = Arrays.copyOfRange(whole, bytes.length, whole.length);
            var json = Json.parse(bytes);
            if (json == null || !MessageDigest.isEqual(seal, mac(bytes))) {
                return null;
            }
            return new Content(
                    Json.text(json, "f", ""),
                    json.path("a").asBoolean(false),
                    Instant.ofEpochMilli(json.path("i").asLong(0)),
                    Instant.ofEpochMilli(json.path("x").asLong(0)),
                    List.of(Json.text(json, "s", "").split(" ", -1)));
        } catch (IllegalArgumentException e) {
            return null; // not base64: somebody else's token
        }
    }

    private byte[] mac(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("sandbox " + provider).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(bytes), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
