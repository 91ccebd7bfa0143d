package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Posts;
import app.rapport.sandbox.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the app what happened: signed posts, repeated three times where the receiver fails, never where it refuses. In order
 * unless told otherwise: then late, doubled or not at all.
 */
final class Hooks implements AutoCloseable {
    private static final int TRIES = 4;

    private final Clock clock;
    private final String secret;
    private final ScheduledThreadPoolExecutor sender = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-zoom-webhooks-", 0).factory());
    private final Posts posts = new Posts();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ArrayList<ObjectNode> fired = new ArrayList<>();
    private volatile @Nullable URI target;
    private volatile double duplicated;
    private volatile double lost;
    private volatile long latestMs;
    private volatile long retryMs = 5_000;

    Hooks(Clock clock, String secret) {
        this.clock = clock;
        this.secret = secret;
    }

    /** Something happened. */
    void fire(ObjectNode event) {
        synchronized (fired) {
            fired.add(event);
            if (fired.size() > 20_000) {
                fired.removeFirst();
            }
        }
        if (target == null || chance(lost)) {
            return;
        }
        later(event, 1, delay());
        if (chance(duplicated)) {
            later(event, 1, delay());
        }
    }

    List<ObjectNode> fired() {
        synchronized (fired) {
            return List.copyOf(fired);
        }
    }

    private long delay() {
        return latestMs <= 0 ? 0 : ThreadLocalRandom.current().nextLong(latestMs);
    }

    private static boolean chance(double share) {
        return share > 0 && ThreadLocalRandom.current().nextDouble() < share;
    }

    private void later(ObjectNode event, int attempt, long inMs) {
        waiting.incrementAndGet();
        var ignored = sender.schedule(() -> attempt(event, attempt), inMs, TimeUnit.MILLISECONDS);
    }

    private void attempt(ObjectNode event, int attempt) {
        try {
            var to = target;
            if (to == null) {
                return;
            }
            var status = post(to, Json.bytes(event), clock.instant().getEpochSecond(), secret)
                    .path("status")
                    .asInt(0);
            if ((status == 0 || status >= 500) && attempt < TRIES) {
                // Five, twenty and sixty minutes in truth.
                later(event, attempt + 1, retryMs * (attempt == 1 ? 1 : attempt == 2 ? 4 : 12));
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private ObjectNode post(URI to, byte[] body, long timestamp, String key) {
        var stamp = String.valueOf(timestamp);
        var signature = "v0=" + Signing.hex(key, Signing.bytes("v0:" + stamp + ":"), body);
        var request = HttpRequest.newBuilder(to)
                .timeout(Duration.ofSeconds(3))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Zoom Marketplace/1.0a")
                .header("x-zm-request-timestamp", stamp)
                .header("x-zm-signature", signature)
                .header("x-zm-request-id", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return posts.send(request);
    }

    @Nullable
    Reply control(Call call, List<String> path) {
        var action = path.size() > 1 ? path.get(1) : "";
        return switch (call.method() + " " + action) {
            case "GET fired" -> {
                var json = Json.object();
                json.putArray("items").addAll(fired());
                yield Reply.json(200, json);
            }
            case "GET target" -> Reply.json(200, state());
            case "POST target" -> {
                target = address(call.json());
                yield Reply.json(200, state());
            }
            case "DELETE target" -> {
                target = null;
                yield Reply.json(200, state());
            }
            case "POST send" -> Reply.json(200, send(call.json()));
            case "POST validate" -> Reply.json(200, validate(call.json()));
            default -> null;
        };
    }

    void target(@Nullable URI url) {
        target = url;
    }

    /** Posts it at once, as it stands; another secret or time make it forged or stale. */
    private ObjectNode send(@Nullable JsonNode json) {
        var wanted = Given.of(json, "event", "raw", "url", "timestamp", "secret");
        var event = wanted.get("event");
        var raw = wanted.text("raw");
        if (event == null && raw == null) {
            throw new IllegalArgumentException("event is the body to send, or raw is its text");
        }
        var body = raw != null ? Signing.bytes(raw) : Json.bytes(Objects.requireNonNull(event));
        return post(
                to(wanted),
                body,
                wanted.number("timestamp", clock.instant().getEpochSecond()),
                wanted.text("secret", secret));
    }

    /** What Zoom does when the address is entered, and every 72 hours. */
    ObjectNode validate(@Nullable JsonNode json) {
        var wanted = Given.of(json == null ? Json.object() : json, "url");
        var plain = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        var event = Json.object().put("event", "endpoint.url_validation").put("event_ts", clock.millis());
        event.putObject("payload").put("plainToken", plain);
        var result = post(to(wanted), Json.bytes(event), clock.instant().getEpochSecond(), secret);
        var answer = Json.parse(Json.text(result, "body", ""));
        var right = answer != null
                && result.path("status").asInt(0) == 200
                && plain.equals(Json.text(answer, "plainToken"))
                && Signing.hex(secret, Signing.bytes(plain)).equals(Json.text(answer, "encryptedToken"));
        return result.put("validated", right);
    }

    private URI to(Given wanted) {
        if (wanted.has("url")) {
            return address(wanted.get("url"));
        }
        var to = target;
        if (to == null) {
            throw new IllegalArgumentException("no target: give url, or set one at webhooks/target");
        }
        return to;
    }

    private static URI address(@Nullable JsonNode json) {
        var text = json == null ? "" : json.isString() ? json.asString() : Json.text(json, "url", "");
        var url = URI.create(text);
        if (!url.isAbsolute() || url.getHost() == null) {
            throw new IllegalArgumentException("url must be a whole address");
        }
        return url;
    }

    void set(Given wanted) {
        duplicated = wanted.share("duplicated", duplicated);
        lost = wanted.share("lost", lost);
        latestMs = wanted.number("latestMs", latestMs);
        retryMs = wanted.number("retryMs", retryMs);
        sender.setCorePoolSize(Math.clamp(wanted.number("senders", sender.getCorePoolSize()), 1, 64));
    }

    ObjectNode state() {
        var to = target;
        return posts.state()
                .put("webhookUrl", to == null ? null : to.toString())
                .put("webhooksWaiting", waiting.get())
                .put("duplicated", duplicated)
                .put("lost", lost)
                .put("latestMs", latestMs)
                .put("retryMs", retryMs)
                .put("senders", sender.getCorePoolSize());
    }

    void reset() {
        duplicated = 0;
        lost = 0;
        latestMs = 0;
        retryMs = 5_000;
        sender.setCorePoolSize(1);
        posts.reset();
        synchronized (fired) {
            fired.clear();
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        posts.close();
    }
}
