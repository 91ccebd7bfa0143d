package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Json;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks at the signature a meeting window comes with, as Zoom's own would. */
final class Pass {
    private static final long SHORTEST = 1_800;
    private static final long LONGEST = 172_800;
    private static final long SKEW = 60;

    private final Clock clock;
    private final App app;

    Pass(Clock clock, App app) {
        this.clock = clock;
        this.app = app;
    }

    /** Whether it is the host's; what is wrong with it is thrown. */
    boolean host(String signature, String meetingNumber) {
        var parts = signature.split("\\.", -1);
        if (parts.length != 3 || !signed(parts)) {
            throw invalid();
        }
        var head = decoded(parts[0]);
        var claims = decoded(parts[1]);
        if (head == null
                || claims == null
                || !Json.text(head, "alg", "").equals("HS256")
                || !Json.text(claims, "mn", "").equals(meetingNumber)) {
            throw invalid();
        }
        if (!Json.text(claims, "appKey", "").equals(app.sdkKey())
                || !Json.text(claims, "sdkKey", app.sdkKey()).equals(app.sdkKey())) {
            throw new Refused(403, 3704, "The SDK key is wrong.");
        }
        var from = claims.path("iat").asLong(0);
        var until = claims.path("exp").asLong(0);
        var now = clock.instant().getEpochSecond();
        if (until - from < SHORTEST
                || until - from > LONGEST
                || from > now + SKEW
                || claims.path("tokenExp").asLong(until) < until) {
            throw invalid();
        }
        if (until <= now) {
            throw new Refused(403, 3705, "The signature has expired.");
        }
        var role = claims.path("role");
        if (!role.isIntegralNumber() || role.asInt(-1) < 0 || role.asInt(-1) > 1) {
            throw new Refused(403, 3708, "The role is wrong.");
        }
        return role.asInt() == 1;
    }

    private boolean signed(String[] parts) {
        var expected = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Signing.hmac(app.sdkSecret(), Signing.bytes(parts[0] + "." + parts[1])));
        return expected.equals(parts[2]);
    }

    private static Refused invalid() {
        return new Refused(403, 3712, "The signature is invalid.");
    }

    private static @Nullable JsonNode decoded(String part) {
        try {
            return Json.parse(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
