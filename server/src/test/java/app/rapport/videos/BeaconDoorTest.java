package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Which reports of viewers' pages are taken in. */
@RapportTest
class BeaconDoorTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private RestTestClient anybody;
    private UUID video;

    @BeforeEach
    void aVideo() {
        acorn = organizations.create("Acorn Works");
        anybody = organizations.anonymous();
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    @Requirement("D-33")
    void aRevokedLinkReportsNothingAnyMore() {
        var share = VideoBed.share(acorn, video, "{}");
        var token = share.path("token").asString();
        new ViewerTab(anybody, token).play().watched(0, 40).report();
        app.rapport.identity.Http.delete(
                        acorn.client(Role.CSM),
                        "/api/videos/" + video + "/shares/" + share.path("id").asString())
                .expectStatus()
                .isNoContent();
        new ViewerTab(anybody, token).play().watched(0, 40).report(410);
        assertThat(bed.analytics(acorn, video).path("views").asInt()).isEqualTo(1);

        var short1 = VideoBed.share(
                acorn, video, "{\"expiresAt\":\"" + clock.instant().plusSeconds(60) + "\"}");
        clock.advance(Duration.ofMinutes(2));
        new ViewerTab(anybody, short1.path("token").asString())
                .play()
                .watched(0, 40)
                .report(410);
    }

    @Test
    void whatIsLockedReportsNothing() {
        var token = VideoBed.share(acorn, video, "{\"password\":\"open sesame\"}")
                .path("token")
                .asString();
        new ViewerTab(anybody, token).play().watched(0, 40).report(403);
        assertThat(kept()).isZero();
    }

    @Test
    void nonsenseIsRefusedAndNeverBreaksAnything() {
        var token = VideoBed.token(acorn, video);
        var view = UUID.randomUUID().toString();
        var fine = "{\"seq\":1,\"type\":\"watched\",\"from\":0,\"to\":5}";
        post(ViewerTab.body(token, view, fine)).expectStatus().isEqualTo(202);
        for (var event : List.of(
                "null",
                "1",
                "\"a\"",
                "[]",
                "{}",
                "{\"seq\":-1,\"type\":\"play\"}",
                "{\"seq\":99999999999,\"type\":\"play\"}",
                "{\"seq\":20001,\"type\":\"play\"}",
                "{\"seq\":null,\"type\":\"play\"}",
                "{\"seq\":2,\"type\":\"nonsense\"}",
                "{\"seq\":2,\"type\":\"anonymous\",\"from\":0,\"to\":5}",
                "{\"seq\":2,\"type\":\"watched\"}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":5,\"to\":1}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":-1,\"to\":1}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1e400}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":NaN}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":90000}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1,\"rate\":0}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1,\"rate\":1e39}",
                "{\"seq\":2,\"type\":\"play\",\"at\":\"yesterday\"}",
                "{\"seq\":2,\"type\":\"play\",\"at\":\"+1000000001-01-01T00:00:00Z\"}")) {
            refusedBody(ViewerTab.body(token, view, event));
        }
        for (var body : List.of(
                "",
                "{",
                "null",
                "[]",
                "12",
                "\"text\"",
                "{}{}",
                "[".repeat(2_000),
                ViewerTab.body(token, "none", fine),
                ViewerTab.body(token, view, ""),
                ViewerTab.body("a\\u0000b", view, fine),
                ViewerTab.body(token, view, String.join(",", Collections.nCopies(201, fine))))) {
            refusedBody(body);
        }
        refused(post(ViewerTab.body("nobody-made-this", view, fine)), 404, "not_found");
        refused(post(ViewerTab.body(token, view, fine) + " ".repeat(70_000)), 413, "too_large");
        refused(anybody.get().uri("/api/video-events").exchange(), 405, "method_not_allowed");
        // A time nobody can mean is taken for now.
        post(ViewerTab.body(token, view, "{\"seq\":3,\"type\":\"play\",\"at\":\"-999999999-01-01T00:00:00Z\"}"))
                .expectStatus()
                .isEqualTo(202);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    @Requirement("P-43")
    void theApisDocumentTellsOfThePublicRoutes() {
        var paths = json(get(anybody, "/api/openapi.json"), 200).path("paths");
        var beacon = paths.path("/api/video-events").path("post");
        assertThat(beacon.path("requestBody").path("content").propertyNames())
                .contains("application/json", "text/plain");
        assertThat(beacon.toString()).contains("#/components/schemas/Beacon");
        assertThat(beacon.path("responses").propertyNames()).contains("202");
        assertThat(paths.path("/api/viewer/{token}").path("get").isMissingNode())
                .isFalse();
        assertThat(paths.path("/api/viewer/{token}/unlock").path("post").isMissingNode())
                .isFalse();
    }

    private RestTestClient.ResponseSpec post(String body) {
        return anybody.post()
                .uri("/api/video-events")
                .contentType(MediaType.TEXT_PLAIN)
                .body(body)
                .exchange();
    }

    private void refusedBody(String body) {
        assertThat(post(body).returnResult(String.class).getStatus().value())
                .as(body.substring(0, Math.min(150, body.length())))
                .isEqualTo(400);
    }

    private long kept() {
        return acorn.in(() -> db.sql("select count(*) from videos.video_events")
                .query(Long.class)
                .single());
    }
}
