package app.rapport.sandbox.oauth;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Html;
import app.rapport.sandbox.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page on which a person lets Rapport in, and the form behind it that scripts may post as well. */
public final class Consent {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AuthorizationServer server;
    private final String providerName;
    private final String account;
    private final boolean pkceRequired;

    public Consent(AuthorizationServer server, String providerName, String account, boolean pkceRequired) {
        this.server = server;
        this.providerName = providerName;
        this.account = account;
        this.pkceRequired = pkceRequired;
    }

    public Reply answer(Call call) {
        var asked = new LinkedHashMap<String, String>();
        call.parameters().forEach((name, values) -> asked.put(name, values.getFirst()));
        if (call.method().equals("POST")) {
            asked.putAll(call.form());
        }
        var redirect = asked.getOrDefault("redirect_uri", "");
        if (!AuthorizationServer.CLIENT_ID.equals(asked.get("client_id"))) {
            return refuse(call, "invalid_client_id", "client identifier invalid");
        }
        if (!local(redirect)) {
            return refuse(call, "redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (!asked.getOrDefault("response_type", "code").equals("code")) {
            call.problem("response_type must be code");
            return back(redirect, asked, "unsupported_response_type", "response type not supported");
        }
        if (asked.get("state") == null) {
            call.problem("no state: the callback cannot be tied to its beginning");
        }
        var challenge = asked.get("code_challenge");
        if (challenge == null ? pkceRequired : !"S256".equals(asked.get("code_challenge_method"))) {
            call.problem("PKCE with S256 is required");
            return back(redirect, asked, "invalid_request", "missing required code challenge");
        }
        if (call.method().equals("GET")) {
            return page(call, asked);
        }
        if (!"approve".equals(asked.get("decision"))) {
            return back(redirect, asked, "access_denied", "end-user denied authorization");
        }
        var code = server.consent(redirect, challenge, scopes(asked));
        return Reply.redirect(extend(redirect, parameters("code", code, "state", asked.get("state"))));
    }

    private static List<String> scopes(Map<String, String> asked) {
        var all = asked.getOrDefault("scope", "") + " " + asked.getOrDefault("optional_scope", "");
        return List.of(all.strip().split("[ +]+", -1)).stream()
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .toList();
    }

    private Reply page(Call call, Map<String, String> asked) {
        var body = new StringBuilder();
        body.append("<p class=muted>Simulated ").append(providerName).append("</p>");
        body.append("<h1>Allow access?</h1><p><b>Rapport</b> asks to use the account <b>")
                .append(Html.escape(account))
                .append("</b>.</p><ul>");
        for (var scope : scopes(asked)) {
            body.append("<li><code>").append(Html.escape(scope)).append("</code></li>");
        }
        body.append("</ul><form method=post action=\"")
                .append(Html.escape(call.base() + call.path()))
                .append("\">");
        asked.forEach((name, value) -> body.append("<input type=hidden name=\"")
                .append(Html.escape(name))
                .append("\" value=\"")
                .append(Html.escape(value))
                .append("\">"));
        body.append("<button name=decision value=approve class=primary>Approve</button> ");
        body.append("<button name=decision value=decline>Decline</button></form>");
        return Reply.html(200, Html.page("Allow access to " + providerName, body.toString()));
    }

    private Reply refuse(Call call, String error, String description) {
        call.problem(error + ": " + description);
        var body = "<h1>" + providerName + " refuses</h1><p>error=" + error + "</p><p>" + description + "</p>";
        return Reply.html(400, Html.page("Refused", body));
    }

    private static Reply back(String redirect, Map<String, String> asked, String error, String description) {
        return Reply.redirect(extend(
                redirect, parameters("error", error, "error_description", description, "state", asked.get("state"))));
    }

    private static String parameters(@Nullable String... pairs) {
        var query = new StringBuilder();
        for (var i = 0; i < pairs.length; i += 2) {
            var value = pairs[i + 1];
            if (value != null) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    private static String extend(String redirect, String query) {
        return redirect + (redirect.contains("?") ? "&" : "?") + query;
    }

    private static boolean local(String redirect) {
        try {
            var uri = URI.create(redirect);
            var host = uri.getHost();
            return host != null
                    && LOCAL.contains(host)
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
