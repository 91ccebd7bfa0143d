package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.oauth.Consent;
import app.rapport.sandbox.oauth.Exchange;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** {@code /oauth/…} */
final class HubspotLogin {
    private final Keys keys;

    HubspotLogin(Keys keys) {
        this.keys = keys;
    }

    Reply answer(Call call, List<String> path) {
        return switch (String.join("/", path)) {
            case "oauth/authorize" ->
                new Consent(keys.grants(), "HubSpot", "Acorn Works (ada@acorn.example)", false).answer(call);
            case "oauth/2026-09/token" -> token(call);
            case "oauth/2026-09/token/introspect" -> introspect(call);
            case "oauth/2026-09/token/revoke" -> revoke(call);
            default -> {
                if (path.size() > 1 && path.get(1).startsWith("v")) {
                    call.problem("the dated paths replace /oauth/" + path.get(1));
                }
                throw Refused.notFound();
            }
        };
    }

    private static boolean form(Call call) {
        return call.method().equals("POST") && call.hasType("application/x-www-form-urlencoded");
    }

    private Reply token(Call call) {
        if (!form(call)) {
            call.problem("the token endpoint takes a form by POST");
            throw Refused.invalid("The token endpoint takes its parameters as a form body");
        }
        if (!call.query().isEmpty()) {
            call.problem("parameters of the token endpoint belong into the body");
        }
        var given = call.form();
        var exchange = switch (given.getOrDefault("grant_type", "")) {
            case "authorization_code" -> keys.grants().redeem(given);
            case "refresh_token" -> keys.grants().refresh(given);
            default -> throw Refused.invalid("missing or unknown grant type");
        };
        return switch (exchange) {
            case Exchange.Issued(var access, var refresh, var scopes) -> {
                var json = Json.object()
                        .put("token_type", "bearer")
                        .put("token_use", "access_token")
                        .put("access_token", access)
                        .put("refresh_token", refresh == null ? given.get("refresh_token") : refresh)
                        .put("expires_in", Keys.ACCESS_LIFE.toSeconds())
                        .put("hub_id", Portal.ID)
                        .put("user_id", 71_000_003);
                var names = json.putArray("scopes");
                scopes.forEach(names::add);
                yield Reply.json(200, json);
            }
            case Exchange.Denied(var reason) -> {
                if (reason != Exchange.Reason.DEAD_REFRESH_TOKEN) {
                    call.problem("token refused: " + reason);
                }
                yield denied(reason);
            }
        };
    }

    private static Reply denied(Exchange.Reason reason) {
        return switch (reason) {
            case UNKNOWN_CLIENT, WRONG_SECRET ->
                error(401, "BAD_CLIENT_ID", "invalid_client", "missing or invalid client id or secret");
            case UNKNOWN_CODE, EXPIRED_CODE ->
                error(400, "BAD_AUTH_CODE", "invalid_grant", "missing or unknown auth code");
            case OTHER_REDIRECT -> error(400, "BAD_REDIRECT_URI", "invalid_grant", "missing or invalid redirect URI");
            case WRONG_VERIFIER -> error(400, "BAD_CODE_VERIFIER", "invalid_grant", "invalid code verifier");
            case DEAD_REFRESH_TOKEN ->
                error(400, "BAD_REFRESH_TOKEN", "invalid_grant", "missing or invalid refresh token");
        };
    }

    private static Reply error(int status, String category, String error, String message) {
        return Reply.json(
                status,
                Json.object()
                        .put("status", category)
                        .put("category", category)
                        .put("error", error)
                        .put("error_description", message)
                        .put("message", message)
                        .put("correlationId", UUID.randomUUID().toString()));
    }

    private Reply introspect(Call call) {
        if (!form(call)) {
            throw Refused.invalid("The endpoint takes its parameters as a form body");
        }
        var given = call.form();
        var token = given.getOrDefault("token", "");
        if ("refresh_token".equals(given.get("token_type_hint"))) {
            return Reply.json(
                    200, account(keys.grants().aliveRefreshToken(token)).put("token_use", "refresh_token"));
        }
        var standing = keys.grants().standing(token);
        var json = account(standing.good()).put("token_use", "access_token");
        if (standing.good()) {
            var names = json.putArray("scopes");
            standing.scopes().forEach(names::add);
        }
        return Reply.json(200, json);
    }

    private static ObjectNode account(boolean active) {
        var json = Json.object().put("active", active);
        return active ? json.put("hub_id", Portal.ID).put("user_id", 71_000_003) : json;
    }

    private Reply revoke(Call call) {
        if (!form(call)) {
            throw Refused.invalid("The endpoint takes its parameters as a form body");
        }
        keys.grants().revoke(call.form().getOrDefault("token", ""));
        return Reply.empty(200);
    }
}
