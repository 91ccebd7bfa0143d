package app.rapport.videos;

import app.rapport.platform.RapportSettings;
import app.rapport.platform.secrets.MasterKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Remembers in the visitor's browser that they knew a share's password: a signed cookie, void when the password changes. */
@Component
class Unlocking {
    private static final Duration LASTS = Duration.ofHours(12);
    private final SecretKeySpec key;
    private final boolean secure;
    private final Clock clock;

    Unlocking(MasterKey master, RapportSettings settings, Clock clock) {
        this.key = new SecretKeySpec(master.derive("unlocked video shares"), "HmacSHA256");
        this.secure = "https".equalsIgnoreCase(settings.appUrl().getScheme());
        this.clock = clock;
    }

    /** Whether the share asks nothing of this visitor. */
    boolean open(Share share, HttpServletRequest request) {
        if (share.passwordHash() == null) {
            return true;
        }
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(name(share)) && genuine(share, cookie.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Also for players in other sites' pages, where TLS is in front; kept apart for each of those sites. */
    String cookie(Share share) {
        var until = clock.instant().plus(LASTS).getEpochSecond();
        return ResponseCookie.from(name(share), until + "." + signature(share, until))
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(secure ? "None" : "Lax")
                .partitioned(secure)
                .maxAge(LASTS)
                .build()
                .toString();
    }

    private boolean genuine(Share share, String value) {
        var dot = value.indexOf('.');
        if (dot < 1 || dot > 12 || !value.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        var until = Long.parseLong(value.substring(0, dot));
        return Instant.ofEpochSecond(until).isAfter(clock.instant())
                && MessageDigest.isEqual(
                        signature(share, until).getBytes(StandardCharsets.UTF_8),
                        value.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    }

    private String signature(Share share, long until) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var text = share.id() + " " + until + " " + share.passwordHash();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Share share) {
        return "rapport_share_" + share.id();
    }
}
