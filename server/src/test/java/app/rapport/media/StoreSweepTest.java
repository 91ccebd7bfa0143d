package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What nobody names goes, and nothing else. */
@RapportTest
class StoreSweepTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    MediaStore store;

    @Autowired
    StoreSweep sweep;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    private TestOrganization acorn;
    private VideosOverHttp videos;

    @BeforeEach
    void somebody() {
        acorn = organizations.create("Acorn Works");
        videos = new VideosOverHttp(
                organizations.baseUrl(), "Cookie", acorn.user(Role.CSM).cookie());
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    private String stored(String name) throws IOException {
        var key = store.newKey(acorn.id(), name);
        var file = Files.writeString(Files.createTempFile(store.workFolder(), "made", ".part"), "bytes");
        store.put(key, file);
        Files.delete(file);
        return key;
    }

    private int swept() {
        return acorn.in(() -> transaction.execute(status -> sweep.sweep()));
    }

    /** Everything of this organisation was stored two days ago. */
    private void age() throws IOException {
        var ago = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        try (var all = Files.walk(store.workFolder().resolveSibling(acorn.id().toString()))) {
            for (var folder : all.filter(Files::isDirectory).toList()) {
                Files.setLastModifiedTime(folder, ago);
            }
        }
    }

    private long files() throws IOException {
        try (var all = Files.walk(store.workFolder().resolveSibling(acorn.id().toString()))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatAKilledProcessStoredGoesOnceItIsOldEnough() throws IOException {
        var left = stored("video_720p.mp4");
        age();
        var underWay = stored("video_480p.mp4");
        assertThat(swept()).isEqualTo(1);
        assertThat(store.holds(left)).isFalse();
        assertThat(Path.of(store.file(left).toString()).getParent()).doesNotExist();
        assertThat(store.holds(underWay)).isTrue();
    }

    @Test
    void whatARowNamesStaysHoweverOldAndAReplacedEditionOnlyWhileSomebodyHasIt() throws Exception {
        var point = "[{\"kind\":\"overlay\",\"from\":1,\"to\":3,\"template\":\"Hi {{first_name}}\"}]";
        var video = videos.video(Films.of(6), ",\"points\":" + point);
        var first = videos.awaitVideo(video, "ready");
        assertThat(videos.fetch(first.path("preview").asString()).statusCode()).isEqualTo(200);
        var preview = videos.call("POST", "/api/videos/" + video + "/preview", "{\"values\":{\"first_name\":\"Ann\"}}");
        var ann = videos.awaitPersonal(video, preview.body().path("id").asString(), "ready");
        var files = files();
        age();
        assertThat(swept()).isZero();
        assertThat(files()).isEqualTo(files);

        for (var moved : new String[] {"\"to\":3.5", "\"to\":4"}) {
            assertThat(videos.call("PUT", "/api/videos/" + video + "/points", point.replace("\"to\":3", moved))
                            .status())
                    .isEqualTo(200);
            VideosOverHttp.await(
                    () -> videos.get("/api/videos/" + video),
                    now -> now.path("adjusting").isNull());
        }
        clock.advance(Duration.ofHours(5));
        age();
        assertThat(swept()).as("addresses may still be used").isZero();
        assertThat(swept())
                .as("the one in the middle, of which nothing was made")
                .isEqualTo(1);
        clock.reset();
        for (var playable : new String[] {
            ann.at("/playback/mp4").asString(), first.at("/playback/mp4").asString()
        }) {
            assertThat(Films.complaints(organizations.baseUrl() + playable)).isEmpty();
        }
    }
}
