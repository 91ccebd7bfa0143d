package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.oauth.AuthorizationServer;
import app.rapport.sandbox.oauth.Consent;
import app.rapport.sandbox.oauth.Exchange;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /services/oauth2/…} */
final class SalesforceLogin {
    private final AuthorizationServer grants;
    private final Org org;

    SalesforceLogin(AuthorizationServer grants, Org org) {
        this.grants = grants;
        this.org = org;
    }

    Reply answer(Call call, String endpoint) {
        return switch (endpoint) {
            case "authorize" -> new Consent(grants, "Salesforce", "ada@acorn.example", true).answer(call);
            case "token" -> token(call);
            case "revoke" -> revoke(call);
            case "userinfo" -> userinfo(call);
            default -> throw Refused.notFound();
        };
    }

    private Reply token(Call call) {
        if (!call.method().equals("POST") || !call.hasType("application/x-www-form-urlencoded")) {
            call.problem("the token endpoint takes a form by POST");
            return error("invalid_request", "must use HTTP POST with a form");
        }
        var form = call.form();
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> reply(call, form, grants.redeem(form));
            case "refresh_token" -> reply(call, form, grants.refresh(form));
            default -> {
                call.problem("grant_type must be authorization_code or refresh_token");
                yield error("unsupported_grant_type", "grant type not supported");
            }
        };
    }

    private Reply reply(Call call, Map<String, String> form, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Issued(var access, var refresh, var scopes) -> {
                var json = Json.object().put("access_token", access);
                if (refresh != null) {
                    json.put("refresh_token", refresh);
                }
                yield Reply.json(
                        200,
                        json.put("signature", "c2lnbmVkLWJ5LXRoZS1zYW5kYm94")
                                .put("scope", String.join(" ", scopes))
                                .put("instance_url", call.base())
                                .put("id", call.base() + "/id/" + Org.ID + "/" + org.user())
                                .put("token_type", "Bearer")
                                .put("issued_at", String.valueOf(org.clock().millis())));
            }
            case Exchange.Denied(var reason) -> {
                if (reason != Exchange.Reason.DEAD_REFRESH_TOKEN) {
                    call.problem("token refused: " + reason);
                }
                yield refused(reason, "refresh_token".equals(form.get("grant_type")));
            }
        };
    }

    private static Reply refused(Exchange.Reason reason, boolean refreshing) {
        return switch (reason) {
            case UNKNOWN_CLIENT -> error("invalid_client_id", "client identifier invalid");
            case WRONG_SECRET -> error("invalid_client", "invalid client credentials");
            case UNKNOWN_CODE -> error("invalid_grant", "invalid authorization code");
            case EXPIRED_CODE -> error("invalid_grant", "expired authorization code");
            case OTHER_REDIRECT -> error("redirect_uri_mismatch", "redirect_uri must match configuration");
            case WRONG_VERIFIER -> error("invalid_grant", "invalid code verifier");
            case DEAD_REFRESH_TOKEN ->
                error("invalid_grant", refreshing ? "expired access/refresh token" : "invalid grant");
        };
    }

    private static Reply error(String error, String description) {
        return Reply.json(400, Json.object().put("error", error).put("error_description", description));
    }

    private Reply revoke(Call call) {
        var token = call.method().equals("POST") ? call.form().get("token") : call.parameter("token");
        if (token == null || !grants.revoke(token)) {
            return error("unsupported_token_type", "this token type is not supported");
        }
        return Reply.empty(200);
    }

    private Reply userinfo(Call call) {
        var token = call.bearer();
        if (token == null || !grants.standing(token).good()) {
            return new Reply(
                    403,
                    Map.of("Content-Type", "text/plain"),
                    "Bad_OAuth_Token".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (!grants.standing(token).scopes().contains("openid")) {
            call.problem("userinfo needs the scope openid");
            return new Reply(
                    403,
                    Map.of("Content-Type", "text/plain"),
                    "Missing_OAuth_Token".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return Reply.json(200, identity(call));
    }

    ObjectNode identity(Call call) {
        @Nullable ObjectNode user = org.find(Objects.requireNonNull(org.schema().find("User")), org.user());
        var known = user == null ? Json.object() : user;
        return Json.object()
                .put("sub", call.base() + "/id/" + Org.ID + "/" + org.user())
                .put("id", call.base() + "/id/" + Org.ID + "/" + org.user())
                .put("user_id", org.user())
                .put("organization_id", Org.ID)
                .put("preferred_username", Json.text(known, "Username"))
                .put("username", Json.text(known, "Username"))
                .put("display_name", Json.text(known, "Name"))
                .put("name", Json.text(known, "Name"))
                .put("email", Json.text(known, "Email"))
                .put("email_verified", true)
                .put("zoneinfo", "Europe/Berlin")
                .put("user_type", "STANDARD")
                .put("active", true);
    }
}
