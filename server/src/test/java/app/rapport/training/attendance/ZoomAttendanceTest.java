package app.rapport.training.attendance;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Http;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Tenancy;
import app.rapport.sandbox.ZoomHandle;
import app.rapport.training.attendance.AttendanceBed.Enrolled;
import app.rapport.training.attendance.AttendanceBed.Lesson;
import app.rapport.training.zoom.ZoomHosts;
import app.rapport.training.zoom.ZoomMeetings;
import app.rapport.training.zoom.ZoomMeetings.Wanted;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A class in a meeting of the simulated Zoom, which tells of it, or does not. It was held from two hours to one hour ago. */
@SandboxTest
class ZoomAttendanceTest {
    private static final String SECRET = "rapport-sandbox-webhook-secret";
    private static final String ACCOUNT = "rapport-sandbox-account";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    TestOrganizations organizations;

    @Autowired
    AttendanceBed bed;

    @Autowired
    Lookout lookout;

    @Autowired
    ZoomHosts hosts;

    @Autowired
    ZoomMeetings meetings;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private final Instant start = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    private TestOrganization acme;
    private ZoomHandle zoom;
    private Lesson lesson;
    private String meeting;
    private Enrolled aya;
    private Enrolled ben;

    @BeforeEach
    void aClassWithAMeeting() throws Exception {
        SandboxTest.InPlaceOfProviders.sandbox().reset();
        zoom = SandboxTest.InPlaceOfProviders.sandbox().zoom();
        zoom.webhooksTo(URI.create(organizations.baseUrl() + "/api/webhooks/zoom"));
        acme = organizations.create();
        var instructor = acme.user(Role.INSTRUCTOR).id();
        var host = Tenancy.in(acme.id(), () -> hosts.ensure(instructor)).zoomUserId();
        lesson = bed.lesson(acme, start, 60, List.of("Aya", "Ben"));
        meeting = meetings.create(new Wanted(host, "Spring", start, 60, ZoneId.of("UTC"), "marker", List.of()))
                .id();
        acme.run(() -> db.sql("update training.sessions set zoom_meeting_id = :meeting where id = :id")
                .param("meeting", meeting)
                .param("id", lesson.session())
                .update());
        aya = lesson.learners().get(0);
        ben = lesson.learners().get(1);
    }

    @Test
    @Requirement({"Z-03", "Z-49", "Z-53", "Z-78"})
    void whatZoomTellsBecomesTheReportAndIsLogged() {
        act("start", "\"at\":\"%s\"".formatted(start));
        var stay = join(aya, 0, false);
        leave(stay, 30, false);
        join(aya, 40, false);
        act("end", "\"at\":\"%s\"".formatted(at(60)));

        await().atMost(PATIENCE)
                .until(() -> state().equals("final")
                        && report().at("/attendees/0/seconds").asInt() == 50 * 60);

        assertThat(report().at("/attendees/0/segments")).hasSize(2);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(log()).contains("meeting.started recorded", "meeting.participant_left recorded"));
    }

    @Test
    @Requirement({"Z-51", "Z-53"})
    void whatIsNotOursChangesNothing() throws Exception {
        var started = event("meeting.started", meeting, ACCOUNT);

        refused(send(started, Long.toString(Instant.now().getEpochSecond()), "v0=00"), 401, "wrong_signature");
        send(event("meeting.started", "99999999999999999999", ACCOUNT))
                .expectStatus()
                .isOk();
        send(event("meeting.started", meeting, "an-account-of-others"))
                .expectStatus()
                .isOk();
        send("{\"event\":\"meeting.summary_completed\",\"event_ts\":1,\"payload\":{}}")
                .expectStatus()
                .isOk();
        send("[1,2").expectStatus().isOk();
        send(event("meeting.sharing_started", meeting, ACCOUNT)).expectStatus().isOk();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log()).containsExactly("meeting.sharing_started ignored"));
        assertThat(state()).isEqualTo("not_started");
        assertThat(receipts("waiting")).isZero();
    }

    @Test
    @Requirement("Z-78")
    void theSameDeliveryTwiceIsOneFact() throws Exception {
        var started = event("meeting.started", meeting, ACCOUNT);
        send(started);
        send(started);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log())
                        .containsExactlyInAnyOrder("meeting.started recorded", "meeting.started duplicate"));
    }

    @Test
    @Requirement({"D-25", "Z-67"})
    void zoomsReportPutsRightWhatItsEventsMissedAndThatIsSaid() {
        act("start", "\"at\":\"%s\"".formatted(start));
        var stay = join(aya, 0, false);
        leave(stay, 20, true);
        join(ben, 30, true); // his leaving at the end is heard
        act("end", "\"at\":\"%s\"".formatted(at(60)));
        await().atMost(PATIENCE)
                .until(() -> state().equals("final")
                        && report().at("/attendees/0/seconds").asInt() == 60 * 60
                        && report().at("/attendees/1/seconds").asInt() == 60 * 60);
        json(
                Http.put(
                        acme.admin(),
                        lesson.path() + "/" + ben.id() + "/override",
                        "{\"status\":\"excused\",\"reason\":\"Ill\"}"),
                200);

        var corrected = json(post(acme.client(Role.INSTRUCTOR), lesson.path() + "/reconcile", ""), 200);

        assertThat(corrected.get("state").asString()).isEqualTo("corrected");
        assertThat(corrected.at("/attendees/0/seconds").asInt()).isEqualTo(20 * 60);
        assertThat(corrected.at("/attendees/0/status").asString()).isEqualTo("absent");
        assertThat(corrected.at("/attendees/1/seconds").asInt()).isEqualTo(30 * 60);
        assertThat(corrected.at("/attendees/1/automaticStatus").asString()).isEqualTo("absent");
        assertThat(corrected.at("/attendees/1/status").asString())
                .as("what a person decided")
                .isEqualTo("excused");
        assertThat(corrected.get("corrections"))
                .extracting(one -> one.get("name").asString() + " "
                        + one.get("secondsBefore").asInt() / 60 + " "
                        + one.get("secondsAfter").asInt() / 60)
                .containsExactlyInAnyOrder("Aya 60 20", "Ben 60 30");
        var again = json(post(acme.admin(), lesson.path() + "/reconcile", ""), 200);
        assertThat(again.get("corrections")).as("nothing new the second time").hasSize(2);
    }

    @Test
    void aClassOfWhichNothingWasHeardIsFoundInTheReport() {
        act("start", "\"quiet\":true,\"at\":\"%s\"".formatted(start));
        lookout.look();
        await().atMost(PATIENCE).until(() -> status().equals("IN_PROGRESS"));

        join(aya, 0, true);
        act("end", "\"quiet\":true,\"at\":\"%s\"".formatted(at(60)));
        due();
        lookout.look();

        await().atMost(PATIENCE).until(() -> status().equals("COMPLETED"));
        assertThat(report().at("/attendees/0/seconds").asInt()).isEqualTo(60 * 60);
    }

    @Test
    @Requirement("Z-54")
    void aClassWhoseEndWasNotHeardEndsAllTheSame() {
        act("start", "\"at\":\"%s\"".formatted(start));
        join(aya, 0, false);
        await().atMost(PATIENCE).until(() -> state().equals("running"));
        refused(post(acme.admin(), lesson.path() + "/reconcile", ""), 409, "session_not_over");
        act("end", "\"quiet\":true,\"at\":\"%s\"".formatted(at(55)));

        due();
        lookout.look();

        await().atMost(PATIENCE).until(() -> status().equals("COMPLETED"));
        assertThat(report().get("sessionSeconds").asInt()).isEqualTo(55 * 60);
    }

    private Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    private String join(Enrolled who, int minutes, boolean quiet) {
        return zoom.act(
                        meeting,
                        "join",
                        "{\"name\":\"%s\",\"customerKey\":\"%s\",\"at\":\"%s\",\"quiet\":%s}"
                                .formatted(who.name(), who.key(), at(minutes), quiet))
                .path("participant_uuid")
                .asString();
    }

    private void leave(String stay, int minutes, boolean quiet) {
        act("leave", "\"participant\":\"%s\",\"at\":\"%s\",\"quiet\":%s".formatted(stay, at(minutes), quiet));
    }

    private void act(String what, String fields) {
        assertThat(zoom.act(meeting, what, "{" + fields + "}")).isNotNull();
    }

    /** The next look is now. */
    private void due() {
        acme.run(() -> db.sql("update training.attendance_watch set next_look_at = now() - interval '1 minute'")
                .update());
    }

    private static String event(String name, String meeting, String account) {
        return """
                {"event":"%s","event_ts":%d,"payload":{"account_id":"%s","object":{"id":"%s","uuid":"u1==","start_time":"%s"}}}
                """.formatted(
                        name,
                        Instant.now().toEpochMilli(),
                        account,
                        meeting,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private RestTestClient.ResponseSpec send(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var now = Long.toString(Instant.now().getEpochSecond());
        var signed = "v0:" + now + ":" + body;
        return send(body, now, "v0=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    private RestTestClient.ResponseSpec send(String body, String stamp, String signature) {
        return organizations
                .anonymous()
                .post()
                .uri("/api/webhooks/zoom")
                .header("x-zm-signature", signature)
                .header("x-zm-request-timestamp", stamp)
                .body(body)
                .exchange();
    }

    private List<String> log() {
        return acme.in(
                () -> db.sql("select type, result from training.meeting_events where session_id = :session order by id")
                        .param("session", lesson.session())
                        .query((row, number) -> row.getString("type") + " " + row.getString("result"))
                        .list());
    }

    private int receipts(String state) {
        return Objects.requireNonNull(Tenancy.system(() -> transaction.execute(
                status -> db.sql("select count(*) from intake.work where provider = 'zoom' and state = :state")
                        .param("state", state)
                        .query(Integer.class)
                        .single())));
    }

    private String state() {
        return report().get("state").asString();
    }

    private String status() {
        return acme.in(() -> db.sql("select status from training.sessions where id = :id")
                .param("id", lesson.session())
                .query((row, number) -> row.getString(1))
                .single());
    }

    private JsonNode report() {
        return json(get(acme.client(Role.COORDINATOR), lesson.path()), 200);
    }
}
