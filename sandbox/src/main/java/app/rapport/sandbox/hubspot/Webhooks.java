package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Posts;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.oauth.AuthorizationServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells the app what users of the account changed: signed posts of events. */
final class Webhooks implements AutoCloseable {
    private static final int APP_ID = 51_879_189;

    private final Clock clock;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("sandbox-hubspot-webhooks").factory());
    private final AtomicLong lastEvent = new AtomicLong(1_765_889_350);
    private final Posts posts = new Posts();
    private volatile @Nullable Target target;

    /** @param publicUrl the address the signature is made over */
    record Target(URI url, URI publicUrl) {}

    Webhooks(Clock clock) {
        this.clock = clock;
    }

    void target(URI url, URI publicUrl) {
        target = new Target(url, publicUrl);
    }

    void created(Item item) {
        var event = event(item, "object.creation").put("changeFlag", "CREATED");
        later(event);
    }

    void changed(Item item, String property) {
        var event = event(item, "object.propertyChange")
                .put("propertyName", property)
                .put("propertyValue", item.get(property, ""));
        later(event);
    }

    private ObjectNode event(Item item, String type) {
        return Json.object()
                .put("eventId", lastEvent.incrementAndGet())
                .put("subscriptionId", 7_662_269)
                .put("portalId", Portal.ID)
                .put("appId", APP_ID)
                .put("occurredAt", clock.millis())
                .put("subscriptionType", type)
                .put("attemptNumber", 0)
                .put("objectId", Long.parseLong(item.id))
                .put("objectTypeId", item.kind.typeId())
                .put("changeSource", "CRM_UI")
                .put("sourceId", "userId:71000001")
                .put("isSensitive", false);
    }

    private void later(ObjectNode event) {
        var to = target;
        if (to != null) {
            sender.execute(() -> post(to, List.of(event), clock.millis()));
        }
    }

    ObjectNode send(List<ObjectNode> events) {
        var to = target;
        if (to == null) {
            throw new IllegalArgumentException("no target is set");
        }
        return post(to, events, clock.millis());
    }

    private ObjectNode post(Target to, List<ObjectNode> events, long timestamp) {
        var array = Json.array();
        events.forEach(array::add);
        var body = Json.bytes(array);
        var stamp = String.valueOf(timestamp);
        var request = HttpRequest.newBuilder(to.url())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("User-Agent", "HubSpot Webhooks (http://dev.hubspot.com/webhooks)")
                .header("X-HubSpot-Request-Timestamp", stamp)
                .header("X-HubSpot-Signature-Version", "v3")
                .header(
                        "X-HubSpot-Signature-v3",
                        SignatureV3.sign(
                                AuthorizationServer.CLIENT_SECRET,
                                "POST",
                                to.publicUrl().toString(),
                                body,
                                stamp))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return posts.send(request);
    }

    @Nullable
    Reply control(Call call, List<String> path) {
        var action = path.size() > 1 ? path.get(1) : "";
        if (action.equals("target")) {
            if (call.method().equals("POST") && call.json() instanceof ObjectNode wanted) {
                target = read(wanted);
            } else if (call.method().equals("DELETE")) {
                target = null;
            } else if (!call.method().equals("GET")) {
                return null;
            }
            return Reply.json(200, state());
        }
        if (!action.equals("send") || !call.method().equals("POST") || !(call.json() instanceof ObjectNode wanted)) {
            return null;
        }
        var to = wanted.has("url") ? read(wanted) : target;
        if (to == null) {
            throw new IllegalArgumentException("no target: give url, or set one at webhooks/target");
        }
        var events = new ArrayList<ObjectNode>();
        wanted.path("events").forEach(event -> {
            if (event instanceof ObjectNode object) {
                events.add(completed(object));
            }
        });
        if (events.isEmpty()) {
            throw new IllegalArgumentException("events must be a list of at least one object");
        }
        return Reply.json(200, post(to, events, wanted.path("timestamp").asLong(clock.millis())));
    }

    /** What a test leaves out of an event is filled in. */
    private ObjectNode completed(ObjectNode given) {
        var event = Json.object()
                .put("eventId", lastEvent.incrementAndGet())
                .put("subscriptionId", 7_662_269)
                .put("portalId", Portal.ID)
                .put("appId", APP_ID)
                .put("occurredAt", clock.millis())
                .put("subscriptionType", "object.propertyChange")
                .put("attemptNumber", 0)
                .put("objectTypeId", "0-1")
                .put("changeSource", "CRM_UI")
                .put("sourceId", "userId:71000001");
        event.setAll(given);
        return event;
    }

    private static Target read(ObjectNode wanted) {
        var url = URI.create(Json.text(wanted, "url", ""));
        if (!url.isAbsolute() || url.getHost() == null) {
            throw new IllegalArgumentException("url must be a whole address");
        }
        return new Target(url, URI.create(Json.text(wanted, "publicUrl", url.toString())));
    }

    ObjectNode state() {
        var json = posts.state();
        var to = target;
        json.put("webhookUrl", to == null ? null : to.url().toString());
        json.put("webhookPublicUrl", to == null ? null : to.publicUrl().toString());
        return json;
    }

    void reset() {
        target = null;
        posts.reset();
    }

    @Override
    public void close() {
        sender.shutdownNow();
        posts.close();
    }
}
