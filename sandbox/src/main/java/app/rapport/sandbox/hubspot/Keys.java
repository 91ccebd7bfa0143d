package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.oauth.AuthorizationServer;
import app.rapport.sandbox.oauth.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who may call: OAuth grants and static tokens. */
final class Keys {
    static final Duration ACCESS_LIFE = Duration.ofMinutes(30);
    static final String NO_CREDENTIALS = "Authentication credentials not found. This API supports OAuth 2.0"
            + " authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview";
    /** The same in every run, so that a demo that is started again finds its connection alive. */
    static final String SERVICE_KEY = "pat-na1-5a9d0b0c-7a11-4c0e-9a3b-sandbox00001";

    static final List<String> ALL_SCOPES = List.of(
            "oauth",
            "crm.objects.contacts.read",
            "crm.objects.contacts.write",
            "crm.objects.companies.read",
            "crm.objects.companies.write",
            "crm.objects.deals.read",
            "crm.objects.deals.write",
            "crm.objects.owners.read",
            "crm.schemas.contacts.read",
            "crm.schemas.contacts.write",
            "crm.schemas.companies.read",
            "crm.schemas.companies.write",
            "crm.schemas.deals.read",
            "crm.schemas.deals.write");

    private final AuthorizationServer grants;
    private final Map<String, List<String>> statics = new LinkedHashMap<>();

    /** @param token null for OAuth, whose app shares one budget */
    record Caller(@Nullable String token, List<String> scopes) {
        void needs(String scope) {
            if (!scopes.contains(scope)) {
                throw Refused.scopes(List.of(scope));
            }
        }
    }

    Keys(Clock clock) {
        grants = new AuthorizationServer(clock, "hubspot", ACCESS_LIFE, "CJ", "na1-");
        statics.put(SERVICE_KEY, ALL_SCOPES);
    }

    AuthorizationServer grants() {
        return grants;
    }

    String serviceKey() {
        return SERVICE_KEY;
    }

    Caller caller(Call call) {
        var token = call.bearer();
        if (token == null) {
            call.problem("no bearer token");
            throw new Refused(401, "INVALID_AUTHENTICATION", NO_CREDENTIALS, null);
        }
        synchronized (statics) {
            var scopes = statics.get(token);
            if (scopes != null) {
                return new Caller(token, scopes);
            }
        }
        var standing = grants.standing(token);
        if (!standing.known()) {
            throw new Refused(401, "INVALID_AUTHENTICATION", NO_CREDENTIALS, null);
        }
        if (standing.expired()) {
            throw new Refused(
                    401,
                    "EXPIRED_AUTHENTICATION",
                    "The OAuth token used to make this call expired. Refresh it and try again.",
                    null);
        }
        return new Caller(null, standing.scopes());
    }

    void uninstall(Call call) {
        var token = call.bearer();
        if (token != null) {
            grants.revokeFamilyOf(token);
        }
    }

    /** {@code GET} lists the static tokens, {@code POST} issues one more of either sort. */
    @Nullable
    Reply control(Call call) {
        if (call.method().equals("GET")) {
            var json = Json.object()
                    .put("serviceKey", SERVICE_KEY)
                    .put("portalId", Portal.ID)
                    .put("clientId", AuthorizationServer.CLIENT_ID)
                    .put("clientSecret", AuthorizationServer.CLIENT_SECRET);
            var all = json.putArray("tokens");
            synchronized (statics) {
                statics.forEach((token, scopes) -> {
                    var names = all.addObject().put("token", token).putArray("scopes");
                    scopes.forEach(names::add);
                });
            }
            return Reply.json(200, json);
        }
        if (!call.method().equals("POST")) {
            return null;
        }
        var wanted = call.json() instanceof ObjectNode object ? object : Json.object();
        var scopes = new ArrayList<String>();
        wanted.path("scopes").forEach(scope -> scopes.add(scope.asString()));
        var granted = wanted.has("scopes") ? List.copyOf(scopes) : ALL_SCOPES;
        if (Json.text(wanted, "kind", "static").equals("oauth")) {
            var issued = grants.grant(granted);
            return Reply.json(
                    201,
                    Json.object().put("accessToken", issued.accessToken()).put("refreshToken", issued.refreshToken()));
        }
        var token = "pat-na1-" + Tokens.random(36);
        synchronized (statics) {
            statics.put(token, granted);
        }
        return Reply.json(201, Json.object().put("token", token));
    }

    void set(Given wanted) {
        if (wanted.has("refreshTokenRotation")) {
            grants.rotate(wanted.flag("refreshTokenRotation", false));
        }
    }

    void expire() {
        grants.expireAccessTokens();
    }

    void revoke() {
        grants.revokeAll();
        synchronized (statics) {
            statics.clear();
        }
    }

    ObjectNode state() {
        synchronized (statics) {
            return grants.state().put("staticTokens", statics.size());
        }
    }

    void reset() {
        grants.reset();
        synchronized (statics) {
            statics.putIfAbsent(SERVICE_KEY, ALL_SCOPES);
        }
    }
}
