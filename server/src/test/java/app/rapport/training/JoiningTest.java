package app.rapport.training;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets into a meeting, as what, and when. */
@SandboxTest
class JoiningTest {
    @Autowired
    ClassBed bed;

    @Autowired
    JsonMapper mapper;

    private Instant start;
    private JsonNode session;
    private RestTestClient instructor;
    private RestTestClient learner;

    @BeforeEach
    void aPlannedSession() {
        bed.asNew();
        instructor = bed.client(Role.INSTRUCTOR);
        learner = bed.client(Role.LEARNER);
        bed.enrolUser();
        start = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MINUTES);
        session = bed.session(start, 60);
    }

    @AfterEach
    void timeAsItIs() {
        bed.clock().reset();
    }

    @Test
    @Requirement({"Z-33", "Z-35"})
    void theSignatureIsAJwtForThisMeetingThatZoomTakes() throws Exception {
        begins();
        var ticket = json(sign(learner, 0), 200);
        var parts = ticket.path("signature").asString().split("\\.", -1);
        var claims = mapper.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(mapper.readTree(Base64.getUrlDecoder().decode(parts[0]))
                        .path("alg")
                        .asString())
                .isEqualTo("HS256");
        assertThat(claims.path("appKey").asString()).isEqualTo("rapport-sandbox-sdk");
        assertThat(claims.path("sdkKey").asString()).isEqualTo("rapport-sandbox-sdk");
        assertThat(claims.path("mn").asString()).isEqualTo(number());
        assertThat(claims.path("role").asInt()).isZero();
        assertThat(claims.path("tokenExp").asLong())
                .isEqualTo(claims.path("exp").asLong());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(1_800L, 172_800L);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("rapport-sandbox-sdk-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(Base64.getUrlDecoder().decode(parts[2]))
                .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8)));

        assertThat(ticket.path("customerKey").asString()).matches("[A-Za-z0-9]{32}");
        assertThat(json(sign(learner, 0), 200).path("customerKey"))
                .as("the same person")
                .isEqualTo(ticket.path("customerKey"));
        assertThat(ticket.path("zak").isNull()).as("the host's alone").isTrue();
        assertThat(ticket.path("userEmail").asString())
                .isEqualTo(bed.organization().user(Role.LEARNER).email());
        assertThat(ticket.path("password").asString()).isNotEmpty();
        assertThat(ticket.path("sdkBaseUrl").asString()).startsWith("http");
    }

    @Test
    @Requirement({"Z-34", "Z-44"})
    void onlyWhoTeachesIsTheHostAndOnlyWhoIsEnrolledComesIn() {
        bed.clock().set(start);
        refused(sign(learner, 1), 403, "host_only");
        refused(sign(bed.client(Role.CSM), 0), 403, "not_enrolled");
        refused(sign(bed.client(Role.LEADER), 1), 403, "host_only");
        assertThat(json(sign(instructor, 1), 200).path("zak").asString()).isNotEmpty();
        refused(sign(bed.client(Role.COORDINATOR), 1), 403, "host_only");
        refused(sign(learner, 2), 400, "invalid_field");
    }

    @Test
    @Requirement("Z-37")
    void theHostStartsFromFifteenMinutesBefore() {
        bed.clock().set(start.minus(Duration.ofMinutes(16)));
        var early = json(sign(instructor, 1), 409);
        assertThat(early.path("code").asString()).isEqualTo("too_early");
        assertThat(early.path("opensAt").asString())
                .isEqualTo(start.minus(Duration.ofMinutes(15)).toString());
        assertThat(shown(instructor).path("mayStart").asBoolean()).isFalse();
        bed.clock().set(start.minus(Duration.ofMinutes(15)));
        json(sign(instructor, 1), 200);
        assertThat(shown(instructor).path("mayStart").asBoolean()).isTrue();
        assertThat(shown(learner).path("mayStart").asBoolean()).isFalse();
    }

    @Test
    @Requirement("Z-46")
    void aLearnersButtonWaitsForTheBeginningAndNothingIsGivenAfterTheEnd() {
        bed.clock().set(start.minus(Duration.ofDays(1)));
        json(sign(learner, 0), 200);
        assertThat(shown(learner).path("mayJoin").asBoolean()).isFalse();
        bed.clock().set(start);
        assertThat(shown(learner).path("mayJoin").asBoolean()).isFalse();
        begins();
        json(sign(learner, 0), 200);
        assertThat(shown(learner).path("mayJoin").asBoolean()).isTrue();
        delete(bed.client(Role.COORDINATOR), path()).expectStatus().isEqualTo(409);
        bed.ends(id());
        refused(sign(learner, 0), 409, "session_over");
        assertThat(shown(learner).path("mayJoin").asBoolean()).isFalse();
    }

    @Test
    void whoEndedItTooEarlyStartsItAgainUntilAQuarterOfAnHourAfterItsTime() {
        begins();
        bed.ends(id());
        bed.clock().set(start.plus(Duration.ofMinutes(74)));
        assertThat(shown(instructor).path("mayStart").asBoolean()).isTrue();
        assertThat(json(sign(instructor, 1), 200).path("zak").asString()).isNotEmpty();
        refused(sign(learner, 0), 409, "session_over");
        bed.begins(id());
        json(sign(learner, 0), 200);
        bed.ends(id());
        bed.clock().set(start.plus(Duration.ofMinutes(75)).plusSeconds(1));
        assertThat(shown(instructor).path("mayStart").asBoolean()).isFalse();
        refused(sign(instructor, 1), 409, "session_over");
    }

    @Test
    void aNumberThatIsNotTheSessionsOpensNothing() {
        begins();
        refused(post(learner, path() + "/signature", """
                {"meetingNumber":"81234567890","role":0}"""), 400, "wrong_meeting");
        refused(post(learner, path() + "/signature", """
                {"meetingNumber":"9007199254740993123","role":0}"""), 400, "wrong_meeting");
        refused(post(learner, path() + "/signature", """
                {"meetingNumber":"none","role":0}"""), 400, "invalid_field");
        assertThat(json(post(learner, path() + "/signature", "{\"role\":0}"), 400)
                        .path("field")
                        .asString())
                .isEqualTo("meetingNumber");
    }

    @Test
    @Requirement("Z-83")
    void howLongJoiningTookIsKept() {
        begins();
        for (var millis = 100; millis <= 2_000; millis += 100) {
            post(learner, path() + "/joined", "{\"millis\":" + millis + "}")
                    .expectStatus()
                    .isNoContent();
        }
        refused(post(learner, path() + "/joined", "{\"millis\":-1}"), 400, "invalid_field");
        var joinTime =
                json(get(bed.organization().admin(), "/api/training/zoom"), 200).path("joinTime");
        assertThat(joinTime.path("count").asInt()).isEqualTo(20);
        assertThat(joinTime.path("p95Millis").asInt()).isEqualTo(1_900);
    }

    @Test
    @Requirement("Z-45")
    void myCoursesAreListedByTimeThoseToComeFirst() {
        var later = id(bed.session(start.plus(Duration.ofDays(1)), 60));
        var sooner = id(bed.session(start.minus(Duration.ofHours(5)), 60));
        bed.ends(sooner);
        assertThat(StreamSupport.stream(
                                json(get(learner, "/api/my-courses"), 200)
                                        .path("items")
                                        .spliterator(),
                                false)
                        .map(JoiningTest::id))
                .containsExactly(id(), later, sooner);
        var first = json(get(learner, "/api/my-courses?limit=1"), 200);
        var second = json(
                get(
                        learner,
                        "/api/my-courses?limit=1&cursor="
                                + first.path("nextCursor").asString()),
                200);
        assertThat(id(second.path("items").get(0))).isEqualTo(later);
        assertThat(json(get(bed.client(Role.REP), "/api/my-courses"), 200).path("items"))
                .isEmpty();
    }

    @Test
    void aCalendarAsksByAPrivateAddressThatTheNextOneReplaces() {
        var address = feed();
        var calendar = read(address);
        assertThat(calendar).contains("METHOD:PUBLISH", "UID:" + id() + "@rapport", "SUMMARY:Spring onboarding");
        assertThat(calendar.lines().allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75))
                .isTrue();
        var next = feed();
        assertThat(read(next)).contains(id());
        refused(get(bed.anonymous(), address), 404, "not_found");
    }

    @Test
    void somebodyWithoutAnAccountJoinsByTheirLinkUntilTheyAreRemoved() {
        var noor = bed.enrol("noor@elsewhere.example", "نور حداد");
        var letter = bed.mails("noor@elsewhere.example").getFirst();
        assertThat(letter.subject()).startsWith("دعوة");
        var token = letter.text().replaceAll("(?s).*\\?t=([\\w-]+).*", "$1");
        var guest = bed.anonymous();
        var room = "/api/join/" + token;
        assertThat(json(get(guest, room), 200).path("title").asString()).isEqualTo("Spring onboarding");
        begins();
        refused(signAt(guest, room, 1), 403, "host_only");
        var ticket = json(signAt(guest, room, 0), 200);
        assertThat(ticket.path("userName").asString()).isEqualTo("نور حداد");
        assertThat(ticket.path("customerKey").asString()).matches("[A-Za-z0-9]{32}");
        post(guest, room + "/joined", "{\"millis\":900}").expectStatus().isNoContent();

        delete(
                        bed.client(Role.COORDINATOR),
                        "/api/cohorts/" + bed.cohort() + "/learners/"
                                + noor.path("userId").asString())
                .expectStatus()
                .isNoContent();
        refused(get(guest, room), 404, "not_found");
        bed.enrol("noor@elsewhere.example", "نور حداد");
        refused(get(guest, room), 404, "not_found");
        refused(get(guest, "/api/join/none"), 404, "not_found");
    }

    private String feed() {
        var url = json(post(learner, "/api/my-courses/calendar", ""), 200)
                .path("url")
                .asString();
        return url.substring(url.indexOf("/api/"));
    }

    private String read(String address) {
        return Objects.requireNonNull(get(bed.anonymous(), address)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/calendar")
                .returnResult(String.class)
                .getResponseBody());
    }

    private void begins() {
        bed.clock().set(start);
        bed.begins(id());
    }

    private RestTestClient.ResponseSpec sign(RestTestClient client, int role) {
        return signAt(client, path(), role);
    }

    private RestTestClient.ResponseSpec signAt(RestTestClient client, String at, int role) {
        return post(client, at + "/signature", "{\"meetingNumber\":\"%s\",\"role\":%d}".formatted(number(), role));
    }

    private JsonNode shown(RestTestClient client) {
        return json(get(client, path()), 200);
    }

    private String number() {
        return session.path("zoom_meeting_id").asString();
    }

    private String path() {
        return "/api/sessions/" + id();
    }

    private String id() {
        return id(session);
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
