package app.rapport.sandbox.oauth;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.oauth.Exchange.Denied;
import app.rapport.sandbox.oauth.Exchange.Issued;
import app.rapport.sandbox.oauth.Exchange.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The grants of one provider's one app. */
public final class AuthorizationServer {
    /** The one app all simulated providers know. */
    public static final String CLIENT_ID = "rapport-sandbox";

    public static final String CLIENT_SECRET = "rapport-sandbox-secret";

    private static final Duration CODE_LIFE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Duration accessLife;
    private final Seal seal;
    private final Instant born;

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    private final Map<String, Refresh> refreshTokens = new HashMap<>();
    private final Map<String, Family> adopted = new HashMap<>();
    private boolean rotation;
    private long codesIssued;
    private long tokensIssued;
    private long refreshes;
    private long refreshesRefused;
    private long reused;

    /** All tokens of one consent; they die together. */
    private static final class Family {
        final String id = Tokens.random(16);
        final List<String> scopes;
        boolean revoked;

        Family(List<String> scopes) {
            this.scopes = scopes;
        }
    }

    private static final class Code {
        final String redirect;
        final @Nullable String challenge;
        final Instant expires;
        final Family family;
        boolean used;

        Code(String redirect, @Nullable String challenge, Instant expires, Family family) {
            this.redirect = redirect;
            this.challenge = challenge;
            this.expires = expires;
            this.family = family;
        }
    }

    private static final class Refresh {
        final Family family;
        boolean used;

        Refresh(Family family) {
            this.family = family;
        }
    }

    private record Access(Family family, Instant expires) {}

    /** Whether a token opens the door, and to what. */
    public record Standing(boolean known, boolean expired, List<String> scopes) {
        public boolean good() {
            return known && !expired;
        }
    }

    public AuthorizationServer(
            Clock clock, String provider, Duration accessLife, String accessPrefix, String refreshPrefix) {
        this.clock = clock;
        this.accessLife = accessLife;
        this.seal = new Seal(provider, accessPrefix, refreshPrefix);
        this.born = clock.instant();
    }

    /** The consent was given: the code that goes back with the browser. */
    public synchronized String consent(String redirect, @Nullable String challenge, List<String> scopes) {
        var code = "aPrx" + Tokens.random(48);
        codes.put(code, new Code(redirect, challenge, clock.instant().plus(CODE_LIFE), new Family(scopes)));
        codesIssued++;
        return code;
    }

    public synchronized Exchange redeem(Map<String, String> form) {
        var refused = client(form);
        if (refused != null) {
            return refused;
        }
        var code = codes.get(form.getOrDefault("code", ""));
        if (code == null) {
            return new Denied(Reason.UNKNOWN_CODE);
        }
        if (code.used) {
            code.family.revoked = true; // a code seen twice was stolen
            return new Denied(Reason.EXPIRED_CODE);
        }
        if (clock.instant().isAfter(code.expires)) {
            return new Denied(Reason.EXPIRED_CODE);
        }
        if (!code.redirect.equals(form.get("redirect_uri"))) {
            return new Denied(Reason.OTHER_REDIRECT);
        }
        if (code.challenge != null && !code.challenge.equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return new Denied(Reason.WRONG_VERIFIER);
        }
        code.used = true;
        return issue(code.family, true);
    }

    public synchronized Exchange refresh(Map<String, String> form) {
        var refused = client(form);
        if (refused != null) {
            refreshesRefused++;
            return refused;
        }
        adopt(form.getOrDefault("refresh_token", ""));
        var token = refreshTokens.get(form.getOrDefault("refresh_token", ""));
        if (token == null || token.family.revoked) {
            refreshesRefused++;
            return new Denied(Reason.DEAD_REFRESH_TOKEN);
        }
        if (token.used) {
            token.family.revoked = true; // single use: whoever comes second ends it for both
            reused++;
            refreshesRefused++;
            return new Denied(Reason.DEAD_REFRESH_TOKEN);
        }
        token.used = rotation;
        refreshes++;
        return issue(token.family, rotation);
    }

    /** A grant without a consent page, for tests. */
    public synchronized Issued grant(List<String> scopes) {
        return issue(new Family(scopes), true);
    }

    private Issued issue(Family family, boolean withRefreshToken) {
        var now = clock.instant();
        var expires = now.plus(accessLife);
        var access = seal.token(new Seal.Content(family.id, true, now, expires, family.scopes));
        accessTokens.put(access, new Access(family, expires));
        tokensIssued++;
        String refresh = null;
        if (withRefreshToken) {
            refresh = seal.token(new Seal.Content(family.id, false, now, expires, family.scopes));
            refreshTokens.put(refresh, new Refresh(family));
        }
        return new Issued(access, refresh, family.scopes);
    }

    /** Lets in what an earlier run of the sandbox gave out; what this one gave out it remembers anyway. */
    private void adopt(String token) {
        if (accessTokens.containsKey(token) || refreshTokens.containsKey(token)) {
            return;
        }
        var content = seal.open(token);
        if (content == null || !content.issued().isBefore(born)) {
            return;
        }
        var family = adopted.computeIfAbsent(content.family(), _ -> new Family(content.scopes()));
        if (content.access()) {
            accessTokens.put(token, new Access(family, content.expires()));
        } else {
            refreshTokens.put(token, new Refresh(family));
        }
    }

    private static @Nullable Denied client(Map<String, String> form) {
        if (!CLIENT_ID.equals(form.get("client_id"))) {
            return new Denied(Reason.UNKNOWN_CLIENT);
        }
        return CLIENT_SECRET.equals(form.get("client_secret")) ? null : new Denied(Reason.WRONG_SECRET);
    }

    public synchronized Standing standing(String accessToken) {
        adopt(accessToken);
        var access = accessTokens.get(accessToken);
        if (access == null || access.family().revoked) {
            return new Standing(false, false, List.of());
        }
        return new Standing(true, !clock.instant().isBefore(access.expires()), access.family().scopes);
    }

    public synchronized boolean aliveRefreshToken(String token) {
        adopt(token);
        var refresh = refreshTokens.get(token);
        return refresh != null && !refresh.used && !refresh.family.revoked;
    }

    /** Revoking a refresh token ends its access tokens too; an access token ends alone. */
    public synchronized boolean revoke(String token) {
        adopt(token);
        var refresh = refreshTokens.get(token);
        if (refresh != null) {
            refresh.family.revoked = true;
            return true;
        }
        var access = accessTokens.get(token);
        if (access == null) {
            return false;
        }
        var dead = new Family(List.of());
        dead.revoked = true;
        accessTokens.put(token, new Access(dead, access.expires()));
        return true;
    }

    /** Ends everything that came out of the consent this access token came from. */
    public synchronized boolean revokeFamilyOf(String accessToken) {
        var access = accessTokens.get(accessToken);
        if (access == null) {
            return false;
        }
        access.family().revoked = true;
        return true;
    }

    public synchronized void expireAccessTokens() {
        accessTokens.replaceAll((_, access) -> new Access(access.family(), clock.instant()));
    }

    public synchronized void revokeAll() {
        adopted.values().forEach(family -> family.revoked = true);
        codes.values().forEach(code -> code.family.revoked = true);
        accessTokens.values().forEach(access -> access.family().revoked = true);
        refreshTokens.values().forEach(refresh -> refresh.family.revoked = true);
    }

    /** With rotation each refresh answers a new refresh token and the old one may not be used again. */
    public synchronized void rotate(boolean on) {
        rotation = on;
    }

    public synchronized ObjectNode state() {
        var now = clock.instant();
        var alive = accessTokens.values().stream()
                .filter(access -> !access.family().revoked && now.isBefore(access.expires()))
                .count();
        return Json.object()
                .put("codesIssued", codesIssued)
                .put("tokensIssued", tokensIssued)
                .put("accessTokensAlive", alive)
                .put("refreshes", refreshes)
                .put("refreshesRefused", refreshesRefused)
                .put("refreshTokensReused", reused)
                .put("refreshTokenRotation", rotation);
    }

    /** Settings and counters go; a consent somebody gave is no test data and stays. */
    public synchronized void reset() {
        rotation = false;
        codesIssued = 0;
        tokensIssued = 0;
        refreshes = 0;
        refreshesRefused = 0;
        reused = 0;
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
