package app.rapport.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * How fast Zoom's events are answered at 500 a second, and how long after the end of a meeting of 5,000 its attendance is
 * final and complete: by a server that is ready since this moment, by the same server afterwards, and by one that is killed
 * while people come in. Events are signed and all different, sent at their time whether or not earlier ones were answered.
 */
final class Attendance {
    private static final int PEOPLE = 5_000;
    private static final int REHEARSED = 1_000;
    private static final int PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Running rapport;
    private final ZoomPosts zoom;
    private final String admin;
    private final String instructor;
    private final String cohort;

    /**
     * @param nanos of each answer 200, from when it should have been sent
     * @param accepted whose coming was answered 200
     * @param seconds from the meeting's end to a final report of all who came
     */
    private record Held(String session, List<Long> nanos, Set<Integer> accepted, long refused, double seconds) {}

    private Attendance(Running rapport) throws Exception {
        this.rapport = rapport;
        this.zoom = new ZoomPosts(rapport.url());
        this.admin = rapport.apiKey("admin");
        rapport.ok("PATCH", "/api/organization", admin, Map.of("hourlyApiLimit", 100_000_000));
        this.instructor = rapport.ok("GET", "/api/users?role=instructor", admin, null)
                .path("items")
                .path(0)
                .path("id")
                .asString();
        this.cohort = rapport.ok(
                        "POST", "/api/cohorts", admin, Map.of("name", "Everybody", "instructor_id", instructor))
                .path("id")
                .asString();
    }

    /** Prints the table and writes {@code bench/out/attendance.json}. */
    static void main(String[] args) throws Exception {
        try (var rapport = new Running()) {
            Figure.publish("attendance", new Attendance(rapport).measure());
        }
    }

    private List<Figure> measure() throws Exception {
        var rehearsed = session();
        var first = session();
        var second = session();
        var broken = session();
        enrol();
        hold(rehearsed, REHEARSED, false); // the sender learns the way; not counted
        rapport.killServer();
        rapport.startServer();
        var cold = hold(first, PEOPLE, false);
        var warm = hold(second, PEOPLE, false);
        var killed = hold(broken, PEOPLE, true);
        var figures = new ArrayList<Figure>();
        figures.addAll(figures("just started: ", cold));
        figures.addAll(figures("warm: ", warm));
        figures.add(Figure.reported(
                "killed on the way: answered 200", killed.accepted().size(), ""));
        figures.add(Figure.reported("  not answered", (double) killed.refused(), ""));
        figures.add(Figure.atMost("  answered 200 but not in the report", (double) lost(killed), "", 0));
        return figures;
    }

    private List<Figure> figures(String when, Held held) throws Exception {
        var sorted = held.nanos().stream().sorted().toList();
        return List.of(
                Figure.reported(when + "answered at 500 a second, median", sorted.get(sorted.size() / 2) / 1e6, "ms"),
                Figure.atMost("  99 of 100 within", sorted.get(sorted.size() * 99 / 100) / 1e6, "ms", 200),
                Figure.atMost("  refused", (double) held.refused(), "", 0),
                Figure.atMost("  answered 200 but not in the report", (double) lost(held), "", 0),
                Figure.atMost("  from the end to a final report of 5,000", held.seconds(), "s", 5));
    }

    /** Whose coming was answered 200 and who are not in the report to the second. */
    private long lost(Held held) throws Exception {
        var there = ConcurrentHashMap.<String>newKeySet();
        for (var attendee : report(held.session()).path("attendees")) {
            if (attendee.path("seconds").asInt() == 3600) {
                there.add(attendee.path("email").asString());
            }
        }
        return held.accepted().stream()
                .filter(person -> !there.contains(email(person)))
                .count();
    }

    /** Past the API, which writes everybody a letter. */
    private void enrol() throws Exception {
        try (var database = rapport.database();
                var statement = database.prepareStatement("""
                        with cohort as (select id, organization_id from training.cohorts where id = ?::uuid),
                        learner as (
                          insert into training.learners (id, organization_id, email, email_key, name, created_at)
                          select gen_random_uuid(), organization_id, email, email, 'Learner ' || i, now()
                          from cohort, generate_series(0, ? - 1) i, format('learner%s@bench.example', i) email
                          returning id, organization_id)
                        insert into training.enrolments (organization_id, cohort_id, learner_id, enrolled_at)
                        select c.organization_id, c.id, l.id, now() from cohort c, learner l
                        """)) {
            statement.setString(1, cohort);
            statement.setInt(2, PEOPLE);
            statement.executeUpdate();
        }
    }

    private static String email(int person) {
        return "learner" + person + "@bench.example";
    }

    /** A session that is soon to begin. */
    private JsonNode session() throws Exception {
        return rapport.ok(
                "POST",
                "/api/sessions",
                admin,
                Map.of(
                        "cohort_id",
                        cohort,
                        "instructor_id",
                        instructor,
                        "start_time",
                        Instant.now().plus(Duration.ofMinutes(5)).toString(),
                        "duration",
                        60));
    }

    /** So many come at the start and stay. With a kill, the server dies half way, and what it missed is not sent again. */
    private Held hold(JsonNode session, int people, boolean kill) throws Exception {
        var id = session.path("id").asString();
        var meeting = session.path("zoom_meeting_id").asString();
        var start = Instant.now().minus(Duration.ofHours(1));
        var accepted = ConcurrentHashMap.<Integer>newKeySet();
        var nanos = Collections.synchronizedList(new ArrayList<Long>());
        Future<?> restart = CompletableFuture.completedFuture(null);
        must(ZoomPosts.started(meeting, start));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            for (var i = 0; i < people; i++) {
                var person = i;
                var due = began + i * 1_000_000_000L / PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                }
                if (kill && person == people / 2) {
                    rapport.killServer();
                    restart = threads.submit(rapport::startServer);
                }
                var joined = ZoomPosts.joined(meeting, start, 16_778_240 + 1_024 * person, email(person));
                threads.execute(() -> {
                    if (zoom.post(joined)) {
                        accepted.add(person);
                        nanos.add(System.nanoTime() - due);
                    }
                });
            }
        }
        restart.get();
        var ended = System.nanoTime();
        must(ZoomPosts.ended(meeting, start, start.plus(Duration.ofHours(1))));
        while (!complete(report(id), accepted.size())) {
            if (System.nanoTime() - ended > PATIENCE.toNanos()) {
                throw new IllegalStateException("the attendance was not final within " + PATIENCE);
            }
            Thread.sleep(250);
        }
        var seconds = (System.nanoTime() - ended) / 1e9;
        System.out.printf("%,d came, final %.1f s after the end%n", accepted.size(), seconds);
        return new Held(id, List.copyOf(nanos), accepted, people - accepted.size(), seconds);
    }

    private void must(String event) {
        if (!zoom.post(event)) {
            throw new IllegalStateException("the meeting's beginning or end was not taken in");
        }
    }

    /** More may be there than were told so: an answer can get lost, too. */
    private static boolean complete(JsonNode report, int learners) {
        return report.path("state").asString().equals("final")
                && report.path("presentCount").asInt() >= learners;
    }

    private JsonNode report(String session) throws Exception {
        return rapport.ok("GET", "/api/sessions/" + session + "/attendance", admin, null);
    }
}
