package app.rapport.training.zoom;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderWire;
import app.rapport.training.zoom.ZoomFailed.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The account's token: asked for once however many want it, kept until shortly before it dies. Zoom's refusal of our
 * credentials is kept as well, for a minute, so that nobody asks again and again what only an operator can mend.
 */
@Component
class ZoomToken {
    static final String PROVIDER = "zoom";
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Installation installation;
    private final ProviderWire wire;
    private final Pulse pulse;
    private final JsonMapper json;
    private final Clock clock;
    private @Nullable Token token;
    private @Nullable Refusal refusal;
    private @Nullable CompletableFuture<Token> underWay;

    private record Token(String value, Instant until) {
        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    private record Refusal(String words, Instant until) {}

    ZoomToken(Installation installation, ProviderWire wire, Pulse pulse, JsonMapper json, Clock clock) {
        this.installation = installation;
        this.wire = wire;
        this.pulse = pulse;
        this.json = json;
        this.clock = clock;
    }

    String get() throws ZoomFailed {
        if (!installation.configured()) {
            throw ZoomFailed.notConfigured();
        }
        CompletableFuture<Token> asked;
        var first = false;
        synchronized (this) {
            var now = clock.instant();
            if (token != null && token.until().minus(EARLY).isAfter(now)) {
                return token.value();
            }
            if (refusal != null && refusal.until().isAfter(now)) {
                throw refused(refusal.words());
            }
            if (underWay == null) {
                underWay = new CompletableFuture<>();
                first = true;
            }
            asked = underWay;
        }
        if (first) {
            lead(asked);
        }
        return follow(asked).value();
    }

    private void lead(CompletableFuture<Token> asked) {
        try {
            var fresh = ask();
            synchronized (this) {
                token = fresh;
                refusal = null;
                underWay = null;
            }
            asked.complete(fresh);
        } catch (ZoomFailed e) {
            synchronized (this) {
                underWay = null;
                if (e.reason() == Reason.CREDENTIALS) {
                    refusal = new Refusal(
                            String.valueOf(e.getMessage()), clock.instant().plus(REFUSAL_HOLDS));
                    token = null;
                }
            }
            asked.completeExceptionally(e);
        } catch (RuntimeException e) {
            synchronized (this) {
                underWay = null;
            }
            asked.completeExceptionally(e);
            throw e;
        }
    }

    private static Token follow(CompletableFuture<Token> asked) throws ZoomFailed {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ZoomFailed failed) {
                // Each caller gets one of its own: a stack trace says where it was thrown for whom.
                throw new ZoomFailed(
                        failed.reason(), String.valueOf(failed.getMessage()), failed.after(), failed.code(), failed);
            }
            throw new IllegalStateException("the token could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZoomFailed(Reason.NOT_SENT, "interrupted", null, e);
        }
    }

    /** It was refused: the next caller asks for another, unless somebody did already. */
    synchronized void drop(String value) {
        if (token != null && token.value().equals(value)) {
            token = null;
        }
    }

    /** Even a fresh one was refused. */
    ZoomFailed refuse(String words) {
        synchronized (this) {
            token = null;
            refusal = new Refusal(words, clock.instant().plus(REFUSAL_HOLDS));
        }
        pulse.note(Pulse.REFUSED, words);
        return refused(words);
    }

    /** Somebody mended something: the next caller asks. */
    synchronized void forget() {
        token = null;
        refusal = null;
    }

    private static ZoomFailed refused(String words) {
        return new ZoomFailed(Reason.CREDENTIALS, words, null, null);
    }

    private Token ask() throws ZoomFailed {
        var account = installation.account();
        var pair = account.clientId() + ":" + account.clientSecret();
        var form = "grant_type=account_credentials&account_id="
                + URLEncoder.encode(Objects.requireNonNull(account.accountId()), StandardCharsets.UTF_8);
        try {
            var reply = wire.send(
                    PROVIDER,
                    "POST",
                    installation.token(),
                    Map.of(
                            "authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                            "content-type",
                            "application/x-www-form-urlencoded",
                            "accept",
                            "application/json"),
                    form.getBytes(StandardCharsets.UTF_8),
                    LONGEST);
            return read(reply.status(), reply.body());
        } catch (CallFailed e) {
            throw new ZoomFailed(Reason.NOT_SENT, String.valueOf(e.getMessage()), null, e);
        }
    }

    private Token read(int status, byte[] body) throws ZoomFailed {
        var said = parsed(body);
        var value = said == null ? "" : said.path("access_token").asString("");
        if (status == 200 && said != null && !value.isEmpty()) {
            pulse.note(Pulse.ACCEPTED, null);
            pulse.forget(Pulse.REFUSED);
            return new Token(
                    value, clock.instant().plusSeconds(said.path("expires_in").asLong(3_600)));
        }
        if (status >= 500 || status == 429 || said == null) {
            throw new ZoomFailed(Reason.NOT_SENT, "Zoom's token service answered " + status + ".", null, null);
        }
        var reason = said.path("reason").asString(said.path("message").asString(""));
        var words = "Zoom refused the credentials: "
                + (reason.isBlank() ? said.path("error").asString("HTTP " + status) : reason);
        pulse.note(Pulse.REFUSED, words);
        throw refused(words);
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            var read = json.readTree(body);
            return read.isObject() ? read : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
