package app.rapport.training.zoom;

import static app.rapport.identity.Http.get;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganizations;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

@RapportTest
class MeetingPageTest {
    @Autowired
    TestOrganizations organizations;

    @Test
    @Requirement("Z-41")
    void onlyTheMeetingsPageRunsZoomsProgram() {
        var meeting = headers("/meeting.html");
        assertThat(meeting.getFirst("Content-Security-Policy"))
                .contains("script-src 'self' 'unsafe-eval'", "https://source.zoom.us", "wss://*.zoom.us")
                .containsPattern("connect-src [^;]*https://zoom\\.us ") // where the program asks to join
                .contains("frame-ancestors 'self'")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(meeting.getFirst("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(meeting.getFirst("Cross-Origin-Embedder-Policy")).isEqualTo("credentialless");
        assertThat(meeting.getFirst("Document-Isolation-Policy")).isEqualTo("isolate-and-credentialless");
    }

    /** Isolation would close the windows in which other services ask for consent, and shut out their players. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/session/0190/join", "/integrations", "/v/abc"})
    @Requirement("D-39")
    void noOtherPageIsIsolatedOrTrustsZoom(String path) {
        var page = headers(path);
        assertThat(page.getFirst("Content-Security-Policy")).doesNotContain("zoom.us", "unsafe-eval");
        assertThat(page.getFirst("Cross-Origin-Embedder-Policy")).isNull();
        assertThat(page.getFirst("Document-Isolation-Policy")).isNull();
    }

    private HttpHeaders headers(String path) {
        return Objects.requireNonNull(
                get(organizations.anonymous(), path).expectBody().returnResult().getResponseHeaders());
    }
}
