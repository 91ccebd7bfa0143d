package app.rapport.training;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sessions where there is no Zoom account: planned all the same, and it is said. */
@RapportTest
class WithoutZoomTest {
    @Autowired
    TestOrganizations organizations;

    @Test
    @Requirement("Z-31")
    void aSessionIsPlannedWithoutAMeetingAndSaysSo() {
        var school = organizations.create();
        var coordinator = school.client(Role.COORDINATOR);
        var instructor = school.user(Role.INSTRUCTOR).id();
        var cohort = json(post(coordinator, "/api/cohorts", """
                {"name":"Spring onboarding","instructor_id":"%s"}""".formatted(instructor)), 201);
        var session = json(
                post(coordinator, "/api/sessions", """
                {"cohort_id":"%s","instructor_id":"%s","start_time":"%s","duration":60}""".formatted(
                        cohort.path("id").asString(), instructor, Instant.now().plus(Duration.ofMinutes(5)))),
                201);
        assertThat(session.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(session.at("/meeting/state").asString()).isEqualTo("none");
        assertThat(session.at("/meeting/error").asString()).isNotEmpty();
        assertThat(session.at("/meeting/nextAttemptAt").isNull()).isTrue();
        assertThat(session.path("zoom_meeting_id").isNull()).isTrue();
        assertThat(session.path("mayStart").asBoolean()).isFalse();

        var path = "/api/sessions/" + session.path("id").asString();
        refused(post(school.client(Role.INSTRUCTOR), path + "/signature", """
                {"meetingNumber":"81234567890","role":1}"""), 409, "meeting_not_ready");
        assertThat(json(post(coordinator, path + "/meeting/retry", ""), 200)
                        .at("/meeting/state")
                        .asString())
                .isEqualTo("none");
        delete(coordinator, path).expectStatus().isNoContent();
        assertThat(json(get(coordinator, path), 200).path("status").asString()).isEqualTo("CANCELLED");
    }
}
