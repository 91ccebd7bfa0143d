package app.rapport.training;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A large cohort is invited to a long series without anybody waiting for it, and everybody once. */
@SandboxTest
class LettersTest {
    private static final int LEARNERS = 300;

    @Autowired
    ClassBed bed;

    @Autowired
    JdbcClient db;

    @Autowired
    LetterQueue queue;

    private RestTestClient coordinator;

    @BeforeEach
    void aLargeCohort() {
        bed.asNew();
        coordinator = bed.client(Role.COORDINATOR);
        var crowd = IntStream.range(0, LEARNERS).mapToObj(n -> "learner" + n + "@elsewhere.example\\n");
        json(
                post(coordinator, "/api/cohorts/" + bed.cohort() + "/learners/import", """
                {"content":"%s"}""".formatted(
                                crowd.collect(Collectors.joining()))),
                200);
    }

    @AfterEach
    void timeAsItIs() {
        bed.clock().reset();
    }

    @Test
    void whoPlansALongSeriesForManyDoesNotWaitForTheLetters() {
        var begun = System.nanoTime();
        var series = series();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        LoggerFactory.getLogger(LettersTest.class).info("planning 52 sessions for {} took {}", LEARNERS, took);
        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(series.at("/letters/readers").asInt()).isEqualTo(LEARNERS);

        var first = "/api/sessions/" + series.path("id").asString();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(json(get(coordinator, first), 200)
                                .path("letters")
                                .isNull())
                        .isTrue());
        everybodyHasOne("Invitation:", 52);

        json(patch(coordinator, first, "{\"title\":\"Another title\",\"scope\":\"following\"}"), 200);
        bed.mails("");
        everybodyHasOne("New time:", 52);
        delete(coordinator, first + "?scope=following").expectStatus().isNoContent();
        bed.mails("");
        everybodyHasOne("Cancelled:", 52);
    }

    @Test
    void whereverItBreaksOffNobodyIsLeftOutAndNobodyWrittenToTwice() {
        series();
        for (var crash = 0; crash < 5; crash++) {
            assertThatThrownBy(() -> bed.organization().run(() -> {
                        noted().forEach(queue::write);
                        throw new IllegalStateException("the power went");
                    }))
                    .hasMessage("the power went");
            bed.organization().run(() -> noted().forEach(queue::write));
        }
        bed.mails("");
        everybodyHasOne("Invitation:", 52);
    }

    @Test
    void whoIsEnrolledMeanwhileIsInvitedOnceAndWhoIsRemovedIsNot() {
        var gone = json(get(coordinator, "/api/cohorts/" + bed.cohort() + "/learners?limit=200"), 200)
                .path("items")
                .get(199);
        series();
        delete(
                        coordinator,
                        "/api/cohorts/" + bed.cohort() + "/learners/"
                                + gone.path("userId").asString())
                .expectStatus()
                .isNoContent();
        bed.enrol("late@elsewhere.example", "Late");
        assertThat(bed.mails("late@elsewhere.example")).hasSize(1);
        assertThat(bed.mails(gone.path("email").asString())).hasSizeLessThan(2);
    }

    private JsonNode series() {
        return json(post(coordinator, "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"2099-03-15T09:00:00Z","duration":60,
                 "repeat":{"every":"week","count":52}}""".formatted(bed.cohort(), bed.instructor())), 201);
    }

    private List<UUID> noted() {
        return db.sql("select id from training.letters")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private void everybodyHasOne(String subject, int sessions) {
        var seen = new HashSet<String>();
        bed.organization()
                .run(() -> db.sql("""
                        select recipient, attachment from messages.outbox where subject like :subject || '%'
                        """).param("subject", subject).query(row -> {
                    assertThat(seen.add(row.getString("recipient")))
                            .as(row.getString("recipient"))
                            .isTrue();
                    assertThat(row.getString("attachment").split("BEGIN:VEVENT", -1))
                            .hasSize(sessions + 1);
                }));
        assertThat(seen).hasSize(LEARNERS);
    }
}
