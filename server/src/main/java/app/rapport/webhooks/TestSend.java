package app.rapport.webhooks;

import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.webhooks.WebhookCalls.Answer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Sends a sample at once and tells what came back. Leaves no delivery behind. */
@Service
class TestSend {
    private static final String TYPE = "webhook.test";

    private final Endpoints endpoints;
    private final EventTypes types;
    private final Addresses addresses;
    private final WebhookCalls calls;
    private final JsonMapper json;
    private final Clock clock;

    TestSend(
            Endpoints endpoints,
            EventTypes types,
            Addresses addresses,
            WebhookCalls calls,
            JsonMapper json,
            Clock clock) {
        this.endpoints = endpoints;
        this.types = types;
        this.addresses = addresses;
        this.calls = calls;
        this.json = json;
        this.clock = clock;
    }

    /** @param status null when there was no answer */
    record Sent(
            @Nullable Integer status,
            long durationMs,
            String bodyExcerpt,
            @Nullable String error,
            @Nullable String code) {}

    /** To an endpoint with its secret, or to an address not saved yet with a secret nobody knows. */
    Sent send(@Nullable UUID endpoint, @Nullable String url, @Nullable String event) {
        Endpoints.Target target;
        if (endpoint != null) {
            target = endpoints.target(endpoint);
        } else if (url != null) {
            target = new Endpoints.Target(url, new Signature.Keys(List.of(Signature.newSecret()), null));
        } else {
            throw Problem.invalid("invalid_field", "Name a webhook by id, or an address by url.");
        }
        var now = clock.instant();
        var letter = Letter.of(
                endpoint == null ? addresses.check(target.url()) : URI.create(target.url()),
                target.keys(),
                Ids.next(),
                event == null || event.isBlank() ? TYPE : Subscription.type(event, "event"),
                Tenancy.current(),
                json.writeValueAsString(
                        types.example(event).orElse(Map.of("message", "This is a test of your webhook."))),
                now);
        return switch (calls.post(letter.url(), letter.headers(now), letter.body())) {
            case Answer.Replied reply ->
                new Sent(
                        reply.status(),
                        reply.took().toMillis(),
                        reply.excerpt(),
                        reply.status() / 100 == 2 ? null : "The endpoint answered " + reply.status() + ".",
                        null);
            case Answer.Unanswered none -> new Sent(null, none.took().toMillis(), "", none.reason(), none.code());
        };
    }
}
