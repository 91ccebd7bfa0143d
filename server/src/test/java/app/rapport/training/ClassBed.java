package app.rapport.training;

import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static org.awaitility.Awaitility.await;

import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.sandbox.ZoomHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A school of one cohort, with an empty Zoom account. */
@Component
class ClassBed {
    private final TestOrganizations organizations;
    private final MovableClock clock;
    private final JdbcClient db;
    private @Nullable TestOrganization school;
    private @Nullable String cohort;

    ClassBed(TestOrganizations organizations, MovableClock clock, JdbcClient db) {
        this.organizations = organizations;
        this.clock = clock;
        this.db = db;
    }

    void asNew() {
        clock.reset();
        zoom().reset();
        for (var table : List.of("zoom_pulse", "zoom_pace", "zoom_host_days")) {
            db.sql("delete from training." + table).update();
        }
        school = organizations.create();
        cohort = json(post(client(Role.COORDINATOR), "/api/cohorts", """
                {"name":"Spring onboarding","instructor_id":"%s"}""".formatted(instructor())), 201)
                .path("id")
                .asString();
    }

    TestOrganization organization() {
        return Objects.requireNonNull(school);
    }

    RestTestClient client(Role role) {
        return organization().client(role);
    }

    String cohort() {
        return Objects.requireNonNull(cohort);
    }

    String instructor() {
        return organization().user(Role.INSTRUCTOR).id().toString();
    }

    ZoomHandle zoom() {
        return SandboxTest.InPlaceOfProviders.sandbox().zoom();
    }

    MovableClock clock() {
        return clock;
    }

    JsonNode session(Instant start, int minutes) {
        return json(
                post(client(Role.COORDINATOR), "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"%s","duration":%d}""".formatted(cohort(), instructor(), start, minutes)),
                201);
    }

    JsonNode enrol(String email, String name) {
        return json(
                post(client(Role.COORDINATOR), "/api/cohorts/" + cohort() + "/learners", """
                {"email":"%s","name":"%s"}""".formatted(email, name)),
                201);
    }

    /** The organisation's user who learns. */
    JsonNode enrolUser() {
        return enrol(organization().user(Role.LEARNER).email(), "");
    }

    /** What Zoom has. */
    List<ObjectNode> meetings() {
        return zoom().records("meetings");
    }

    List<String> starts() {
        return organization()
                .in(() -> db.sql("select start_time from training.sessions order by start_time")
                        .query((row, number) -> row.getTimestamp(1).toInstant().toString())
                        .list());
    }

    String state(String session) {
        return organization()
                .in(() -> db.sql("""
                select state from training.meetings where session_id = cast(:id as uuid) and current
                """)
                        .param("id", session)
                        .query((row, number) -> row.getString(1))
                        .single());
    }

    /** Nothing is left to do with Zoom. */
    boolean settled() {
        return organization()
                        .in(() -> db.sql("select count(*) from training.meetings where next_attempt_at is not null")
                                .query(Long.class)
                                .single())
                == 0;
    }

    record Sent(String subject, String text, String calendar) {}

    /** When all that was noted is written. */
    List<Sent> mails(String to) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> organization()
                                .in(() -> db.sql("select count(*) from training.letters")
                                        .query(Long.class)
                                        .single())
                        == 0);
        return organization()
                .in(() -> db.sql("""
                select subject, text_body, attachment from messages.outbox where recipient = :to order by created_at, id
                """)
                        .param("to", to)
                        .query((row, number) -> new Sent(row.getString(1), row.getString(2), row.getString(3)))
                        .list());
    }

    void begins(String session) {
        organization().run(() -> db.sql("""
                update training.sessions set status = 'IN_PROGRESS', started_at = start_time where id = cast(:id as uuid)
                """).param("id", session).update());
    }

    void ends(String session) {
        organization().run(() -> db.sql("""
                update training.sessions set status = 'COMPLETED', started_at = start_time, ended_at = start_time
                where id = cast(:id as uuid)
                """).param("id", session).update());
    }

    RestTestClient anonymous() {
        return organizations.anonymous();
    }
}
