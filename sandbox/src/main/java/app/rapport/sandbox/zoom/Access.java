package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of the server-to-server app. */
final class Access {
    private final Clock clock;
    private final App app;
    private final Map<String, Instant> tokens = new HashMap<>();
    private long lifetime = 3_600;
    private long issued;
    private boolean deactivated;

    Access(Clock clock, App app) {
        this.clock = clock;
        this.app = app;
    }

    Reply token(Call call) {
        var form = call.form();
        var grant = form.getOrDefault("grant_type", call.parameter("grant_type", ""));
        var account = form.getOrDefault("account_id", call.parameter("account_id", ""));
        if (!grant.equals("account_credentials")) {
            call.problem("grant_type must be account_credentials");
            return refuse(400, "unsupported_grant_type", "unsupported grant type");
        }
        if (deactivated) {
            return refuse(400, "invalid_client", "The app has been disabled");
        }
        if (!credentials().equals(call.header("Authorization"))) {
            return refuse(400, "invalid_client", "Invalid client_id or client_secret");
        }
        if (!account.equals(app.accountId())) {
            return refuse(400, "invalid_request", "Bad request");
        }
        var token = "eyJ.sandbox-" + UUID.randomUUID();
        tokens.put(token, clock.instant().plusSeconds(lifetime));
        issued++;
        return Reply.json(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", lifetime)
                        .put("scope", "meeting:write:meeting:admin user:write:user:admin")
                        .put("api_url", "https://api.zoom.us"));
    }

    private String credentials() {
        var pair = app.clientId() + ":" + app.clientSecret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply refuse(int status, String error, String reason) {
        return Reply.json(status, Json.object().put("reason", reason).put("error", error));
    }

    void check(Call call) {
        var token = call.bearer();
        var until = token == null ? null : tokens.get(token);
        if (until == null) {
            throw new Refused(401, 124, "Invalid access token.");
        }
        if (!until.isAfter(clock.instant())) {
            throw new Refused(401, 124, "Access token is expired.");
        }
    }

    void expire() {
        tokens.replaceAll((token, until) -> Instant.EPOCH);
    }

    void deactivate() {
        tokens.clear();
        deactivated = true;
    }

    void set(Given wanted) {
        lifetime = wanted.number("tokenSeconds", lifetime);
    }

    /** Who was let in stays in. */
    void reset() {
        lifetime = 3_600;
        issued = 0;
        deactivated = false;
    }

    ObjectNode state() {
        return Json.object()
                .put("accountId", app.accountId())
                .put("clientId", app.clientId())
                .put("clientSecret", app.clientSecret())
                .put("sdkKey", app.sdkKey())
                .put("sdkSecret", app.sdkSecret())
                .put("webhookSecret", app.webhookSecret())
                .put("tokenSeconds", lifetime)
                .put("tokensIssued", issued)
                .put("deactivated", deactivated);
    }
}
