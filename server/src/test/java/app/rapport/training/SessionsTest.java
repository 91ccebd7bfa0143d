package app.rapport.training;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions are planned, moved and cancelled, and Zoom follows. */
@SandboxTest
class SessionsTest {
    @Autowired
    ClassBed bed;

    @Autowired
    JdbcClient db;

    private RestTestClient coordinator;
    private Instant tomorrow;

    @BeforeEach
    void aCohort() {
        bed.asNew();
        coordinator = bed.client(Role.COORDINATOR);
        tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
    }

    @AfterEach
    void timeAsItIs() {
        bed.clock().reset();
    }

    @Test
    @Requirement({"Z-14", "Z-18", "Z-24", "Z-25", "Z-26", "Z-28", "Z-29", "Z-31", "Z-32"})
    void schedulingMakesTheSessionAndItsMeetingAndAnswersWithBoth() {
        var session = bed.session(tomorrow, 60);

        assertThat(session.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(session.at("/meeting/state").asString()).isEqualTo("ready");
        assertThat(session.path("zoom_start_url").isNull())
                .as("who plans does not start it")
                .isTrue();
        var meeting = bed.meetings().getFirst();
        assertThat(session.path("zoom_meeting_id").asString())
                .isEqualTo(meeting.path("id").asString());
        assertThat(session.path("zoom_join_url").asString())
                .isEqualTo(meeting.path("join_url").asString());
        assertThat(meeting.path("topic").asString()).isEqualTo("Spring onboarding");
        assertThat(meeting.path("start_time").asString()).isEqualTo(tomorrow.toString());
        assertThat(meeting.path("duration").asInt()).isEqualTo(60);

        var shown = json(get(bed.client(Role.INSTRUCTOR), "/api/sessions/" + id(session)), 200);
        assertThat(shown.path("cohort_id").asString()).isEqualTo(bed.cohort());
        assertThat(shown.path("zoom_start_url").asString("")).as("the host's").startsWith("http");
        bed.enrolUser();
        assertThat(json(get(bed.client(Role.LEARNER), "/api/sessions/" + id(session)), 200)
                        .path("zoom_start_url")
                        .isNull())
                .as("nobody else's")
                .isTrue();
        refused(post(bed.client(Role.LEARNER), "/api/sessions", "{}"), 403, "missing_permission");
        refused(post(bed.client(Role.INSTRUCTOR), "/api/sessions", "{}"), 403, "missing_permission");
    }

    @Test
    @Requirement({"Z-30", "Z-85"})
    void whatIsMissingOrPastOrTooLongIsNamed() {
        var whole = """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"%s","duration":60}""".formatted(bed.cohort(), bed.instructor(), tomorrow);
        for (var field : List.of("cohort_id", "instructor_id", "start_time", "duration")) {
            var without = whole.replaceFirst("\"" + field + "\":(\"[^\"]*\"|\\d+),?", "")
                    .replace(",}", "}");
            var refusal = json(post(coordinator, "/api/sessions", without), 400);
            assertThat(refusal.path("field").asString()).isEqualTo(field);
        }
        refused(
                post(
                        coordinator,
                        "/api/sessions",
                        whole.replace(
                                tomorrow.toString(),
                                Instant.now().minusSeconds(90).toString())),
                400,
                "start_in_the_past");
        for (var duration : List.of("0", "-5", "481", "1801")) {
            refused(post(coordinator, "/api/sessions", whole.replace(":60", ":" + duration)), 400, "invalid_duration");
        }
        var camel = whole.replace("cohort_id", "cohortId")
                .replace("instructor_id", "instructorId")
                .replace("start_time", "startTime")
                .replace(":60", ":480");
        json(post(coordinator, "/api/sessions", camel), 201);
    }

    @Test
    @Requirement("Z-30")
    void aTimeIsReadInWhicheverWayItIsWrittenWithItsOffset() {
        for (var written : List.of(
                "\"" + tomorrow + "\"",
                "\"" + tomorrow.toString().replace(":00Z", "Z") + "\"",
                "\"" + tomorrow.atOffset(ZoneOffset.ofHours(3)) + "\"",
                "\"" + tomorrow.toString().replace("Z", "+0000") + "\"",
                String.valueOf(tomorrow.getEpochSecond()),
                String.valueOf(tomorrow.toEpochMilli()))) {
            assertThat(json(post(coordinator, "/api/sessions", starting(written)), 201)
                            .path("start_time")
                            .asString())
                    .as(written)
                    .isEqualTo(tomorrow.toString());
        }
    }

    @Test
    @Requirement("Z-30")
    void whatIsOfAnotherFormIsNamedToo() {
        for (var written :
                List.of("\"tomorrow\"", "\"2027-02-30T10:00:00Z\"", "\"2027-03-01T10:00:00\"", "{}", "true")) {
            var refusal = json(post(coordinator, "/api/sessions", starting(written)), 400);
            assertThat(refusal.path("field").asString()).as(written).isEqualTo("start_time");
        }
        var whole = starting("\"" + tomorrow + "\"");
        var cohort = json(post(coordinator, "/api/sessions", whole.replace(bed.cohort(), "abc")), 400);
        assertThat(cohort.path("field").asString()).isEqualTo("cohort_id");
        var duration = json(post(coordinator, "/api/sessions", whole.replace(":60", ":9223372036854775808")), 400);
        assertThat(duration.path("field").asString()).isEqualTo("duration");
        refused(post(coordinator, "/api/sessions", whole.replace("}", "")), 400, "invalid_request");
    }

    private String starting(String written) {
        return """
                {"cohort_id":"%s","instructor_id":"%s","start_time":%s,"duration":60}""".formatted(bed.cohort(), bed.instructor(), written);
    }

    /** A change is no way round the meeting: of the statuses only calling off is anybody's to say. */
    @Test
    @Requirement({"Z-16", "Z-70"})
    void aStatusInAChangeCancelsOrIsRefused() {
        var session = id(bed.session(tomorrow, 60));
        refused(patch(coordinator, "/api/sessions/" + session, "{\"status\":\"COMPLETED\"}"), 400, "invalid_status");
        json(patch(coordinator, "/api/sessions/" + session, "{\"status\":\"SCHEDULED\",\"duration\":45}"), 200);
        assertThat(json(patch(coordinator, "/api/sessions/" + session, "{\"status\":\"CANCELLED\"}"), 200)
                        .path("status")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(bed.meetings()).isEmpty();
    }

    /** A filter that is passed over without a word would show everything. */
    @Test
    void theListIsNarrowedByTheWordsOfTheDocument() {
        bed.session(tomorrow, 60);
        for (var filter :
                List.of("status=scheduled", "cohort_id=" + bed.cohort(), "instructor_id=" + bed.instructor())) {
            assertThat(listed(filter)).as(filter).isEqualTo(1);
        }
        for (var filter :
                List.of("status=COMPLETED", "cohort_id=" + UUID.randomUUID(), "instructor_id=" + UUID.randomUUID())) {
            assertThat(listed(filter)).as(filter).isZero();
        }
    }

    private int listed(String filter) {
        return json(get(coordinator, "/api/sessions?" + filter), 200)
                .path("items")
                .size();
    }

    /** Whoever looks after the Zoom account may delete a user there; their next session must not fail for it. */
    @Test
    @Requirement({"Z-18", "Z-20"})
    void anInstructorWhomZoomNoLongerKnowsIsMadeThereAgain() {
        bed.session(tomorrow, 60);
        bed.zoom().reset();

        var session = bed.session(tomorrow.plus(Duration.ofHours(2)), 60);

        assertThat(session.at("/meeting/state").asString()).isEqualTo("ready");
        assertThat(bed.zoom().records("users")).hasSize(1);
    }

    @Test
    @Requirement("Z-16")
    void theDatabaseKnowsFourStatusesOnly() {
        var session = id(bed.session(tomorrow, 60));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bed.organization()
                        .run(() -> db.sql("update training.sessions set status = 'DONE' where id = cast(:id as uuid)")
                                .param("id", session)
                                .update()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    @Requirement("Z-70")
    void movingRenamingAndCancellingReachZoomAndTheCalendarsOfThoseEnrolled() {
        bed.enrol("noor@elsewhere.example", "نور حداد");
        var session = "/api/sessions/" + id(bed.session(tomorrow, 60));
        assertThat(bed.mails("noor@elsewhere.example")).hasSize(1);
        var later = tomorrow.plus(Duration.ofHours(3));
        json(patch(coordinator, session, """
                {"start_time":"%s","duration":90,"title":"Second part"}""".formatted(later)), 200);
        var meeting = bed.meetings().getFirst();
        assertThat(meeting.path("start_time").asString()).isEqualTo(later.toString());
        assertThat(meeting.path("duration").asInt()).isEqualTo(90);
        assertThat(meeting.path("topic").asString()).isEqualTo("Second part");

        assertThat(bed.mails("noor@elsewhere.example")).hasSize(2);
        delete(coordinator, session).expectStatus().isNoContent();
        delete(coordinator, session).expectStatus().isNoContent();
        assertThat(json(get(coordinator, session), 200).path("status").asString())
                .isEqualTo("CANCELLED");
        assertThat(bed.meetings()).isEmpty();

        var mails = bed.mails("noor@elsewhere.example");
        assertThat(mails).hasSize(3);
        assertThat(mails.get(0).text()).contains("نور حداد").contains("/join?t=");
        assertThat(mails.get(0).calendar()).contains("METHOD:REQUEST", "SEQUENCE:0");
        assertThat(mails.get(1).calendar()).contains("METHOD:REQUEST", "SEQUENCE:1", "SUMMARY:Second part");
        assertThat(mails.get(2).calendar()).contains("METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED");
        refused(patch(coordinator, session, "{\"title\":\"Third\"}"), 409, "session_not_scheduled");
    }

    @Test
    void anotherInstructorGetsAnotherMeetingAndTheOldOneGoes() {
        var made = bed.session(tomorrow, 60);
        var changed = json(
                patch(coordinator, "/api/sessions/" + id(made), """
                {"instructor_id":"%s"}""".formatted(
                                bed.organization().user(Role.LEADER).id())),
                200);
        assertThat(changed.at("/meeting/state").asString()).isEqualTo("ready");
        assertThat(changed.path("zoom_meeting_id")).isNotEqualTo(made.path("zoom_meeting_id"));
        assertThat(bed.meetings()).hasSize(1);
        refused(get(bed.client(Role.INSTRUCTOR), "/api/sessions/" + id(made)), 404, "not_found");
    }

    @Test
    void aSeriesKeepsItsHourOnTheWallAndMovesFromOneSessionOn() {
        var series = json(post(coordinator, "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"2027-03-15T09:00:00Z","duration":60,"zone":"Europe/Berlin",
                 "repeat":{"every":"week","count":4}}""".formatted(bed.cohort(), bed.instructor())), 201);
        assertThat(series.path("series")).hasSize(4);
        assertThat(bed.starts())
                .containsExactly(
                        "2027-03-15T09:00:00Z", "2027-03-22T09:00:00Z", "2027-03-29T08:00:00Z", "2027-04-05T08:00:00Z");
        await().atMost(Duration.ofSeconds(20)).until(() -> bed.meetings().size() == 4);

        var second = "/api/sessions/" + series.path("series").get(1).asString();
        json(patch(coordinator, second, """
                {"start_time":"2027-03-22T13:00:00Z","scope":"following"}"""), 200);
        assertThat(bed.starts())
                .containsExactly(
                        "2027-03-15T09:00:00Z", "2027-03-22T13:00:00Z", "2027-03-29T12:00:00Z", "2027-04-05T12:00:00Z");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bed.meetings().stream()
                        .anyMatch(
                                meeting -> meeting.path("start_time").asString().equals("2027-04-05T12:00:00Z")));
        delete(coordinator, second + "?scope=following").expectStatus().isNoContent();
        await().atMost(Duration.ofSeconds(20)).until(() -> bed.meetings().size() == 1);
    }

    @Test
    void anOverlapIsSaidAndAllowed() {
        bed.session(tomorrow, 60);
        var overlapping = bed.session(tomorrow.plus(Duration.ofMinutes(59)), 60);
        assertThat(overlapping.at("/warnings/0/code").asString()).isEqualTo("instructor_busy");
        assertThat(bed.session(tomorrow.plus(Duration.ofHours(5)), 60).path("warnings"))
                .isEmpty();
    }

    @Test
    void moreThanTheLicencesMeetingsHoldIsSaidAndAllowed() {
        var crowd = IntStream.range(0, 100).mapToObj(n -> "learner" + n + "@elsewhere.example\\n");
        json(
                post(coordinator, "/api/cohorts/" + bed.cohort() + "/learners/import", """
                {"content":"%s"}""".formatted(
                                crowd.collect(Collectors.joining()))),
                200);
        var session = bed.session(tomorrow, 60);
        assertThat(session.at("/warnings/0/code").asString()).isEqualTo("more_than_capacity");
        assertThat(session.path("enrolled").asInt()).isEqualTo(100);
    }

    /** Zoom invites whom it does not know, and takes no meeting of theirs before they accept. */
    @Test
    @Requirement({"Z-18", "Z-31"})
    void anInvitedInstructorsMeetingIsMadeOnceTheyAccept() {
        var settings = JsonMapper.shared().createObjectNode().put("acceptInvitations", false);
        bed.zoom().set(settings);
        var session = bed.session(tomorrow, 60);
        assertThat(session.at("/meeting/code").asString()).isEqualTo("pending");
        assertThat(session.at("/meeting/nextAttemptAt").isNull()).isFalse();
        assertThat(session.at("/warnings/0/code").asString()).isEqualTo("host_invited");
        bed.clock().advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> attempts(session) > 1);
        assertThat(asked("POST", "/meetings$"))
                .as("each try is one of a hundred a day")
                .isEqualTo(1);

        var user = bed.zoom().records("users").getFirst().path("id").asString();
        bed.zoom().change("users", user, JsonMapper.shared().createObjectNode().put("status", "active"));
        bed.clock().advance(Duration.ofMinutes(5));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bed.state(id(session)).equals("ready"));
        assertThat(bed.meetings()).hasSize(1);
    }

    private int attempts(JsonNode session) {
        return json(get(coordinator, "/api/sessions/" + id(session)), 200)
                .at("/meeting/attempts")
                .asInt();
    }

    private long asked(String method, String path) {
        return bed.zoom().requests().stream()
                .filter(one -> one.method().equals(method)
                        && Pattern.compile(path).matcher(one.path()).find())
                .count();
    }

    @Test
    void aRefusalThatTimeDoesNotHealWaitsForAPersonWhoTriesAgain() {
        bed.zoom().fails(Fault.status(400).code("300").on("POST", "/meetings$").times(1));
        var session = bed.session(tomorrow, 60);
        assertThat(session.at("/meeting/state").asString()).isEqualTo("failed");
        assertThat(session.at("/meeting/nextAttemptAt").isNull()).isTrue();
        assertThat(session.at("/meeting/error").asString()).isNotEmpty();
        var again = json(post(coordinator, "/api/sessions/" + id(session) + "/meeting/retry", ""), 200);
        assertThat(again.at("/meeting/state").asString()).isEqualTo("ready");
        assertThat(bed.meetings()).hasSize(1);
    }

    @Test
    @Requirement("Z-31")
    void aMeetingThatCouldNotBeMadeShowsAndIsMadeLater() {
        bed.zoom().fails(Fault.status(500).on("POST", "/meetings$").times(-1));
        var session = bed.session(tomorrow, 60);
        assertThat(session.path("zoom_meeting_id").isNull()).isTrue();
        assertThat(session.at("/meeting/state").asString()).isEqualTo("failed");
        assertThat(session.at("/meeting/nextAttemptAt").isNull()).isFalse();

        bed.zoom().faults().clear();
        bed.clock().advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bed.state(id(session)).equals("ready"));
        assertThat(bed.meetings()).hasSize(1);
    }

    @Test
    @Requirement("Z-31")
    void aMeetingMadeWithoutAnAnswerIsFoundAgainAndNotMadeTwice() {
        bed.zoom()
                .fails(Fault.next(Kind.DROP_AFTER_COMMIT)
                        .on("POST", "/meetings$")
                        .times(1));
        var session = bed.session(tomorrow, 60);
        json(post(coordinator, "/api/sessions/" + id(session) + "/meeting/retry", ""), 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bed.state(id(session)).equals("ready"));
        assertThat(bed.meetings()).hasSize(1);
    }

    @Test
    @Requirement("Z-31")
    void cancellingWhatMayHaveBeenMadeLeavesNoOrphan() {
        bed.zoom()
                .fails(Fault.next(Kind.DROP_AFTER_COMMIT)
                        .on("POST", "/meetings$")
                        .times(-1));
        var session = bed.session(tomorrow, 60);
        delete(coordinator, "/api/sessions/" + id(session)).expectStatus().isNoContent();
        bed.zoom().faults().clear();
        bed.clock().advance(Duration.ofMinutes(5));
        await().atMost(Duration.ofSeconds(20)).until(() -> bed.meetings().isEmpty());
        await().atMost(Duration.ofSeconds(20)).until(() -> bed.settled());
    }

    @Test
    @Requirement("Z-81")
    void ofManyMeetingsWithAFifthOfRequestsFailingAllAreMadeAndNoneTwice() {
        bed.zoom().fails(Fault.status(500).on("POST", "/meetings$").times(-1).probability(0.1));
        bed.zoom()
                .fails(Fault.next(Kind.DROP_AFTER_COMMIT)
                        .on("POST", "/meetings$")
                        .times(-1)
                        .probability(0.1));
        var wanted = 60;
        for (var i = 0; i < wanted; i++) {
            bed.session(tomorrow.plus(Duration.ofHours(i)), 30);
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    bed.clock().advance(Duration.ofMinutes(1));
                    return bed.settled();
                });
        assertThat(bed.meetings()).hasSize(wanted);
        assertThat(bed.meetings().stream()
                        .map(meeting -> meeting.path("agenda").asString())
                        .distinct())
                .hasSize(wanted);
        var numbers =
                json(get(bed.organization().admin(), "/api/training/zoom"), 200).path("meetings");
        assertThat(numbers.path("attempts").asInt()).isEqualTo(wanted);
        assertThat(numbers.path("successes").asInt()).isEqualTo(wanted);
        assertThat(numbers.path("definition").asString()).isNotEmpty();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
