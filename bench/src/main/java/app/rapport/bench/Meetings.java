package app.rapport.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Sessions are planned while a fifth of what is asked of Zoom fails: one half of that before the meeting is made, the other
 * after it, without an answer. Every tenth session is cancelled at once. Then what Zoom has is held against what was planned.
 *
 * <p>Arguments: sessions (1000).
 */
final class Meetings {
    /** Zoom lets each host be changed a hundred times a day, and failed requests count. */
    private static final int SESSIONS_OF_ONE_HOST = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final double EACH_FAULT = 0.1;

    private Meetings() {}

    static void main(String[] args) throws Exception {
        var sessions = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        try (var rapport = new Running()) {
            var key = rapport.apiKey("admin");
            rapport.ok("PATCH", "/api/organization", key, Map.of("hourlyApiLimit", 100_000_000));
            var hosts = hosts(rapport, key, (sessions + SESSIONS_OF_ONE_HOST - 1) / SESSIONS_OF_ONE_HOST);
            var cohort = rapport.ok(
                            "POST", "/api/cohorts", key, Map.of("name", "Many", "instructor_id", hosts.getFirst()))
                    .path("id")
                    .asString();
            // Who never taught is made known to Zoom before anything fails: this is about meetings.
            for (var host : hosts) {
                plan(rapport, key, cohort, host, 0);
            }
            var before = inZoom(rapport).stream()
                    .map(meeting -> meeting.path("id").asString())
                    .collect(Collectors.toSet());
            fault(rapport, "status");
            fault(rapport, "drop_after_commit");

            var planned = new ArrayList<String>();
            var cancelled = new HashSet<String>();
            var atOnce = 0;
            var began = System.nanoTime();
            for (var n = 0; n < sessions; n++) {
                var session = plan(rapport, key, cohort, hosts.get(n % hosts.size()), 1 + n / hosts.size());
                planned.add(session.path("id").asString());
                atOnce += number(session).isEmpty() ? 0 : 1;
                if (n % 10 == 9) {
                    rapport.ok("DELETE", "/api/sessions/" + planned.getLast(), key, null);
                    cancelled.add(planned.getLast());
                }
            }
            var took = (System.nanoTime() - began) / 1e9;
            var made = awaitMeetings(rapport, key, cohort, planned.size() - cancelled.size() + hosts.size());
            made.removeAll(before);
            var inZoom = awaitZoom(rapport, before, made.size());
            var markers = inZoom.stream()
                    .map(meeting -> meeting.path("agenda").asString())
                    .collect(Collectors.toSet());
            var orphans = inZoom.stream()
                    .filter(meeting -> !made.contains(meeting.path("id").asString()))
                    .count();
            var kept = planned.size() - cancelled.size();
            Figure.publish(
                    "meetings",
                    List.of(
                            Figure.reported("sessions planned", planned.size(), ""),
                            Figure.reported("of these cancelled at once", cancelled.size(), ""),
                            Figure.reported("requests that fail or are not answered", 2 * EACH_FAULT * 100, "%"),
                            Figure.reported("planned in a second, one after another", planned.size() / took, "/s"),
                            Figure.reported("had their meeting with the answer", 100.0 * atOnce / planned.size(), "%"),
                            Figure.atLeast("have their meeting after retries", 100.0 * made.size() / kept, "%", 99.9),
                            Figure.atMost("meetings in Zoom of no session", (double) orphans, "", 0),
                            Figure.atMost("sessions with two meetings", inZoom.size() - markers.size(), "", 0)));
        }
    }

    private static JsonNode plan(Running rapport, String key, String cohort, String host, int hour) throws Exception {
        return rapport.ok(
                "POST",
                "/api/sessions",
                key,
                Map.of(
                        "cohort_id",
                        cohort,
                        "instructor_id",
                        host,
                        "start_time",
                        Instant.now()
                                .plus(Duration.ofDays(1))
                                .plus(Duration.ofHours(hour))
                                .toString(),
                        "duration",
                        30));
    }

    private static String number(JsonNode session) {
        return session.path("zoom_meeting_id").asString("");
    }

    /** Numbers of all meetings that sessions to come have, once there are as many as there should be or patience ends. */
    private static Set<String> awaitMeetings(Running rapport, String key, String cohort, int wanted) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var numbers = new HashSet<String>();
            var missing = 0;
            var cursor = "";
            do {
                var page = rapport.ok(
                        "GET",
                        "/api/sessions?limit=200&status=SCHEDULED&cohort=" + cohort
                                + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                        key,
                        null);
                for (var session : page.path("items")) {
                    if (number(session).isEmpty()) {
                        missing++;
                    } else {
                        numbers.add(number(session));
                    }
                }
                cursor = page.path("nextCursor").asString("");
            } while (!cursor.isEmpty());
            if ((missing == 0 && numbers.size() >= wanted) || System.nanoTime() > deadline) {
                return numbers;
            }
            Thread.sleep(1_000);
        }
    }

    /** What Zoom has beside what it had before, once it is no more than it should be or patience ends. */
    private static List<JsonNode> awaitZoom(Running rapport, Set<String> before, int wanted) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var all = inZoom(rapport).stream()
                    .filter(meeting -> !before.contains(meeting.path("id").asString()))
                    .toList();
            if (all.size() <= wanted || System.nanoTime() > deadline) {
                return all;
            }
            Thread.sleep(1_000);
        }
    }

    private static List<JsonNode> inZoom(Running rapport) throws Exception {
        return rapport.ok("GET", rapport.sandboxUrl() + "/control/zoom/records/meetings", "", null)
                .path("items")
                .valueStream()
                .toList();
    }

    private static void fault(Running rapport, String kind) throws Exception {
        rapport.ok(
                "POST",
                rapport.sandboxUrl() + "/control/zoom/faults",
                "",
                Map.of(
                        "kind",
                        kind,
                        "status",
                        500,
                        "match",
                        Map.of("path", "/meetings"),
                        "probability",
                        EACH_FAULT,
                        "times",
                        -1));
    }

    /** New people who teach. */
    private static List<String> hosts(Running rapport, String key, int count) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (var n = 0; n < count; n++) {
                var link = rapport.ok(
                                "POST",
                                "/api/invitations",
                                key,
                                Map.of("email", "teacher" + n + "@acornworks.example", "role", "instructor"))
                        .path("link")
                        .asString();
                var accept = rapport.url() + "/api/invitations/by-token/" + link.substring(link.lastIndexOf('/') + 1)
                        + "/accept";
                http.send(
                        HttpRequest.newBuilder(URI.create(accept))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"Teacher %d\",\"password\":\"correct horse battery\"}"
                                                .formatted(n)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
        return rapport.ok("GET", "/api/users?role=instructor&query=teacher&limit=200", key, null)
                .path("items")
                .valueStream()
                .map(user -> user.path("id").asString())
                .toList();
    }
}
