package app.rapport.training.attendance;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static app.rapport.training.attendance.AttendanceBed.ended;
import static app.rapport.training.attendance.AttendanceBed.joined;
import static app.rapport.training.attendance.AttendanceBed.left;
import static app.rapport.training.attendance.AttendanceBed.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Http;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.AttendanceBed.Enrolled;
import app.rapport.training.attendance.AttendanceBed.Lesson;
import app.rapport.training.attendance.Fact.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A class of four from ten to eleven. */
@RapportTest
class AttendanceTest {
    private static final String PRESENT = "{\"status\":\"present\"}";
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    AttendanceBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acme;
    private Lesson lesson;

    @BeforeEach
    void aClass() {
        acme = organizations.create();
        lesson = bed.lesson(acme, TEN, 60, List.of("Aya", "Ben", "Noor", "Omar"));
    }

    @Test
    @Requirement({"Z-03", "Z-52", "Z-54", "Z-55", "Z-62", "Z-63"})
    void theReportIsThereWithoutAnybodyTouchingIt() {
        var aya = lesson.learners().get(0);
        var ben = lesson.learners().get(1);
        var noor = lesson.learners().get(2);
        bed.hear(lesson, left(noor, "c3", at(10)), joined(noor, "c4", at(20)), started(TEN));
        await().until(() -> status().equals("IN_PROGRESS"));
        bed.hear(lesson, joined(noor, "c3", at(0)), left(noor, "c4", at(40)), joined(ben, "c2", at(12)));
        bed.hear(lesson, joined(aya, "c1", at(0)), joined(aya, "c1", at(0)), ended(at(60)));

        var report = whenFinal();

        assertThat(status()).isEqualTo("COMPLETED");
        assertThat(report.get("sessionSeconds").asInt()).isEqualTo(3600);
        assertThat(report.get("presentRate").asDouble()).isEqualTo(0.5);
        assertThat(report.get("presentCount").asInt()).isEqualTo(2);
        assertThat(report.get("enrolledCount").asInt()).isEqualTo(4);
        assertThat(report.get("definitions").get("percent").asString()).isNotBlank();
        assertThat(report.get("asOf").asString()).isNotBlank();
        assertThat(told(report, 0)).isEqualTo("Aya present 3600 100.0 1");
        assertThat(told(report, 1)).isEqualTo("Ben late 2880 80.0 1");
        assertThat(told(report, 2)).isEqualTo("Noor absent 1800 50.0 2");
        assertThat(told(report, 3)).isEqualTo("Omar absent 0 0.0 0");
        var noors = report.get("attendees").get(2);
        assertThat(noors.get("firstJoin").asString()).isEqualTo(TEN.toString());
        assertThat(noors.get("lastLeave").asString()).isEqualTo(at(40).toString());
        assertThat(noors.at("/segments/1/join").asString()).isEqualTo(at(20).toString());
        assertThat(noors.at("/segments/1/leave").asString()).isEqualTo(at(40).toString());
    }

    @Test
    @Requirement({"Z-15", "Z-56", "Z-57", "Z-59", "Z-60"})
    void whoComesAndGoesIsARowOfTheTimesThatWereTold() {
        var noor = lesson.learners().get(2);
        bed.hear(lesson, started(TEN), joined(noor, "c1", at(1)));
        await().untilAsserted(() -> assertThat(row(noor)).isEqualTo(at(1) + " null"));

        bed.hear(lesson, left(noor, "c1", at(9)), ended(at(60)));

        await().untilAsserted(() -> assertThat(row(noor)).isEqualTo(at(1) + " " + at(9)));
        assertThat(acme.in(() -> db.sql("""
                        select duration from training.session_attendance where session_id = :session and user_id = :user
                        """)
                        .param("session", lesson.session())
                        .param("user", noor.id())
                        .query(Integer.class)
                        .single()))
                .isEqualTo(480);
    }

    @Test
    @Requirement({"Z-52", "D-25"})
    void whoComesAfterTheEndDoesNotReopenIt() {
        bed.hear(lesson, started(TEN), ended(at(60)));
        whenFinal();

        bed.hear(lesson, joined(lesson.learners().getFirst(), "c9", at(70)), started(TEN.plusSeconds(1)));

        await().during(Duration.ofSeconds(2)).until(() -> status().equals("COMPLETED"));
    }

    @Test
    @Requirement({"Z-52", "Z-61"})
    void aMeetingThatIsStartedAgainIsOneClassInWhateverOrderItIsHeardOf() {
        var twin = bed.lesson(acme, TEN, 60, List.of("Aya", "Ben", "Noor", "Omar"));
        bed.hear(lesson, started(TEN), joined(lesson.learners().getFirst(), "c1", at(0)), ended(at(20)));
        await().until(() -> status().equals("COMPLETED"));

        // Its own beginning once more is no beginning; another run's is.
        bed.hear(lesson, started(TEN.plusSeconds(2)));
        await().during(Duration.ofSeconds(2)).until(() -> status().equals("COMPLETED"));
        bed.hear(lesson, again(started(at(25))), again(joined(lesson.learners().getFirst(), "c2", at(25))));
        await().until(() -> status().equals("IN_PROGRESS"));
        bed.hear(lesson, again(ended(at(60))));

        var aya = twin.learners().getFirst();
        var all = new ArrayList<>(List.of(
                started(TEN),
                joined(aya, "c1", at(0)),
                ended(at(20)),
                started(TEN.plusSeconds(2)),
                again(started(at(25))),
                again(joined(aya, "c2", at(25))),
                again(ended(at(60)))));
        Collections.shuffle(all, new Random(52));
        all.forEach(fact -> bed.hear(twin, fact));

        for (var one : List.of(lesson, twin)) {
            await().untilAsserted(() -> {
                var report = json(get(acme.admin(), one.path()), 200);
                assertThat(report.get("sessionSeconds").asInt()).isEqualTo(55 * 60);
                assertThat(told(report, 0)).isEqualTo("Aya present 3300 100.0 2");
                assertThat(report.get("state").asString()).isEqualTo("final");
                assertThat(report.get("corrections")).isEmpty();
            });
            assertThat(json(get(acme.admin(), "/api/sessions/" + one.session()), 200)
                            .get("status")
                            .asString())
                    .isEqualTo("COMPLETED");
        }
    }

    /** The same of another run of the meeting. */
    private static Fact again(Fact fact) {
        return new Fact(
                fact.kind(),
                "another run",
                fact.at(),
                fact.until(),
                fact.connection(),
                fact.customerKey(),
                fact.zoomUserId(),
                fact.email(),
                fact.name());
    }

    @Test
    @Requirement("Z-58")
    void anAddressIsEnoughHoweverItIsWrittenAndANameNever() {
        var aya = lesson.learners().getFirst();
        bed.hear(
                lesson,
                started(TEN),
                guest("c1", null, aya.email().toUpperCase(Locale.ROOT), "Somebody"),
                guest("c2", null, null, "Ben"),
                guest("c3", null, "stranger@elsewhere.example", "Noor"),
                ended(at(60)));

        var report = whenFinal();

        assertThat(told(report, 0)).isEqualTo("Aya present 3600 100.0 1");
        assertThat(told(report, 1)).isEqualTo("Ben absent 0 0.0 0");
        assertThat(report.get("unmatched"))
                .extracting(one -> one.get("name").asString())
                .containsExactlyInAnyOrder("Ben", "Noor");
        assertThat(report.at("/unmatched/0/seconds").asInt()).isEqualTo(3600);
    }

    @Test
    @Requirement("D-25")
    void whoTeachesOrWatchesIsNotAmongThem() {
        var watcher = acme.in(() -> bed.key(
                acme, lesson.session(), null, acme.user(Role.LEADER).id().value()));
        bed.hear(
                lesson,
                started(TEN),
                guest("c1", watcher, null, "Lea"),
                guest("c2", null, acme.user(Role.INSTRUCTOR).email(), "Ines"),
                ended(at(60)));

        var report = whenFinal();

        assertThat(report.get("unmatched")).isEmpty();
        assertThat(report.get("attendees"))
                .hasSize(4)
                .allMatch(one -> one.get("seconds").asInt() == 0);
    }

    @Test
    @Requirement({"Z-66", "Z-67", "Z-68", "Z-69"})
    void whatAPersonDecidedStandsWhateverIsHeardLater() {
        var omar = lesson.learners().get(3);
        bed.hear(lesson, started(TEN), ended(at(60)));
        whenFinal();
        var coordinator = acme.client(Role.COORDINATOR);

        var marked = json(put(omar, "{\"status\":\"present\",\"reason\":\"Sat beside Ben\"}"), 200);

        assertThat(marked.get("status").asString()).isEqualTo("present");
        assertThat(marked.get("automaticStatus").asString()).isEqualTo("absent");
        assertThat(marked.at("/override/by/name").asString()).isEqualTo("Test coordinator");
        bed.hear(lesson, joined(omar, "c1", at(0)), left(omar, "c1", at(5)));
        await().until(() -> report().at("/attendees/3/seconds").asInt() == 300);
        assertThat(told(report(), 3)).isEqualTo("Omar present 300 8.3 1");
        assertThat(report().get("presentCount").asInt()).isEqualTo(1);

        var undone = json(delete(coordinator, lesson.path() + "/" + omar.id() + "/override"), 200);

        assertThat(undone.get("status").asString()).isEqualTo("absent");
        assertThat(undone.get("override").isNull()).isTrue();
        var log = json(get(acme.admin(), "/api/audit?subject=" + lesson.session()), 200)
                .get("items");
        assertThat(log.get(0).get("action").asString()).isEqualTo("attendance.override_undone");
        assertThat(log.get(1).get("action").asString()).isEqualTo("attendance.overridden");
        assertThat(log.get(1).at("/details/before/status").asString()).isEqualTo("absent");
        assertThat(log.get(1).at("/details/after/status").asString()).isEqualTo("present");
        assertThat(log.get(1).at("/details/after/reason").asString()).isEqualTo("Sat beside Ben");
        assertThat(log.get(1).at("/actor/name").asString()).isEqualTo("Test coordinator");
    }

    @Test
    void anOverrideSaysWhatItIs() {
        var ada = lesson.learners().getFirst();
        refused(put(ada, "{\"status\":\"asleep\"}"), 400, "invalid_attendance");
        refused(put(ada, "{\"reason\":\"Ill\"}"), 400, "invalid_attendance");
        assertThat(json(put(ada, "{\"status\":\"EXCUSED\"}"), 200).get("status").asString())
                .as("statuses of sessions are in capitals")
                .isEqualTo("excused");
        refused(
                Http.put(acme.admin(), lesson.path() + "/" + UUID.randomUUID() + "/override", PRESENT),
                404,
                "not_found");
    }

    @Test
    @Requirement("Z-58")
    void aStrangerIsNamedOnceAndKnownTheNextTime() {
        var noor = lesson.learners().get(2);
        var login = new Fact(Kind.JOINED, "run", at(0), null, "c1", null, "zoom-user-7", null, "N.");
        bed.hear(lesson, started(TEN), login, ended(at(60)));
        var stranger = whenFinal().at("/unmatched/0/id").asString();

        var report = json(
                post(
                        acme.client(Role.COORDINATOR),
                        lesson.path() + "/unmatched/" + stranger + "/resolve",
                        "{\"userId\":\"%s\",\"remember\":true}".formatted(noor.id())),
                200);

        assertThat(told(report, 2)).isEqualTo("Noor present 3600 100.0 1");
        assertThat(report.get("unmatched")).isEmpty();
        assertThat(report.at("/resolved/0/remembered").asBoolean()).isTrue();
        var first = lesson;
        lesson = bed.again(lesson, TEN);
        bed.hear(lesson, started(TEN), login, ended(at(60)));
        assertThat(told(whenFinal(), 2)).isEqualTo("Noor present 3600 100.0 1");

        lesson = first;
        var undone =
                json(delete(acme.client(Role.COORDINATOR), lesson.path() + "/unmatched/" + stranger + "/resolve"), 200);

        assertThat(told(undone, 2)).isEqualTo("Noor absent 0 0.0 0");
        assertThat(undone.get("unmatched")).hasSize(1);
    }

    @Test
    @Requirement("Z-58")
    void whoeverIsRememberedIsKnownByAnythingTheyBringAlong() {
        var noor = lesson.learners().get(2);
        var withAll = new Fact(
                Kind.JOINED, "run", at(0), null, "c1", null, "zoom-7", "noor@home.example", "N.", "+49 (30) 901820");
        bed.hear(lesson, started(TEN), withAll, ended(at(60)));
        resolve(whenFinal(), noor, true);

        for (var again : List.of(
                new Fact(Kind.JOINED, "run", at(0), null, "c1", null, "zoom-7", null, "A"),
                new Fact(Kind.JOINED, "run", at(0), null, "c1", null, null, "Noor@home.example", "B"),
                new Fact(Kind.JOINED, "run", at(0), null, "c1", null, null, null, "C", "4930901820"))) {
            lesson = bed.again(lesson, TEN);
            bed.hear(lesson, started(TEN), again, ended(at(60)));
            assertThat(told(whenFinal(), 2)).as(again.name()).isEqualTo("Noor present 3600 100.0 1");
        }
        lesson = bed.again(lesson, TEN);
        var masked = new Fact(Kind.JOINED, "run", at(0), null, "c1", null, null, null, "D", "4930****820");
        bed.hear(lesson, started(TEN), masked, ended(at(60)));
        assertThat(told(whenFinal(), 2)).isEqualTo("Noor absent 0 0.0 0");
    }

    @Test
    @Requirement("Z-58")
    void whoOnlyHasANameIsOfferedAsTheSameOneTheNextTimeAndNotCounted() {
        var noor = lesson.learners().get(2);
        heldWithGuest("Noor’s  iPad");
        var first = lesson;
        var stranger = report().at("/unmatched/0/id").asString();
        assertThat(report().at("/unmatched/0/suggestion").isNull()).isTrue();
        var resolved = resolve(report(), noor, true).at("/resolved/0");
        assertThat(resolved.get("name").asString()).isEqualTo("Noor’s  iPad");
        assertThat(resolved.get("remembered").asBoolean()).isFalse();
        assertThat(resolved.get("suggested").asBoolean()).isTrue();

        lesson = bed.again(lesson, TEN);
        heldWithGuest("NOOR’S iPad");

        assertThat(told(report(), 2)).isEqualTo("Noor absent 0 0.0 0");
        var offered = report().at("/unmatched/0/suggestion");
        assertThat(offered.get("userId").asString()).isEqualTo(noor.id().toString());
        assertThat(offered.get("name").asString()).isEqualTo("Noor");
        assertThat(told(resolve(report(), noor, true), 2)).isEqualTo("Noor present 3600 100.0 1");

        json(delete(acme.client(Role.COORDINATOR), first.path() + "/unmatched/" + stranger + "/resolve"), 200);
        var second = report().at("/resolved/0/id").asString();
        json(delete(acme.client(Role.COORDINATOR), lesson.path() + "/unmatched/" + second + "/resolve"), 200);
        lesson = bed.again(lesson, TEN);
        heldWithGuest("Noor’s iPad");
        assertThat(report().at("/unmatched/0/suggestion").isNull())
                .as("taken back")
                .isTrue();
    }

    @Test
    @Requirement("Z-58")
    void nothingIsOfferedWhereItIsNotClear() {
        var noor = lesson.learners().get(2);
        var omar = lesson.learners().get(3);
        heldWithGuest("iPad");
        resolve(report(), noor, false);
        assertThat(offeredAgain("iPad")).as("not to be remembered").isNull();
        resolve(report(), noor, true);
        assertThat(offeredAgain("iPad")).isEqualTo("Noor");
        assertThat(offeredAgain("iPad", "iPad")).as("two at once").isNull();
        assertThat(offeredAgain("Noor")).as("the name of a learner").isNull();
        acme.run(() -> db.sql("delete from training.enrolments where learner_id = :id")
                .param("id", noor.id())
                .update());
        assertThat(offeredAgain("iPad")).as("no longer enrolled").isNull();
        resolve(report(), omar, true);
        assertThat(offeredAgain("iPad")).isEqualTo("Omar");
        acme.run(() -> db.sql("insert into training.enrolments values (:organization, :cohort, :id, now())")
                .param("organization", acme.id().value())
                .param("cohort", lesson.cohort())
                .param("id", noor.id())
                .update());
        assertThat(offeredAgain("iPad")).as("two things were said").isNull();
        acme.run(() -> db.sql("delete from training.learners where id = :id")
                .param("id", omar.id())
                .update());
        assertThat(report().at("/unmatched/0/suggestion/name").asString())
                .as("the other one is erased")
                .isEqualTo("Noor");

        lesson = bed.lesson(acme, TEN, 60, List.of("Noor"));
        heldWithGuest("iPad");
        assertThat(report().at("/unmatched/0/suggestion").isNull())
                .as("another cohort")
                .isTrue();
    }

    /** Who is offered for the first of such guests in the cohort's next session. */
    private @Nullable String offeredAgain(String... names) {
        lesson = bed.again(lesson, TEN);
        heldWithGuest(names);
        var offered = report().at("/unmatched/0/suggestion");
        return offered.isNull() ? null : offered.get("name").asString();
    }

    private void heldWithGuest(String... names) {
        bed.hear(lesson, started(TEN), ended(at(60)));
        for (var name : names) {
            bed.hear(lesson, guest("c" + UUID.randomUUID(), null, null, name));
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> report().get("unmatched").size() == names.length);
    }

    private JsonNode resolve(JsonNode report, Enrolled learner, boolean remember) {
        return json(
                post(
                        acme.client(Role.COORDINATOR),
                        lesson.path() + "/unmatched/"
                                + report.at("/unmatched/0/id").asString() + "/resolve",
                        "{\"userId\":\"%s\",\"remember\":%s}".formatted(learner.id(), remember)),
                200);
    }

    @Test
    void onlyThoseItConcernsSeeIt() {
        var others = organizations.create();

        refused(get(others.admin(), lesson.path()), 404, "not_found");
        json(get(acme.client(Role.INSTRUCTOR), lesson.path()), 200);
        json(get(acme.client(Role.COORDINATOR), lesson.path()), 200);
        refused(get(acme.client(Role.LEARNER), lesson.path()), 403, "missing_permission");
    }

    private RestTestClient.ResponseSpec put(Enrolled learner, String body) {
        return Http.put(acme.client(Role.COORDINATOR), lesson.path() + "/" + learner.id() + "/override", body);
    }

    static Fact guest(String connection, @Nullable String key, @Nullable String email, String name) {
        return new Fact(Kind.JOINED, "run", TEN, null, connection, key, null, email, name);
    }

    static Instant at(int minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    private JsonNode whenFinal() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> report().get("state").asString().equals("final"));
        return report();
    }

    private JsonNode report() {
        return json(get(acme.client(Role.COORDINATOR), lesson.path()), 200);
    }

    private static String told(JsonNode report, int index) {
        var one = report.get("attendees").get(index);
        return "%s %s %s %s %s"
                .formatted(
                        one.get("name").asString(),
                        one.get("status").asString(),
                        one.get("seconds").asInt(),
                        one.get("percent").asDouble(),
                        one.get("stints").asInt());
    }

    private String status() {
        return acme.in(() -> db.sql("select status from training.sessions where id = :id")
                .param("id", lesson.session())
                .query((row, number) -> row.getString(1))
                .single());
    }

    private String row(Enrolled learner) {
        return acme.in(() -> db.sql("""
                        select join_time, leave_time from training.session_attendance where session_id = :session and user_id = :user
                        """)
                .param("session", lesson.session())
                .param("user", learner.id())
                .query((row, number) ->
                        Timestamps.read(row, "join_time") + " " + Timestamps.readOrNull(row, "leave_time"))
                .optional()
                .orElse("none"));
    }
}
