package app.rapport.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * From the completion of a conversation to its record in both CRMs, in the running demo; and the server's memory meanwhile.
 *
 * <p>Arguments: conversations (200).
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
        try (var rapport = new Running()) {
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
                            Figure.atMost("server's memory", rapport.residentBytes() / 1e6, "MB", 600)));
        }
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
