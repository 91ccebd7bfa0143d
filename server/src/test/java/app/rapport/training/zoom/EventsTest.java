package app.rapport.training.zoom;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.sandbox.ZoomHandle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the simulated Zoom posts, at the door. */
@SandboxTest
class EventsTest {
    @Autowired
    ZoomBed bed;

    @Autowired
    MovableClock clock;

    @Autowired
    TestOrganizations organizations;

    private ZoomHandle zoom;
    private TestOrganization acorn;

    @BeforeEach
    void asNew() {
        zoom = bed.asNew();
        zoom.webhooksTo(URI.create(organizations.baseUrl() + "/api/webhooks/zoom"));
        acorn = organizations.create("Acorn Works");
    }

    @AfterEach
    void nobodyIsTold() {
        zoom.webhooksTo(null);
        bed.asNew();
    }

    private int sent(String more) {
        return zoom.webhook(
                        "send",
                        "{\"event\":{\"event\":\"meeting.somethingNew\",\"event_ts\":1,\"payload\":{}}" + more + "}")
                .path("status")
                .asInt();
    }

    @Test
    @Requirement({"Z-49", "Z-51", "D-16"})
    void whatIsSignedAndFreshIsTakenWhateverItIsAndTheRestIsRefused() {
        assertThat(sent("")).isEqualTo(200);
        assertThat(sent(",\"secret\":\"somebody else's\"")).isEqualTo(401);
        var old = Instant.now().minusSeconds(300).getEpochSecond();
        assertThat(sent(",\"timestamp\":" + old)).isEqualTo(401);
        assertThat(sent(",\"timestamp\":" + (old + 60))).isEqualTo(200);
        await().until(() -> !webhook().path("lastEventAt").isNull());
    }

    @Test
    @Requirement("Z-50")
    void theAddressPassesZoomsTrialWhichIsShownUntilTheNextIsDue() {
        assertThat(webhook().path("lastValidatedAt").isNull()).isTrue();
        assertThat(zoom.webhook("validate", "{}").path("validated").asBoolean()).isTrue();

        assertThat(webhook().path("lastValidatedAt").asString()).isNotEmpty();
        clock.advance(Duration.ofDays(3));
        assertThat(webhook().path("overdue").asBoolean()).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(webhook().path("overdue").asBoolean()).isTrue();
    }

    private JsonNode webhook() {
        return json(get(acorn.client(Role.COORDINATOR), "/api/training/zoom"), 200)
                .path("webhook");
    }

    @Test
    @Requirement({"Z-07", "Z-08", "Z-09", "Z-80"})
    void theSettingsPageSaysHowItIsSetUpAndNoSecret() {
        var answer = get(acorn.client(Role.COORDINATOR), "/api/training/zoom");
        var page = json(answer, 200);
        assertThat(page.path("configured").asBoolean()).isTrue();
        assertThat(page.path("missing")).isEmpty();
        assertThat(page.path("state").asString()).isEqualTo("ready");
        assertThat(page.path("sdkVersion").asString()).isEqualTo("6.2.0");
        assertThat(page.path("sdkBaseUrl").asString()).isEqualTo("https://source.zoom.us/6.2.0");
        assertThat(page.path("webhook").path("url").asString()).endsWith("/api/webhooks/zoom");
        assertThat(page.toString()).doesNotContain("secret", "rapport-sandbox-account");
        get(acorn.client(Role.INSTRUCTOR), "/api/training/zoom").expectStatus().isForbidden();
    }
}
