package app.rapport.bench;

import app.rapport.Rapport;
import app.rapport.training.attendance.AttendanceBench;
import app.rapport.training.attendance.AttendanceBench.Lesson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast Zoom's events are answered at 500 a second, and how long after the end of a meeting of 5,000 its attendance is
 * final and complete. Events are signed and all different, sent at their time whether or not earlier ones were answered.
 */
final class Attendance {
    private static final int PEOPLE = 5_000;
    private static final int PER_SECOND = 500;
    private static final String SECRET = "secret of the measurement";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AttendanceBench bed;
    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong refused = new AtomicLong();

    private Attendance(ConfigurableApplicationContext rapport) {
        this.bed = new AttendanceBench(rapport);
        this.base = "http://localhost:" + rapport.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Prints the table and writes {@code bench/out/attendance.json}. */
    static void main(String[] args) throws Exception {
        var data = Files.createTempDirectory("rapport-bench");
        try (var rapport = new SpringApplication(Rapport.class)
                .run(
                        "--server.port=0",
                        "--rapport.data=" + data,
                        "--zoom.account-id=bench",
                        "--zoom.client-id=bench",
                        "--zoom.client-secret=bench",
                        "--zoom.sdk-key=bench",
                        "--zoom.sdk-secret=bench",
                        "--zoom.webhook-secret-token=" + SECRET,
                        "--rapport.providers.zoom.base-url=http://localhost:1",
                        "--logging.level.root=warn")) {
            Figure.publish("attendance", new Attendance(rapport).measure());
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private List<Figure> measure() throws Exception {
        hold(bed.lesson(PEOPLE)); // the machine learns the hot paths; not counted
        nanos.clear();
        var before = bed.kept();
        var lesson = bed.lesson(PEOPLE);
        var behind = hold(lesson);
        var sorted = nanos.stream().sorted().toList();
        var report = report(lesson);
        var right = 0;
        for (var attendee : report.path("attendees")) {
            right += attendee.path("seconds").asInt() == 3600 ? 1 : 0;
        }
        return List.of(
                Figure.reported("events of one meeting, at 500 a second", sorted.size(), ""),
                Figure.reported("  answered, median", sorted.get(sorted.size() / 2) / 1e6, "ms"),
                Figure.atMost("  99 of 100 within", sorted.get(sorted.size() * 99 / 100) / 1e6, "ms", 200),
                Figure.atMost("  refused", (double) refused.get(), "", 0),
                Figure.atMost(
                        "answered 200 but not on record",
                        Math.max(0.0, (double) sorted.size() - (bed.kept() - before)),
                        "",
                        0),
                Figure.atMost("from the meeting's end to a final report of 5,000", behind, "s", 5),
                Figure.atLeast("learners whose time is right to the second", (double) right, "", PEOPLE));
    }

    /** Everybody comes at the start and stays; how long after the end it takes until the report says so, in seconds. */
    private double hold(Lesson lesson) throws Exception {
        var start = Instant.now().minus(Duration.ofHours(1));
        var bodies = new ArrayList<String>();
        bodies.add(event(lesson, "meeting.started", start, "\"start_time\":\"%s\"".formatted(start)));
        for (var i = 0; i < lesson.keys().size(); i++) {
            bodies.add(event(
                    lesson,
                    "meeting.participant_joined",
                    start,
                    "\"participant\":{\"user_id\":\"%d\",\"customer_key\":\"%s\",\"user_name\":\"Learner\",\"email\":\"\",\"join_time\":\"%s\"}"
                            .formatted(16_778_240 + 1_024 * i, lesson.keys().get(i), start)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            for (var i = 0; i < bodies.size(); i++) {
                var due = began + i * 1_000_000_000L / PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                }
                var body = bodies.get(i);
                threads.execute(() -> post(body, due));
            }
        }
        var end = start.plus(Duration.ofHours(1));
        var ended = System.nanoTime();
        post(
                event(lesson, "meeting.ended", end, "\"start_time\":\"%s\",\"end_time\":\"%s\"".formatted(start, end)),
                ended);
        while (!complete(report(lesson), lesson.keys().size())) {
            if (System.nanoTime() - ended > PATIENCE.toNanos()) {
                throw new IllegalStateException("the attendance was not final within " + PATIENCE);
            }
            Thread.sleep(250);
        }
        return (System.nanoTime() - ended) / 1e9;
    }

    private static boolean complete(JsonNode report, int learners) {
        return report.path("state").asString().equals("final")
                && report.path("presentCount").asInt() == learners;
    }

    private static String event(Lesson lesson, String name, Instant at, String more) {
        return """
                {"event":"%s","event_ts":%d,"payload":{"account_id":"bench","object":{"id":"%s","uuid":"bench==","host_id":"h",\
                "topic":"Bench","type":2,"duration":60,"timezone":"UTC",%s}}}""".formatted(name, at.toEpochMilli(), lesson.meetingId(), more);
    }

    /** @param due when it should have been sent: waiting for others counts */
    private void post(String body, long due) {
        try {
            var stamp = Long.toString(Instant.now().getEpochSecond());
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/webhooks/zoom"))
                            .header("Content-Type", "application/json")
                            .header("x-zm-request-timestamp", stamp)
                            .header("x-zm-signature", signature(stamp, body))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                refused.incrementAndGet();
            }
            nanos.add(System.nanoTime() - due);
        } catch (Exception e) {
            refused.incrementAndGet();
        }
    }

    private static String signature(String stamp, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = "v0:" + stamp + ":" + body;
        return "v0=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode report(Lesson lesson) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/api/sessions/" + lesson.session() + "/attendance"))
                        .header("Authorization", "Bearer " + bed.key())
                        .build(),
                BodyHandlers.ofByteArray());
        return JsonMapper.shared().readTree(answer.body());
    }
}
