package app.rapport.training.attendance;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.training.attendance.AttendanceBed.ended;
import static app.rapport.training.attendance.AttendanceBed.joined;
import static app.rapport.training.attendance.AttendanceBed.started;
import static org.awaitility.Awaitility.await;

import app.rapport.SampleIds;
import app.rapport.identity.TestOrganization;
import app.rapport.training.attendance.Fact.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A class that is over, with somebody of a customer's who attended and somebody nobody knows. */
@Component
class AttendanceSamples implements SampleIds {
    private static final String SESSION = "/api/sessions/{id}";
    private static final String LEARNER = SESSION + "/attendance/{userId}";
    private static final String STRANGER = SESSION + "/attendance/unmatched/{unmatchedId}";
    private static final String RESOLVE = "POST " + STRANGER + "/resolve";

    private final AttendanceBed bed;
    private final JdbcClient db;

    AttendanceSamples(AttendanceBed bed, JdbcClient db) {
        this.bed = bed;
        this.db = db;
    }

    @Override
    public Map<String, String> of(TestOrganization organization) {
        var admin = organization.admin();
        var customer = json(post(admin, "/api/customers", """
                {"name":"Taught Ltd","domains":["taught-%s.example"]}""".formatted(UUID.randomUUID())), 201)
                .get("id")
                .asString();
        var now = Instant.now();
        var lesson = bed.lesson(organization, now, 60, List.of("Aya", "Ben"));
        var aya = lesson.learners().getFirst();
        organization.run(
                () -> db.sql("update training.learners set customer_id = cast(:customer as uuid) where id = :id")
                        .param("customer", customer)
                        .param("id", aya.id())
                        .update());
        var login = new Fact(Kind.JOINED, "run", now, null, "c2", null, "zoom-user-7", null, "N.");
        bed.hear(lesson, started(now), joined(aya, "c1", now), login, ended(now.plus(Duration.ofHours(1))));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !json(get(admin, "/api/customers/" + customer + "/timeline"), 200)
                        .get("items")
                        .isEmpty());
        var ids = new HashMap<String, String>();
        ids.put(SESSION, lesson.session().toString());
        ids.put("/api/my-courses/{id}", lesson.session().toString());
        ids.put(LEARNER, aya.id().toString());
        ids.put(
                STRANGER,
                json(get(admin, lesson.path()), 200).at("/unmatched/0/id").asString());
        ids.put("a cohort that was taught", lesson.cohort().toString());
        ids.put("a customer that was taught", customer);
        return ids;
    }

    @Override
    public Map<String, String> bodies() {
        return Map.of(
                "PUT " + LEARNER + "/override",
                "{\"status\":\"present\"}",
                RESOLVE,
                "{\"userId\":\"%s\"}".formatted(LEARNER));
    }

    @Override
    public Map<String, String> references() {
        return Map.of(
                RESOLVE + " userId",
                LEARNER,
                "GET /api/training/report cohort",
                "a cohort that was taught",
                "GET /api/training/report customer",
                "a customer that was taught");
    }
}
