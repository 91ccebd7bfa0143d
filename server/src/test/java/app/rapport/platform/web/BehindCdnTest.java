package app.rapport.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import app.rapport.media.Films;
import app.rapport.media.VideosOverHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A cache in front of Rapport keeps what is everybody's, and nothing that is somebody's. */
@RapportTest
class BehindCdnTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    TestOrganizations organizations;

    private SharedCache cdn;

    @BeforeEach
    void aCacheInFront() throws Exception {
        cdn = new SharedCache(organizations.baseUrl());
    }

    @AfterEach
    void away() {
        cdn.close();
    }

    @Test
    @Requirement("P-165")
    void filesOfTheAppAreKeptForAYearAndItsPagesAskedForAgain() throws Exception {
        var file = "/assets/app-1a2b3c.js";
        assertThat(fetched(file).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "public", "immutable"));
        assertThat(fetched(file).headers().firstValue("X-Cache")).hasValue("hit");
        assertThat(fetched("/customers").body()).contains("The app");
        assertThat(fetched("/customers").headers().firstValue("X-Cache"))
                .as("a new edition is seen at once")
                .hasValue("miss");
    }

    @Test
    @Requirement({"P-165", "D-33"})
    void whoAsksNextSeesNothingOfWhoAskedBefore() throws Exception {
        var ann = organizations.create("Acorn Works").user(Role.CSM);
        var bob = organizations.create("Other Ltd").user(Role.CSM);
        assertThat(fetched("/api/me", "Cookie", ann.cookie()).body()).contains(ann.email());
        assertThat(fetched("/api/me", "Cookie", bob.cookie()).body())
                .contains(bob.email())
                .doesNotContain(ann.email());
        assertThat(fetched("/api/me").statusCode()).isEqualTo(401);
        assertThat(cdn.keeps("/api/me")).isFalse();
    }

    @Test
    @Requirement({"P-165", "P-112", "D-33"})
    void aVideoPlaysThroughItByLinksOfTwoHoursAndStaysPrivate() throws Exception {
        var acorn = organizations.create("Acorn Works");
        var videos =
                new VideosOverHttp(cdn.url(), "Cookie", acorn.user(Role.CSM).cookie());
        var video = videos.awaitVideo(videos.video(Films.of(2), ""), "ready");
        var ends = Instant.parse(video.at("/playback/expiresAt").asString());
        assertThat(Duration.between(Instant.now(), ends)).isBetween(Duration.ofMinutes(110), Duration.ofMinutes(130));
        for (var kind : new String[] {"hls", "mp4"}) {
            var address = video.at("/playback/" + kind).asString();
            assertThat(Films.complaints(cdn.url() + address)).as(kind).isEmpty();
            assertThat(cdn.keeps(address)).as(kind).isFalse();
        }
        var part = fetched(video.at("/playback/mp4").asString(), "Range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).isPresent();
        assertThat(part.headers().firstValue("Cache-Control"))
                .as("the viewer's own browser keeps it, nobody between")
                .hasValueSatisfying(value -> assertThat(value).contains("private", "max-age=31536000"));
    }

    private HttpResponse<String> fetched(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cdn.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
