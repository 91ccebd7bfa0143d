package app.rapport.bench;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * From the completion of a conversation to its record in both CRMs, in the running demo; and the server's memory while it
 * takes in and delivers 200 events a second.
 *
 * <p>Arguments: conversations (200), seconds at 200 events a second (60).
 */
final class CrmSync {
    private static final String TALK = """
            WEBVTT

            00:00:00.000 --> 00:00:06.000
            <v John Smith>Our budget for next year is 50,000 dollars, and we also look at Gainsight.

            00:00:07.000 --> 00:00:12.000
            <v Sam>Understood. I'll send you the proposal by Friday.
            """;

    private CrmSync() {}

    static void main(String[] args) throws Exception {
        var conversations = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        var seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        try (var catcher = new Catcher();
                var rapport = new Running(URI.create(catcher.url(0)).getAuthority())) {
            var key = rapport.apiKey("admin");
            rapport.ok("PATCH", "/api/organization", key, Map.of("hourlyApiLimit", 100_000_000));
            var took = new ArrayList<Long>();
            for (var i = 0; i < conversations; i++) {
                var id = rapport.ok("POST", "/api/conversations", key, talk(i))
                        .path("id")
                        .asString();
                var began = System.nanoTime();
                rapport.ok("POST", "/api/conversations/" + id + "/complete", key, Map.of());
                took.add(awaitSynced(rapport, key, id, began));
                // HubSpot allows 100 calls in 10 s; faster would measure its limit instead of us.
                Thread.sleep(600);
            }
            Collections.sort(took);
            var memory = memoryUnderLoad(rapport, key, catcher, seconds);
            Figure.publish(
                    "crm-sync",
                    List.of(
                            Figure.reported("conversations", conversations, ""),
                            Figure.reported("completed to both CRMs, p50", (double) took.get(took.size() / 2), "ms"),
                            Figure.atMost(
                                    "completed to both CRMs, p95",
                                    (double) took.get(took.size() * 95 / 100),
                                    "ms",
                                    1000),
                            Figure.reported("events delivered meanwhile", catcher.answered() / (double) seconds, "/s"),
                            Figure.atMost("server's memory at 200 events/s, highest", memory / 1e6, "MB", 600)));
        }
    }

    /** The highest resident memory, in bytes, while events are accepted and delivered. */
    private static long memoryUnderLoad(Running rapport, String key, Catcher catcher, int seconds) throws Exception {
        rapport.ok(
                "POST",
                "/api/integrations/webhooks",
                key,
                Map.of("name", "Load", "url", catcher.url(0), "events", List.of("load.tick")));
        var event = Map.of("type", "load.tick", "payload", Map.of("text", "x".repeat(1_500)));
        var highest = 0L;
        var began = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < seconds * 200; n++) {
                var due = began + n * 5_000_000L;
                LockSupport.parkNanos(due - System.nanoTime());
                var _ = senders.submit(() -> rapport.ok("POST", "/api/events", key, event));
                if (n % 100 == 0) {
                    highest = Math.max(highest, rapport.residentBytes());
                }
            }
        }
        return highest;
    }

    private static Map<String, Object> talk(int number) {
        return Map.of(
                "title", "Review " + number,
                "source", "api",
                "startedAt",
                        Instant.parse("2026-03-02T10:00:00Z")
                                .plusSeconds(number * 3600L)
                                .toString(),
                "participants",
                        List.of(Map.of("email", "john@acmecorp.com", "name", "John Smith"), Map.of("name", "Sam")),
                "transcript", Map.of("format", "vtt", "content", TALK));
    }

    private static long awaitSynced(Running rapport, String key, String id, long began) throws Exception {
        while (true) {
            var sync = rapport.ok("GET", "/api/conversations/" + id, key, null).path("sync");
            var synced = sync.valueStream()
                    .filter(one -> one.path("state").asString().equals("synced"))
                    .count();
            var took = (System.nanoTime() - began) / 1_000_000;
            if (synced == 2 || took > 60_000) {
                return took;
            }
            Thread.sleep(20);
        }
    }
}
