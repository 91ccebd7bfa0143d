package app.rapport.training.zoom;

import app.rapport.training.zoom.ZoomFailed.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The Meeting SDK's JWT: {@code appKey} is what today's windows read, {@code sdkKey} what older ones did. */
@Component
class WindowSignatures implements ZoomSignatures {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD =
            URL.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final Installation installation;
    private final JsonMapper json;
    private final Clock world;

    /** The world's time, also where a demo has moved ours: Zoom judges by the world's. */
    @Autowired
    WindowSignatures(Installation installation, JsonMapper json) {
        this(installation, json, Clock.systemUTC());
    }

    WindowSignatures(Installation installation, JsonMapper json, Clock world) {
        this.installation = installation;
        this.json = json;
        this.world = world;
    }

    @Override
    public Signature sign(String meetingNumber, boolean host) throws ZoomFailed {
        if (!installation.configured()) {
            throw ZoomFailed.notConfigured();
        }
        if (!meetingNumber.matches("[0-9]{1,20}")) {
            throw new ZoomFailed(Reason.REFUSED, "A meeting's number has digits only.", null, null);
        }
        var key = Objects.requireNonNull(installation.account().sdkKey());
        var secret = Objects.requireNonNull(installation.account().sdkSecret());
        var from = world.instant().getEpochSecond();
        var until = from + installation.settings().signatureLifetime().toSeconds();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("appKey", key);
        claims.put("sdkKey", key);
        claims.put("mn", meetingNumber);
        claims.put("role", host ? 1 : 0);
        claims.put("iat", from);
        claims.put("exp", until);
        claims.put("tokenExp", until);
        var words = HEAD + "." + URL.encodeToString(json.writeValueAsBytes(claims));
        var signature = URL.encodeToString(Hmac.of(secret, words.getBytes(StandardCharsets.UTF_8)));
        return new Signature(words + "." + signature, Instant.ofEpochSecond(until), key);
    }
}
