package app.rapport.training.zoom;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ZoomHandle;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomHosts.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Instructors' users in the simulated account, and their licences. */
@SandboxTest
class HostsTest {
    @Autowired
    ZoomBed bed;

    @Autowired
    ZoomHosts hosts;

    @Autowired
    MovableClock clock;

    @Autowired
    JsonMapper node;

    @Autowired
    TestOrganizations organizations;

    private ZoomHandle zoom;
    private TestOrganization acorn;

    @BeforeEach
    void asNew() {
        zoom = bed.asNew();
        acorn = organizations.create("Acorn Works");
    }

    @AfterEach
    void timeAsItIs() {
        bed.asNew();
    }

    private Host ensure(Role role) throws ZoomFailed {
        return Tenancy.in(acorn.id(), () -> hosts.ensure(acorn.user(role).id()));
    }

    private String email(Role role) {
        return acorn.user(role).email();
    }

    @Test
    @Requirement({"Z-18", "Z-19", "Z-21", "Z-22"})
    void anInstructorGetsAUserAndALicenceOnce() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                var ignored = callers.submit(() -> ensure(Role.INSTRUCTOR));
            }
        }
        var host = ensure(Role.INSTRUCTOR);

        assertThat(ZoomBed.asked("POST", "/v2/users")).hasSize(1);
        assertThat(ZoomBed.asked("PATCH", "/v2/users/.*")).hasSize(1);
        var user = zoom.records("users").getFirst();
        assertThat(user.path("email").asString()).isEqualTo(email(Role.INSTRUCTOR));
        assertThat(user.path("first_name").asString()).isEqualTo("Test");
        assertThat(user.path("last_name").asString()).isEqualTo("instructor");
        assertThat(user.path("type").asInt()).isEqualTo(2);
        assertThat(host.zoomUserId()).isEqualTo(user.path("id").asString());
        assertThat(host.licensed()).isTrue();
        assertThat(host.problem()).isNull();
        assertThat(acorn.in(() -> hosts.find(acorn.user(Role.INSTRUCTOR).id()))).contains(host);
        assertThat(zoom.requests()).allSatisfy(one -> assertThat(one.problems()).isEmpty());
        coordinator()
                .get()
                .uri("/api/training/licences")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].licensed")
                .isEqualTo(true)
                .jsonPath("$.items[0].assignedAt")
                .isNotEmpty()
                .jsonPath("$.capacity.licensed")
                .isEqualTo(1);
    }

    @Test
    @Requirement("Z-20")
    void whoIsAUserAlreadyIsFoundByTheAddress() throws Exception {
        var existing = zoom.add(
                "users",
                node.createObjectNode()
                        .put("email", email(Role.INSTRUCTOR).toUpperCase(Locale.ROOT))
                        .put("type", 2));

        assertThat(ensure(Role.INSTRUCTOR).zoomUserId())
                .isEqualTo(existing.path("id").asString());
        assertThat(ZoomBed.asked("POST", "/v2/users"))
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(409));
        assertThat(zoom.records("users")).hasSize(1);
        assertThat(ZoomBed.asked("PATCH", "/v2/users/.*")).isEmpty();
    }

    @Test
    @Requirement("Z-20")
    void anAddressOfAnotherAccountIsSaidAndShown() {
        zoom.add("elsewhere", node.createObjectNode().put("email", email(Role.INSTRUCTOR)));

        assertThatThrownBy(() -> ensure(Role.INSTRUCTOR)).isInstanceOfSatisfying(ZoomFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
            assertThat(failed).hasMessageContaining(email(Role.INSTRUCTOR));
        });
        coordinator()
                .get()
                .uri("/api/training/licences")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].zoomStatus")
                .isEqualTo("other_account")
                .jsonPath("$.items[0].licensed")
                .isEqualTo(false);
        coordinator()
                .post()
                .uri("/api/training/licences/" + acorn.user(Role.INSTRUCTOR).id())
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("zoom_other_account");
    }

    @Test
    @Requirement("Z-20")
    void whoHasNotAcceptedTheInvitationIsPendingUntilTheyDo() throws Exception {
        bed.set("{\"acceptInvitations\":false}");
        assertThat(ensure(Role.INSTRUCTOR).problem()).isEqualTo("pending");

        zoom.change(
                "users",
                zoom.records("users").getFirst().path("id").asString(),
                node.createObjectNode().put("status", "active"));
        var host = ensure(Role.INSTRUCTOR);
        assertThat(host.status()).isEqualTo("active");
        assertThat(host.problem()).isNull();
    }

    @Test
    @Requirement("Z-23")
    void withoutALicenceLeftTheyStayBasicSomebodyHearsOfItAndZoomIsLeftAlone() throws Exception {
        for (var code : new int[] {3412, 2034}) {
            bed.asNew();
            acorn = organizations.create("Acorn Works");
            bed.set("{\"licences\":0,\"licenceCode\":" + code + "}");

            for (var i = 0; i < 5; i++) {
                var host = ensure(Role.INSTRUCTOR);
                assertThat(host.licensed()).isFalse();
                assertThat(host.problem()).isEqualTo("no_licence_left");
                ensure(Role.LEADER);
            }
            assertThat(ZoomBed.asked("PATCH", "/v2/users/.*")).hasSize(1);
            coordinator()
                    .get()
                    .uri("/api/notices")
                    .exchange()
                    .expectBody(String.class)
                    .value(notices -> assertThat(notices).contains("No Zoom licence left for Test instructor"));

            bed.set("{\"licences\":5}");
            clock.advance(Duration.ofMinutes(11));
            assertThat(ensure(Role.INSTRUCTOR).licensed()).isTrue();
            clock.reset();
        }
    }

    private RestTestClient coordinator() {
        return acorn.client(Role.COORDINATOR);
    }

    @Test
    @Requirement({"Z-04", "Z-21", "Z-23"})
    void licencesAreAssignedAndReleasedWithASuggestionWhoseToTake() throws Exception {
        bed.set("{\"licences\":1}");
        ensure(Role.INSTRUCTOR);
        var leader = "/api/training/licences/" + acorn.user(Role.LEADER).id();
        var instructor = "/api/training/licences/" + acorn.user(Role.INSTRUCTOR).id();

        coordinator()
                .post()
                .uri(leader)
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("no_licence_left")
                .jsonPath("$.suggestion.userId")
                .isEqualTo(acorn.user(Role.INSTRUCTOR).id().toString())
                .jsonPath("$.suggestion.reason")
                .isEqualTo("never_taught");
        coordinator()
                .get()
                .uri("/api/training/licences")
                .exchange()
                .expectBody()
                .jsonPath("$.capacity.limit")
                .isEqualTo(1);
        coordinator()
                .delete()
                .uri(instructor)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.licensed")
                .isEqualTo(false)
                .jsonPath("$.assignedAt")
                .doesNotExist();
        coordinator()
                .post()
                .uri(leader)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.licensed")
                .isEqualTo(true);
        acorn.admin()
                .get()
                .uri("/api/audit?limit=20")
                .exchange()
                .expectBody(String.class)
                .value(log -> assertThat(log).contains("zoom_licence.released", "zoom_licence.assigned"));

        organizations
                .create("Other Ltd")
                .client(Role.COORDINATOR)
                .post()
                .uri(leader)
                .exchange()
                .expectStatus()
                .isNotFound();
        acorn.client(Role.INSTRUCTOR)
                .get()
                .uri("/api/training/licences")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    @Requirement("Z-23")
    void whoTeachesSoonKeepsTheLicenceUnlessSomebodyInsists() {
        var instructor = acorn.user(Role.INSTRUCTOR).id().toString();
        var cohort = json(post(coordinator(), "/api/cohorts", """
                {"name":"Onboarding","instructor_id":"%s"}""".formatted(instructor)), 201);
        var session = json(
                post(coordinator(), "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"%s","duration":60}""".formatted(
                        cohort.path("id").asString(), instructor, Instant.now().plusSeconds(7_200))),
                201);
        assertThat(session.path("zoom_meeting_id").asString()).isNotEmpty();

        var licence = "/api/training/licences/" + instructor;
        refused(delete(coordinator(), licence), 409, "host_is_needed");
        assertThat(zoom.records("users").getFirst().path("type").asInt()).isEqualTo(2);
        var listed = json(get(coordinator(), "/api/training/licences"), 200);
        assertThat(listed.path("suggestion").isObject()).isFalse();
        assertThat(listed.path("items").path(0).path("nextSessionAt").asString())
                .isNotEmpty();

        assertThat(json(delete(coordinator(), licence + "?force=true"), 200)
                        .path("licensed")
                        .asBoolean())
                .isFalse();
        assertThat(zoom.records("users").getFirst().path("type").asInt()).isEqualTo(1);
    }

    @Test
    void whoWasDeactivatedIsShownSoAndGetsNoLicence() throws Exception {
        var id = ensure(Role.INSTRUCTOR).zoomUserId();
        zoom.change(
                "users", id, node.createObjectNode().put("status", "inactive").put("type", 1));
        clock.advance(Duration.ofMinutes(11));

        assertThat(ensure(Role.INSTRUCTOR).problem()).isEqualTo("inactive");
        assertThat(ZoomBed.asked("PATCH", "/v2/users/.*")).hasSize(1);
    }

    @Test
    void theListIsShownWithoutZoomToo() {
        zoom.fails(Fault.status(503).times(-1));
        coordinator()
                .get()
                .uri("/api/training/licences")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.capacity")
                .doesNotExist()
                .jsonPath("$.items[0].zoomStatus")
                .isEqualTo("none");
    }
}
