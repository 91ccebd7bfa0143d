package app.rapport.webhooks;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's webhooks. A secret leaves only in the answer that made it. */
@RestController
@RequestMapping("/api/integrations/webhooks")
class WebhooksController {
    private final Endpoints endpoints;
    private final TestSend tests;
    private final EventTypes types;

    WebhooksController(Endpoints endpoints, TestSend tests, EventTypes types) {
        this.endpoints = endpoints;
        this.tests = tests;
        this.types = types;
    }

    /** @param asymmetric whether to sign with Ed25519 too, for receivers that want no shared secret */
    record Entered(
            Patch<String> name,
            Patch<String> url,
            Patch<List<String>> events,
            Patch<Boolean> active,
            Patch<Boolean> asymmetric) {}

    record Created(
            UUID id,
            String name,
            String url,
            List<String> events,
            boolean active,
            Instant createdAt,
            String secret,
            @Nullable String publicKey) {}

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Created create(@RequestBody Entered entered) {
        var url = entered.url().value();
        if (url == null || url.isBlank()) {
            throw Problem.invalid("webhook_url_invalid", "Say which address to call.")
                    .with("field", "url");
        }
        var made = endpoints.create(
                entered.name().value(),
                url,
                entered.events().value(),
                !Boolean.FALSE.equals(entered.active().value()),
                Boolean.TRUE.equals(entered.asymmetric().value()));
        var endpoint = made.endpoint();
        return new Created(
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                endpoint.events(),
                endpoint.active(),
                endpoint.createdAt(),
                made.secret(),
                endpoint.publicKey());
    }

    @Requires(Permission.WEBHOOKS_READ)
    @GetMapping
    Page<Endpoint> all() {
        return Page.of(endpoints.all());
    }

    @Requires(Permission.WEBHOOKS_READ)
    @GetMapping("/event-types")
    Page<OutwardEvents.EventType> eventTypes() {
        return Page.of(types.all());
    }

    @Requires(Permission.WEBHOOKS_READ)
    @GetMapping("/{id}")
    Endpoint one(@PathVariable UUID id) {
        return endpoints.one(id);
    }

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PatchMapping("/{id}")
    Endpoint change(@PathVariable UUID id, @RequestBody Entered entered) {
        return endpoints.change(id, entered);
    }

    @Requires(Permission.WEBHOOKS_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        endpoints.delete(id);
    }

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/{id}/rotate-secret")
    Endpoints.Rotated rotate(@PathVariable UUID id) {
        return endpoints.rotate(id);
    }

    record Test(
            @Nullable UUID id,
            @Nullable String url,
            @Nullable String event) {}

    @Requires(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/test")
    TestSend.Sent test(@RequestBody Test test) {
        return tests.send(test.id(), test.url(), test.event());
    }
}
