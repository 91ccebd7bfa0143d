package app.rapport.sandbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Takes any webhook under a name and keeps it, so that a person or a test can see what was sent. */
final class Receivers {
    private static final int KEPT = 2_000;
    private static final int BODY_KEPT = 256 * 1024;

    private final Clock clock;
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();

    Receivers(Clock clock) {
        this.clock = clock;
    }

    Reply receive(String name, Call call) throws InterruptedException {
        var receiver = receivers.computeIfAbsent(name, _ -> new Receiver());
        var delayMs = receiver.delayMs;
        if (delayMs > 0) {
            Thread.sleep(delayMs);
        }
        var status = receiver.keep(call, clock);
        return status == 200 ? Reply.json(200, Json.object().put("received", true)) : Reply.refuse(status, "as set");
    }

    ObjectNode describe(String name, long since) {
        return receivers.computeIfAbsent(name, _ -> new Receiver()).describe(name, since);
    }

    List<ObjectNode> summary() {
        return new TreeMap<>(receivers)
                .entrySet().stream()
                        .map(one -> one.getValue().describe(one.getKey(), Long.MAX_VALUE))
                        .toList();
    }

    void set(String name, Given settings) {
        receivers.computeIfAbsent(name, _ -> new Receiver()).set(settings);
    }

    void forget(String name) {
        receivers.remove(name);
    }

    void reset() {
        receivers.clear();
    }

    private static final class Receiver {
        private final ArrayDeque<ObjectNode> kept = new ArrayDeque<>();
        private long total;
        private int status = 200;
        private int failing;
        private volatile long delayMs;

        synchronized int keep(Call call, Clock clock) {
            var answer = status;
            if (failing > 0 && --failing == 0) {
                status = 200;
            }
            var headers = Json.object();
            call.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            var text = call.text();
            var entry = Json.object()
                    .put("seq", ++total)
                    .put("at", clock.instant().toString())
                    .put("method", call.method())
                    .put("query", call.query());
            entry.set("headers", headers);
            entry.put("body", text.length() <= BODY_KEPT ? text : text.substring(0, BODY_KEPT))
                    .put("status", answer);
            kept.addLast(entry);
            if (kept.size() > KEPT) {
                kept.removeFirst();
            }
            return answer;
        }

        synchronized void set(Given settings) {
            var wanted = settings.number("status", 200);
            if (wanted < 200 || wanted > 599) {
                throw new IllegalArgumentException("status is between 200 and 599");
            }
            status = wanted;
            failing = Math.max(0, settings.number("times", 0));
            delayMs = Math.max(0, settings.number("delayMs", 0L));
        }

        synchronized ObjectNode describe(String name, long since) {
            var json = Json.object()
                    .put("name", name)
                    .put("total", total)
                    .put("status", status)
                    .put("delayMs", delayMs);
            var items = json.putArray("items");
            var later = new ArrayList<ObjectNode>();
            kept.stream().filter(entry -> entry.path("seq").asLong() > since).forEach(later::add);
            items.addAll(later);
            return json;
        }
    }
}
