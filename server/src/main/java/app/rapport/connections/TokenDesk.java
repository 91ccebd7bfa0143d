package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a provider's token endpoint. */
@Component
class TokenDesk {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ProviderDirectory directory;
    private final ProviderWire wire;
    private final JsonMapper json;

    TokenDesk(ProviderDirectory directory, ProviderWire wire, JsonMapper json) {
        this.directory = directory;
        this.wire = wire;
        this.json = json;
    }

    /** What the endpoint made of it. */
    sealed interface Answer {
        /** @param expiresIn null when the provider does not say how long the token lives */
        record Granted(
                String accessToken,
                @Nullable String refreshToken,
                @Nullable Duration expiresIn,
                JsonNode reply) implements Answer {}

        /** The grant is gone for good: a person must sign in again. */
        record Dead(String reason) implements Answer {}

        /** Our app's id or secret is wrong there: an operator must mend the settings. */
        record Misconfigured(String reason) implements Answer {}

        /** Nothing is known; later again. */
        record Unavailable(String reason) implements Answer {}
    }

    Answer redeem(Provider provider, @Nullable String loginHost, String code, String verifier) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", directory.callback(provider.id()).toString());
        form.put("code_verifier", verifier);
        return ask(provider, loginHost, form);
    }

    Answer renew(Provider provider, @Nullable String loginHost, String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        return ask(provider, loginHost, form);
    }

    /** Best effort: a provider that does not answer keeps a grant nobody uses any more. */
    boolean revoke(Provider provider, @Nullable String loginHost, String token) {
        var oauth = provider.oauth();
        var address =
                oauth == null ? null : directory.revoke(provider, loginHost).orElse(null);
        if (oauth == null || address == null) {
            return false;
        }
        var form = new LinkedHashMap<String, String>();
        form.put("token", token);
        if (oauth.revokeWithClient()) {
            form.put("token_type_hint", "refresh_token");
            directory.app(provider.id()).ifPresent(app -> {
                form.put("client_id", app.clientId());
                form.put("client_secret", app.clientSecret());
            });
        }
        try {
            return post(provider, address, form).status() < 300;
        } catch (CallFailed e) {
            return false;
        }
    }

    private Answer ask(Provider provider, @Nullable String loginHost, Map<String, String> form) {
        var app = directory.app(provider.id()).orElse(null);
        if (app == null) {
            return new Answer.Misconfigured("No app of " + provider.name() + " is set up on this installation.");
        }
        form.put("client_id", app.clientId());
        form.put("client_secret", app.clientSecret());
        try {
            var reply = post(provider, directory.token(provider, loginHost), form);
            return read(provider, reply.status(), reply.body());
        } catch (CallFailed e) {
            return new Answer.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private ProviderHttp.Reply post(Provider provider, URI address, Map<String, String> form) throws CallFailed {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return wire.send(
                provider.id(),
                "POST",
                address,
                Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json"),
                body.getBytes(StandardCharsets.US_ASCII),
                LONGEST);
    }

    private Answer read(Provider provider, int status, byte[] body) {
        JsonNode reply;
        try {
            reply = json.readTree(body);
        } catch (JacksonException e) {
            return new Answer.Unavailable(provider.name() + " answered " + status + " without saying what");
        }
        if (status < 300 && reply.path("access_token").isString()) {
            var expires = reply.path("expires_in");
            return new Answer.Granted(
                    reply.path("access_token").asString(),
                    reply.path("refresh_token").isString()
                            ? reply.path("refresh_token").asString()
                            : null,
                    expires.isNumber() ? Duration.ofSeconds(expires.asLong()) : null,
                    reply);
        }
        if (status == 429 || status >= 500 || status < 400) {
            return new Answer.Unavailable(provider.name() + " answered " + status);
        }
        var error = reply.path("error").asString(reply.path("category").asString(""));
        var said = reply.path("error_description")
                .asString(reply.path("message").asString(error.isEmpty() ? "HTTP " + status : error));
        return switch (error) {
            case "invalid_client",
                    "invalid_client_id",
                    "unauthorized_client",
                    "redirect_uri_mismatch",
                    "unsupported_grant_type",
                    "BAD_CLIENT_ID",
                    "BAD_CLIENT_SECRET",
                    "BAD_REDIRECT_URI" -> new Answer.Misconfigured(said);
            default -> new Answer.Dead(said);
        };
    }
}
