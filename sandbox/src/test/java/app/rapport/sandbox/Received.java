package app.rapport.sandbox;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the sandbox's own receiver was sent. */
final class Received {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private Received() {}

    /** All of it, once it is that many. */
    static List<JsonNode> by(Sandbox sandbox, String receiver, int count) throws Exception {
        var receivers = new Caller(sandbox.baseUrl() + "/control/receivers", null);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var items = receivers.get("/" + receiver).json().path("items");
            if (items.size() >= count) {
                return items.valueStream().toList();
            }
            Thread.sleep(POLL);
        }
        throw new AssertionError("fewer than " + count + " came");
    }
}
