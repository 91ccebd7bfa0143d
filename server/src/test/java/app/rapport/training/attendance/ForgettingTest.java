package app.rapport.training.attendance;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.training.attendance.AttendanceBed.ended;
import static app.rapport.training.attendance.AttendanceBed.joined;
import static app.rapport.training.attendance.AttendanceBed.left;
import static app.rapport.training.attendance.AttendanceBed.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.KeepSettings;
import app.rapport.platform.jobs.Perishable;
import app.rapport.training.attendance.AttendanceBed.Lesson;
import app.rapport.training.attendance.Fact.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Of a class of long ago there remains who attended, and not every step of it. */
@RapportTest
class ForgettingTest {
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(500)).truncatedTo(ChronoUnit.MINUTES);

    @Autowired
    TestOrganizations organizations;

    @Autowired
    AttendanceBed bed;

    @Autowired
    JdbcClient db;

    @Autowired
    List<Perishable> perishables;

    @Autowired
    KeepSettings settings;

    private TestOrganization acme;
    private Lesson old;
    private Lesson coming;

    @BeforeEach
    void oneClassOfLongAgoAndOneToCome() {
        acme = organizations.create();
        old = bed.lesson(acme, longAgo, 60, List.of("Aya", "Ben"));
        coming = bed.again(old, Instant.now().plus(Duration.ofDays(1)));
        var aya = old.learners().getFirst();
        var end = longAgo.plus(Duration.ofHours(1));
        bed.hear(
                old,
                started(longAgo),
                joined(aya, "c1", longAgo),
                left(aya, "c1", end),
                new Fact(Kind.JOINED, "run", longAgo, null, "c2", null, null, null, "iPad"),
                ended(end));
        await().until(() -> report().path("state").asString().equals("final"));
        for (var lesson : List.of(old, coming)) {
            acme.run(() -> {
                db.sql("insert into training.join_links values (:hash, :organization, :session, :learner, now())")
                        .param("hash", lesson.session().toString().getBytes(StandardCharsets.UTF_8))
                        .param("organization", acme.id().value())
                        .param("session", lesson.session())
                        .param("learner", aya.id())
                        .update();
                db.sql("insert into training.join_times values (:id, :organization, :session, 900, :at)")
                        .param("id", lesson.session())
                        .param("organization", acme.id().value())
                        .param("session", lesson.session())
                        .param("at", Timestamps.at(lesson.equals(old) ? longAgo : Instant.now()))
                        .update();
            });
        }
    }

    @Test
    @Requirement("D-30")
    void afterAYearItsStepsAreForgottenAndItsReportIsNot() {
        var before = report();
        assertThat(before.path("unmatched")).hasSize(1);

        forget();

        assertThat(rows("meeting_facts", old)).isZero();
        assertThat(rows("join_links", old)).isZero();
        assertThat(rows("join_times", old)).isZero();
        var after = report();
        assertThat(after.path("attendees")).isEqualTo(before.path("attendees"));
        assertThat(after.path("presentRate")).isEqualTo(before.path("presentRate"));
        assertThat(after.path("state").asString()).isEqualTo("final");
        assertThat(after.path("unmatched")).isEmpty();
        assertThat(rows("join_links", coming)).isEqualTo(1);
        assertThat(rows("join_times", coming)).isEqualTo(1);
    }

    @Test
    void whatIsYoungerOrUnreadStays() {
        acme.run(() -> db.sql("update training.sessions set start_time = :recent where id = :id")
                .param("recent", Timestamps.at(Instant.now().minus(Duration.ofDays(89))))
                .param("id", old.session())
                .update());
        forget();
        assertThat(rows("meeting_facts", old)).isEqualTo(5);
        assertThat(rows("join_links", old)).isEqualTo(1);
    }

    private void forget() {
        for (var perishable : perishables) {
            if (perishable.getClass().getName().startsWith("app.rapport.training.")) {
                Tenancy.runSystem(() -> {
                    while (perishable.forget(Instant.now().minus(perishable.kept(settings)), 1) > 0) {
                        // a little at a time
                    }
                });
            }
        }
    }

    private JsonNode report() {
        return json(get(acme.admin(), old.path()), 200);
    }

    private long rows(String table, Lesson of) {
        return acme.in(() -> db.sql("select count(*) from training." + table + " where session_id = :session")
                .param("session", of.session())
                .query(Long.class)
                .single());
    }
}
