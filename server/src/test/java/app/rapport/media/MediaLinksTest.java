package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.media.MediaLinks.What;
import app.rapport.platform.MovableClock;
import app.rapport.platform.OrganizationId;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Signed addresses open one thing for a while, and nothing else. */
@RapportTest
class MediaLinksTest {
    @Autowired
    MediaLinks links;

    @Autowired
    MovableClock clock;

    private final OrganizationId acorn = new OrganizationId(UUID.randomUUID());
    private final UUID video = UUID.randomUUID();

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    @Requirement({"P-112", "D-33"})
    void aLinkWorksForTwoHours() {
        var token = links.token(What.VIDEO, acorn, video, links.end());
        var link = links.read(token).orElseThrow();
        assertThat(link.id()).isEqualTo(video);
        clock.advance(Duration.ofMinutes(109));
        assertThat(links.ended(link)).isFalse();
        clock.advance(Duration.ofMinutes(11));
        assertThat(links.ended(links.read(token).orElseThrow())).isTrue();
    }

    @Test
    void theSameLinkIsGivenForAWhileSoThatCachesHelp() {
        clock.set(java.time.Instant.parse("2026-03-02T10:00:01Z"));
        var first = links.token(What.VIDEO, acorn, video, links.end());
        clock.advance(Duration.ofMinutes(9));
        assertThat(links.token(What.VIDEO, acorn, video, links.end())).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(links.token(What.VIDEO, acorn, video, links.end())).isNotEqualTo(first);
    }

    @Test
    void aSignatureIsGoodForNothingElse() {
        var token = links.token(What.VIDEO, acorn, video, links.end());
        var bytes = Base64.getUrlDecoder().decode(token);
        for (var i = 0; i < bytes.length; i++) {
            var other = bytes.clone();
            other[i] ^= 1;
            assertThat(links.read(Base64.getUrlEncoder().withoutPadding().encodeToString(other)))
                    .as("with byte %d changed", i)
                    .isEmpty();
        }
        assertThat(links.read("")).isEmpty();
        assertThat(links.read("%%%")).isEmpty();
        assertThat(links.read(token + "AA")).isEmpty();
    }

    @Test
    void theSecretChangesAndOldLinksStillOpen() {
        var token = links.token(What.VIDEO, acorn, video, links.end());
        clock.advance(Duration.ofDays(31));
        assertThat(links.read(token)).isPresent();
    }
}
