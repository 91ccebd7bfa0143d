package app.rapport.training;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import app.rapport.identity.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Others than the instructor who may hold a session: with a key of their own, and nobody beyond them. */
@SandboxTest
class AlternativeHostsTest {
    @Autowired
    ClassBed bed;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    JsonMapper mapper;

    private TestUser omar;
    private TestUser tom;
    private RestTestClient coordinator;
    /** Open for its host already. */
    private Instant soon;

    @BeforeEach
    void threeWhoTeach() {
        bed.asNew();
        omar = bed.organization().another(Role.INSTRUCTOR);
        tom = bed.organization().another(Role.INSTRUCTOR);
        coordinator = bed.client(Role.COORDINATOR);
        soon = Instant.now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MINUTES);
    }

    @AfterEach
    void timeAsItIs() {
        bed.clock().reset();
    }

    @Test
    void zoomHearsOfThemWhenTheSessionIsPlannedAndWhenTheyChange() {
        var session = json(plan(omar), 201);
        assertThat(session.at("/alternative_hosts/0/id").asString())
                .isEqualTo(omar.id().toString());
        assertThat(session.at("/alternative_hosts/0/name").asString()).isEqualTo(omar.name());
        assertThat(session.path("warnings")).isEmpty();
        assertThat(atZoom()).isEqualTo(omar.email());

        json(change(session, "[\"%s\",\"%s\",\"%1$s\"]".formatted(omar.id(), tom.id())), 200);
        assertThat(atZoom()).isEqualTo(omar.email() + ";" + tom.email());
        json(patch(coordinator, path(session), "{\"title\":\"Second part\"}"), 200);
        assertThat(atZoom()).as("what is left out stays").isEqualTo(omar.email() + ";" + tom.email());
        json(change(session, "null"), 200);
        assertThat(atZoom()).isEmpty();
        assertThat(bed.meetings()).hasSize(1);
    }

    @Test
    void theySeeStartAndTeachTheSessionAndOthersDoNot() {
        var session = json(plan(omar), 201);
        var omars = bed.organization().client(omar);
        var toms = bed.organization().client(tom);

        assertThat(ids(json(get(omars, "/api/sessions?scope=mine"), 200))).containsExactly(id(session));
        var shown = json(get(omars, path(session)), 200);
        assertThat(shown.at("/may/host").asBoolean()).isTrue();
        assertThat(shown.path("mayStart").asBoolean()).isTrue();
        assertThat(shown.path("zoom_start_url").isNull())
                .as("it holds the instructor's key")
                .isTrue();
        json(get(omars, "/api/cohorts/" + bed.cohort() + "/learners"), 200);
        json(get(omars, path(session) + "/attendance"), 200);

        var ticket = json(sign(omars, session, 1), 200);
        var mine = json(sign(bed.client(Role.INSTRUCTOR), session, 1), 200);
        assertThat(ticket.path("zak")).as("a key of their own").isNotEqualTo(mine.path("zak"));
        assertThat(ticket.path("userEmail").asString()).isEqualTo(omar.email());
        assertThat(enters(ticket).path("host").asBoolean()).as("at Zoom too").isTrue();

        assertThat(json(get(toms, "/api/sessions"), 200).path("items")).isEmpty();
        refused(get(toms, path(session)), 404, "not_found");
        refused(get(toms, "/api/cohorts/" + bed.cohort() + "/learners"), 404, "not_found");
        refused(get(toms, path(session) + "/attendance"), 404, "not_found");
        refused(sign(toms, session, 1), 404, "not_found");
    }

    @Test
    @Requirement("Z-34")
    void whoOnlyPlansOrLeadsSeesThePageWithoutStart() {
        var session = json(plan(omar), 201);
        for (var role : List.of(Role.COORDINATOR, Role.ADMIN, Role.LEADER)) {
            var shown = json(get(bed.client(role), path(session)), 200);
            assertThat(shown.at("/may/host").asBoolean()).as(role.word()).isFalse();
            assertThat(shown.path("mayStart").asBoolean()).as(role.word()).isFalse();
            assertThat(shown.path("zoom_start_url").isNull()).as(role.word()).isTrue();
            refused(sign(bed.client(role), session, 1), 403, "host_only");
        }
        json(
                change(
                        session,
                        "[\"%s\"]"
                                .formatted(bed.organization()
                                        .user(Role.COORDINATOR)
                                        .id())),
                200);
        assertThat(json(sign(coordinator, session, 1), 200).path("zak").asString())
                .isNotEmpty();
        refused(sign(bed.organization().client(omar), session, 1), 404, "not_found");
    }

    @Test
    void whoCannotBeOneIsRefusedByTheNameOfTheField() {
        var elsewhere = organizations.create().user(Role.INSTRUCTOR);
        var learner = bed.organization().user(Role.LEARNER);
        for (var nobody : List.of(elsewhere.id().toString(), UUID.randomUUID().toString())) {
            assertThat(json(plan("[\"" + nobody + "\"]"), 404).path("field").asString())
                    .isEqualTo("alternative_hosts");
        }
        var learns = json(plan("[\"" + learner.id() + "\"]"), 400);
        assertThat(learns.path("code").asString()).isEqualTo("not_an_instructor");
        assertThat(learns.path("field").asString()).isEqualTo("alternative_hosts");
        refused(plan("[\"" + bed.instructor() + "\"]"), 400, "instructor_is_host");
        refused(plan("[\"omar\"]"), 400, "invalid_field");
        var crowd = Stream.generate(() -> "\"" + UUID.randomUUID() + "\"").limit(11);
        refused(plan(crowd.collect(Collectors.joining(",", "[", "]"))), 400, "too_many_hosts");

        bed.zoom().add("elsewhere", mapper.createObjectNode().put("email", tom.email()));
        var refusal = json(plan(tom), 400);
        assertThat(refusal.path("code").asString()).isEqualTo("zoom_other_account");
        assertThat(refusal.path("field").asString()).isEqualTo("alternative_hosts");
        assertThat(bed.meetings()).isEmpty();

        var session = json(plan(omar), 201);
        refused(change(session, "[\"" + elsewhere.id() + "\"]"), 404, "not_found");
        refused(
                patch(organizations.create().client(Role.COORDINATOR), path(session), "{\"alternative_hosts\":[]}"),
                404,
                "not_found");
    }

    @Test
    void withoutALicenceTheyAreSaidAndComeInOnceTheyHaveOne() {
        bed.zoom().set(mapper.createObjectNode().put("licences", 1));
        var session = json(plan(omar), 201);
        assertThat(session.at("/meeting/state").asString()).isEqualTo("ready");
        assertThat(session.at("/warnings/0/code").asString()).isEqualTo("alternative_host_without_licence");
        assertThat(session.at("/warnings/0/words/values/name").asString()).isEqualTo(omar.name());
        assertThat(atZoom()).isEmpty();
        var omars = bed.organization().client(omar);
        refused(sign(omars, session, 1), 409, "alternative_host_not_taken");

        bed.zoom().set(mapper.createObjectNode().put("licences", 2));
        json(post(coordinator, "/api/training/licences/" + omar.id(), ""), 200);
        assertThat(enters(json(sign(omars, session, 1), 200)).path("host").asBoolean())
                .isTrue();
        assertThat(atZoom()).isEqualTo(omar.email());
    }

    @Test
    void whoTakesOverIsNoLongerOneOfTheOthers() {
        var session = json(plan("[\"%s\",\"%s\"]".formatted(omar.id(), tom.id())), 201);
        var handedOver =
                json(patch(coordinator, path(session), "{\"instructor_id\":\"%s\"}".formatted(omar.id())), 200);
        assertThat(handedOver.path("alternative_hosts")).hasSize(1);
        assertThat(atZoom()).isEqualTo(tom.email());
        refused(get(bed.client(Role.INSTRUCTOR), path(session)), 404, "not_found");
    }

    private RestTestClient.ResponseSpec plan(TestUser other) {
        return plan("[\"" + other.id() + "\"]");
    }

    private RestTestClient.ResponseSpec plan(String others) {
        return post(coordinator, "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"%s","duration":60,"alternative_hosts":%s}""".formatted(bed.cohort(), bed.instructor(), soon, others));
    }

    private RestTestClient.ResponseSpec change(JsonNode session, String others) {
        return patch(coordinator, path(session), "{\"alternative_hosts\":" + others + "}");
    }

    private static RestTestClient.ResponseSpec sign(RestTestClient client, JsonNode session, int role) {
        return post(client, path(session) + "/signature", """
                {"meetingNumber":"%s","role":%d}""".formatted(
                        session.path("zoom_meeting_id").asString(), role));
    }

    /** As the meeting window does. */
    private static JsonNode enters(JsonNode ticket) {
        var room = RestTestClient.bindToServer()
                .baseUrl(ticket.path("standIn").asString())
                .build();
        return json(
                post(room, "/join", """
                {"signature":"%s","zak":"%s","password":"%s","customerKey":"%s","name":"%s"}""".formatted(
                                ticket.path("signature").asString(),
                                ticket.path("zak").asString(),
                                ticket.path("password").asString(),
                                ticket.path("customerKey").asString(),
                                ticket.path("userName").asString())),
                200);
    }

    private String atZoom() {
        return bed.meetings()
                .getFirst()
                .path("settings")
                .path("alternative_hosts")
                .asString();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(AlternativeHostsTest::id)
                .toList();
    }

    private static String path(JsonNode session) {
        return "/api/sessions/" + id(session);
    }

    private static String id(JsonNode session) {
        return session.path("id").asString();
    }
}
