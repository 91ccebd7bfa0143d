package app.rapport.training.attendance;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.put;
import static app.rapport.training.attendance.AttendanceBed.ended;
import static app.rapport.training.attendance.AttendanceBed.joined;
import static app.rapport.training.attendance.AttendanceBed.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.training.attendance.AttendanceBed.Enrolled;
import app.rapport.training.attendance.AttendanceBed.Lesson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A cohort of two, of whom Ben stays away. Below 60 % people are told. */
@RapportTest
class LowAttendanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOW = "training.low_attendance";
    private static final String LOST = "training.passing_impossible";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    AttendanceBed bed;

    @Autowired
    JdbcClient db;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TestOrganization acme;
    private Lesson first;

    @BeforeEach
    void aCohort() {
        acme = organizations.create();
        first = bed.lesson(acme, now.minus(Duration.ofDays(3)), 60, List.of("Aya", "Ben"));
    }

    @Test
    void whoeverTeachesAndCoordinatesIsToldOnceOfWhoAttendsTooLittle() {
        var planned = bed.again(first, now.plus(Duration.ofDays(1)));
        bed.again(first, now.plus(Duration.ofDays(2)));
        held(first, aya(first));

        await().atMost(PATIENCE).until(() -> told(Role.INSTRUCTOR), list -> list.equals(List.of(LOW)));
        var notice = notices(Role.COORDINATOR).get(0);
        assertThat(notice.get("title").asString()).isEqualTo("Ben attends too little of Spring");
        assertThat(notice.get("body").asString()).isEqualTo("0 of 1 sessions so far, 0 %. Below 60 % you are told.");
        assertThat(notice.get("link").asString()).isEqualTo("/training/report?cohort=" + first.cohort());
        assertThat(told(Role.CSM)).isEmpty();
        assertThat(told(organizations.create())).isEmpty();

        readAll();
        var second = bed.again(first, now.minus(Duration.ofDays(2)));
        held(second, aya(second)); // 0 of 2, and of four he can have two
        await().atMost(PATIENCE).until(() -> told(Role.COORDINATOR), list -> list.equals(List.of(LOST, LOW)));
        assertThat(notices(Role.COORDINATOR).get(0).get("body").asString())
                .isEqualTo("0 of 2 sessions so far; sessions still planned: 2.");

        readAll();
        bed.hear(second, joined(aya(second), "again", startOf(second))); // counted anew, with the same outcome
        decide(second, aya(second), "excused");
        var third = bed.again(planned, now.minus(Duration.ofDays(1)));
        held(third, aya(third));
        await().during(Duration.ofSeconds(2)).until(() -> told(Role.COORDINATOR).size() == 2);
    }

    @Test
    void whoRecoversMayBeToldOfAgain() {
        bed.again(first, now.plus(Duration.ofDays(1)));
        bed.again(first, now.plus(Duration.ofDays(2)));
        held(first, aya(first));
        await().atMost(PATIENCE).until(() -> told(Role.COORDINATOR), list -> list.equals(List.of(LOW)));
        readAll();

        decide(first, ben(first), "present");
        await().atMost(PATIENCE).until(() -> warned() == 0);
        json(delete(acme.admin(), first.path() + "/" + ben(first).id() + "/override"), 200);

        await().atMost(PATIENCE).until(() -> told(Role.COORDINATOR), list -> list.equals(List.of(LOW, LOW)));
        assertThat(warned()).isEqualTo(1);
    }

    @Test
    void manyAtOnceAreOneNotice() {
        first = bed.lesson(
                acme,
                now.minus(Duration.ofDays(3)),
                60,
                IntStream.range(0, 6).mapToObj(one -> "Learner " + one).toList());
        bed.again(first, now.plus(Duration.ofDays(1)));
        bed.again(first, now.plus(Duration.ofDays(2)));
        held(first, aya(first));

        await().atMost(PATIENCE).until(() -> !told(Role.COORDINATOR).isEmpty());

        assertThat(told(Role.COORDINATOR)).containsExactly("training.low_attendance_of_many");
        assertThat(notices(Role.COORDINATOR).get(0).get("title").asString())
                .isEqualTo("5 learners attend too little of Spring");
    }

    private void held(Lesson lesson, Enrolled present) {
        var start = startOf(lesson);
        bed.hear(lesson, started(start), joined(present, "c1", start), ended(start.plus(Duration.ofHours(1))));
        await().atMost(PATIENCE)
                .until(() -> json(get(acme.admin(), lesson.path()), 200)
                        .get("state")
                        .asString()
                        .equals("final"));
    }

    private Instant startOf(Lesson lesson) {
        return acme.in(() -> db.sql("select start_time from training.sessions where id = :id")
                .param("id", lesson.session())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single());
    }

    private void decide(Lesson lesson, Enrolled learner, String status) {
        json(
                put(acme.admin(), lesson.path() + "/" + learner.id() + "/override", "{\"status\":\"" + status + "\"}"),
                200);
    }

    private static Enrolled aya(Lesson lesson) {
        return lesson.learners().get(0);
    }

    private static Enrolled ben(Lesson lesson) {
        return lesson.learners().get(1);
    }

    private void readAll() {
        for (var role : List.of(Role.COORDINATOR, Role.INSTRUCTOR)) {
            post(acme.client(role), "/api/notices/read-all", "").expectStatus().isNoContent();
        }
    }

    private JsonNode notices(Role role) {
        return json(get(acme.client(role), "/api/notices"), 200).get("items");
    }

    private List<String> told(Role role) {
        return kinds(notices(role));
    }

    private static List<String> told(TestOrganization other) {
        return kinds(
                json(get(other.client(Role.COORDINATOR), "/api/notices"), 200).get("items"));
    }

    /** The latest first. */
    private static List<String> kinds(JsonNode notices) {
        return StreamSupport.stream(notices.spliterator(), false)
                .map(one -> one.get("kind").asString())
                .filter(kind -> kind.startsWith("training."))
                .toList();
    }

    private long warned() {
        return acme.in(() -> db.sql("select count(*) from training.attendance_warnings")
                .query(Long.class)
                .single());
    }
}
