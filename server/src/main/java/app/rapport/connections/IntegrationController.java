package app.rapport.connections;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Public;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of providers, and the way to connect one. */
@RestController
class IntegrationController {
    private final Catalogue catalogue;
    private final ProviderDirectory directory;
    private final ConnectionDesk desk;
    private final SignIns signIns;
    private final Requests requests;

    IntegrationController(
            Catalogue catalogue, ProviderDirectory directory, ConnectionDesk desk, SignIns signIns, Requests requests) {
        this.catalogue = catalogue;
        this.directory = directory;
        this.desk = desk;
        this.signIns = signIns;
        this.requests = requests;
    }

    /**
     * One provider of the catalogue.
     *
     * @param available whether it can be connected as things are: a token can be pasted, or our app there is set up
     */
    record CatalogueItem(
            String provider,
            String name,
            String category,
            List<String> auth,
            String description,
            String docsUrl,
            boolean available,
            List<ConnectionView> connections) {}

    /**
     * @param loginHost where the person signs in, where a provider has several
     * @param connectionId which connection to renew; another account is refused then
     */
    record ConnectRequest(
            @Size(max = 120) @Nullable String label,
            @Size(max = 253) @Nullable String loginHost,
            @Nullable UUID connectionId) {}

    /** Where to send the browser. */
    record Begun(URI authorizeUrl) {}

    /** Somebody who manages integrations has to decide first. */
    record Waiting(String state, UUID requestId) {}

    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/api/integrations")
    Page<CatalogueItem> catalogue() {
        var connections = desk.list();
        return Page.of(catalogue.all().stream()
                .map(provider -> new CatalogueItem(
                        provider.id(),
                        provider.name(),
                        provider.category(),
                        provider.auth(),
                        provider.description(),
                        provider.docsUrl(),
                        provider.allows("token") || directory.app(provider.id()).isPresent(),
                        connections.stream()
                                .filter(connection -> connection.provider().equals(provider.id()))
                                .toList()))
                .toList());
    }

    @Requires(Permission.INTEGRATIONS_REQUEST)
    @PostMapping("/api/integrations/{provider}/connect")
    ResponseEntity<Object> connect(
            @PathVariable String provider,
            @Valid @RequestBody(required = false) @Nullable ConnectRequest body,
            CurrentUser user) {
        var known = catalogue.get(provider);
        var asked = body == null ? new ConnectRequest(null, null, null) : body;
        signIns.check(known, asked.loginHost());
        if (user.may(Permission.INTEGRATIONS_MANAGE)) {
            if (asked.connectionId() != null
                    && !desk.view(asked.connectionId()).provider().equals(provider)) {
                throw Problem.notFound("connection");
            }
        } else if (!requests.useApproval(user, known)) {
            var request = requests.ask(user, known, asked.label(), asked.loginHost());
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Waiting("pending_approval", request));
        }
        return ResponseEntity.ok(
                new Begun(signIns.begin(user, known, asked.label(), asked.loginHost(), asked.connectionId())));
    }

    /** Public, because a browser comes here from elsewhere: whoever is not signed in is sent to sign in, not to a problem. */
    @Public
    @GetMapping("/api/integrations/{provider}/callback")
    ResponseEntity<Void> callback(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String error) {
        var known = catalogue.find(provider).orElse(null);
        if (known == null || state == null || state.length() > 200) {
            return to("/integrations?error=sign_in_expired");
        }
        var user = CurrentUser.optional().orElse(null);
        if (user == null) {
            return to("/login?next=" + URLEncoder.encode("/integrations?error=signed_out", StandardCharsets.UTF_8));
        }
        return switch (signIns.complete(user, known, state, code, error)) {
            case SignIns.Outcome.Connected connected -> to("/integrations/" + known.id() + "?connected=1");
            case SignIns.Outcome.Failed(var why) -> to("/integrations/" + known.id() + "?error=" + why);
        };
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @GetMapping("/api/integrations/requests")
    Page<Requests.View> requests() {
        return Page.of(requests.list());
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping("/api/integrations/requests/{id}/approve")
    Map<String, String> approve(@PathVariable UUID id, CurrentUser user) {
        return Map.of("state", requests.decide(id, true, user));
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping("/api/integrations/requests/{id}/decline")
    Map<String, String> decline(@PathVariable UUID id, CurrentUser user) {
        return Map.of("state", requests.decide(id, false, user));
    }

    private static ResponseEntity<Void> to(String page) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(page))
                .build();
    }
}
