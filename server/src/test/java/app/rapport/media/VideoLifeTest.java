package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An upload becomes a video that plays, or says why it does not. With real ffmpeg. */
@RapportTest
class VideoLifeTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    MediaStore store;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient db;

    @TempDir
    Path folder;

    private TestOrganization acorn;
    private VideosOverHttp videos;

    @BeforeEach
    void somebody() {
        acorn = organizations.create("Acorn Works");
        videos = as(acorn, Role.CSM);
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    private VideosOverHttp as(TestOrganization organization, Role role) {
        return new VideosOverHttp(
                organizations.baseUrl(), "Cookie", organization.user(role).cookie());
    }

    @Test
    @Requirement({"P-15", "P-17", "P-110", "P-113", "D-2"})
    void anUploadIsMadePlayableInEveryQuality() throws Exception {
        var id = videos.video(Films.large(2), "");
        assertThat(videos.get("/api/videos/" + id).path("state").asString()).isEqualTo("processing");
        var video = videos.awaitVideo(id, "ready");
        assertThat(video.path("durationSeconds").asDouble()).isBetween(1.9, 2.2);
        assertThat(video.path("width").asInt()).isEqualTo(1280);
        assertThat(video.path("progress").asDouble()).isEqualTo(1);
        assertThat(video.path("renditions")
                        .valueStream()
                        .map(one -> one.path("height").asInt())
                        .filter(height -> height > 0))
                .containsExactly(720, 480, 360);

        // The keys it is stored by.
        var keys = acorn.in(() -> db.sql("select key from media.rendition where video_id = cast(:id as uuid)")
                .param("id", id)
                .query(String.class)
                .list());
        assertThat(keys)
                .anyMatch(key -> key.endsWith("video_720p.mp4"))
                .anyMatch(key -> key.endsWith("video_360p.mp4"));

        // Nobody signs in to play it.
        var master = text(video, "hls");
        assertThat(master).startsWith("#EXTM3U").contains("RESOLUTION=1280x720", "AUDIO=");
        for (var line : master.lines().toList()) {
            if (line.contains("URI=") || (!line.startsWith("#") && !line.isBlank())) {
                var address = line.startsWith("#") ? line.replaceAll(".*URI=\"([^\"]+)\".*", "$1") : line;
                assertThat(Films.complaints(absolute(video, address)))
                        .as(address)
                        .isEmpty();
            }
        }
        assertThat(Films.complaints(
                        organizations.baseUrl() + video.at("/playback/mp4").asString()))
                .isEmpty();
    }

    @Test
    @Requirement("P-17")
    void aSmallVideoIsNotMadeLarger() {
        var video = videos.awaitVideo(videos.video(Films.of(2), ""), "ready");
        assertThat(video.path("renditions")
                        .valueStream()
                        .map(one -> one.path("height").asInt())
                        .filter(height -> height > 0))
                .allMatch(height -> height <= 360);
    }

    @Test
    @Requirement({"P-112", "D-33", "P-115"})
    void mediaIsFetchedInPartsAndKeptByTheBrowser() {
        var video = videos.awaitVideo(videos.video(Films.of(2), ""), "ready");
        var mp4 = video.at("/playback/mp4").asString();
        var whole = videos.fetch(mp4);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.headers().firstValue("Cache-Control")).hasValue("private, max-age=31536000, immutable");
        assertThat(whole.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        var length = whole.body().length;
        var tag = whole.headers().firstValue("ETag").orElseThrow();

        var together = new ByteArrayOutputStream();
        for (var from = 0; from < length; from += 10_007) {
            var to = Math.min(length, from + 10_007) - 1;
            var part = videos.fetch(mp4, "Range", "bytes=" + from + "-" + to);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes " + from + "-" + to + "/" + length);
            together.writeBytes(part.body());
        }
        assertThat(together.toByteArray()).isEqualTo(whole.body());

        assertThat(videos.fetch(mp4, "Range", "bytes=-5").body().length).isEqualTo(5);
        assertThat(videos.fetch(mp4, "Range", "bytes=5-").body().length).isEqualTo(length - 5);
        assertThat(videos.fetch(mp4, "Range", "bytes=0-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(videos.fetch(mp4, "Range", "bytes=0-1", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(videos.fetch(mp4, "If-None-Match", tag).statusCode()).isEqualTo(304);
        var beyond = videos.fetch(mp4, "Range", "bytes=" + length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + length);
        assertThat(videos.fetch(mp4, "Range", "nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void thereAreAPosterAMovingPictureAndAWaveform() {
        var video = videos.awaitVideo(videos.video(Films.of(3), ""), "ready");
        assertThat(videos.fetch(video.path("poster").asString()).body()).startsWith((byte) 0xff, (byte) 0xd8);
        var waveform = videos.fetch(video.path("waveform").asString());
        assertThat(waveform.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        var preview = videos.fetch(video.path("preview").asString());
        assertThat(new String(preview.body(), 0, 4, StandardCharsets.ISO_8859_1))
                .isEqualTo("GIF8");
        assertThat(videos.fetch(video.path("preview").asString()).body()).isEqualTo(preview.body());
    }

    @Test
    @Requirement("P-111")
    void aQualityWhoseFileIsGoneIsReplaced() throws Exception {
        var video = videos.awaitVideo(videos.video(Films.large(2), ""), "ready");
        var id = video.path("id").asString();
        acorn.in(() -> db.sql("select key from media.rendition where video_id = cast(:id as uuid) and name = '480p'")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .forEach(key -> {
                    try {
                        store.delete(key);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
        assertThat(text(video, "hls")).contains("RESOLUTION=1280x720").doesNotContain("480p");
        var mp4 = video.at("/playback/mp4").asString();
        var instead = videos.fetch(mp4.replace("video.mp4", "video_480p.mp4"));
        assertThat(instead.body()).isEqualTo(Files.readAllBytes(Films.large(2)));
    }

    @Test
    @Requirement({"P-16", "P-143", "D-2"})
    void whatIsNoVideoOrTooLongSaysSo() throws Exception {
        var text = Files.writeString(folder.resolve("talk.mp4"), "This is a text.\n".repeat(1_000));
        refused(text, "[a-z_]+", "");
        refused(Films.soundOnly(), "no_video", "");
        refused(Films.tooLong(), "video_too_long", "5:01");
        refused(Films.damaged(), "[a-z_]+", "");
    }

    private void refused(Path file, String code, String detail) {
        var video = videos.awaitVideo(videos.video(file, ""), "failed");
        assertThat(video.at("/error/code").asString()).as(video.toString()).matches(code);
        assertThat(video.at("/error/detail").asString()).contains(detail);
        assertThat(video.path("playback").isNull()).isTrue();
        var job = as(acorn, Role.ADMIN)
                .get("/api/videos/" + video.path("id").asString() + "/jobs")
                .at("/items/0");
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(job.at("/error/code")).isEqualTo(video.at("/error/code"));
    }

    @Test
    @Requirement("D-33")
    void aLinkThatEndedOrWasForgedOpensNothing() {
        var video = videos.awaitVideo(videos.video(Films.of(2), ""), "ready");
        var poster = video.path("poster").asString();
        assertThat(videos.fetch(poster).statusCode()).isEqualTo(200);
        var forged = poster.replace("/media/A", "/media/B");
        assertThat(videos.fetch(forged).statusCode()).isEqualTo(403);
        assertThat(videos.fetch(poster.replace("poster.jpg", "..%2fposter.jpg")).statusCode())
                .isIn(400, 404);
        assertThat(videos.fetch(poster.replace("poster.jpg", "other.jpg")).statusCode())
                .isEqualTo(404);
        clock.advance(Duration.ofHours(2));
        var ended = videos.fetch(poster);
        assertThat(ended.statusCode()).isEqualTo(403);
        assertThat(new String(ended.body(), StandardCharsets.UTF_8)).contains("media_link_ended");
        assertThat(ended.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void anotherOrganizationHasNoPartInIt() {
        var id = videos.video(Films.of(2), "");
        var upload = videos.upload(Films.of(2));
        var others = as(organizations.create("Other Ltd"), Role.ADMIN);
        assertThat(others.call("GET", "/api/videos/" + id, "").status()).isEqualTo(404);
        assertThat(others.call("DELETE", "/api/videos/" + id, "").status()).isEqualTo(404);
        assertThat(others.call("POST", "/api/videos", "{\"title\":\"Theirs\",\"uploadId\":\"" + upload + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(others.get("/api/videos").path("items")).isEmpty();
    }

    @Test
    @Requirement({"L-50", "L-25"})
    void videosAreListedByTextCustomerTagAndState() {
        var customer = acorn.admin();
        assertThat(customer).isNotNull();
        var first = videos.video(Films.of(2), ",\"tags\":[\"onboarding\",\"onboarding\",\" demo \"]");
        var second = videos.video(Films.of(2), "");
        videos.awaitVideo(first, "ready");
        videos.awaitVideo(second, "ready");
        assertThat(ids("/api/videos")).containsExactly(second, first);
        assertThat(ids("/api/videos?tag=demo")).containsExactly(first);
        videos.call("PATCH", "/api/videos/" + second, "{\"tags\":[\"demo\"]}");
        assertThat(videos.get("/api/videos/tags").path("items").toString())
                .isEqualTo("[{\"tag\":\"demo\",\"videos\":2},{\"tag\":\"onboarding\",\"videos\":1}]");
        assertThat(ids("/api/videos?q=our%20TALK&state=ready")).containsExactly(second, first);
        assertThat(ids("/api/videos?q=none")).isEmpty();
        var page = videos.get("/api/videos?limit=1");
        assertThat(ids("/api/videos?limit=1&cursor=" + page.path("nextCursor").asString()))
                .containsExactly(first);

        var edited = videos.call("PATCH", "/api/videos/" + first, "{\"title\":\"A better name\",\"tags\":[]}");
        assertThat(edited.body().path("title").asString()).isEqualTo("A better name");
        assertThat(videos.call("DELETE", "/api/videos/" + first, "").status()).isEqualTo(204);
        assertThat(ids("/api/videos")).containsExactly(second);
        assertThat(videos.call("POST", "/api/videos/" + first + "/restore", "").status())
                .isEqualTo(200);
        assertThat(ids("/api/videos")).containsExactly(second, first);
    }

    @Test
    void aScriptMaySendAForm() throws Exception {
        var key = acorn.apiKey(Role.CSM, Permission.VIDEOS);
        var body = new ByteArrayOutputStream();
        body.writeBytes("""
                --end\r
                Content-Disposition: form-data; name="title"\r
                \r
                By a form\r
                --end\r
                Content-Disposition: form-data; name="file"; filename="talk.mp4"\r
                \r
                """.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(Films.of(2)));
        body.writeBytes("\r\n--end--\r\n".getBytes(StandardCharsets.UTF_8));
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(organizations.baseUrl() + "/api/videos"))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "multipart/form-data; boundary=end")
                            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            var id = answer.headers().firstValue("Location").orElseThrow().replace("/api/videos/", "");
            assertThat(videos.awaitVideo(id, "ready").path("title").asString()).isEqualTo("By a form");
        }
    }

    private List<String> ids(String path) {
        return videos.get(path)
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    private String text(JsonNode video, String kind) {
        var answer = videos.fetch(video.at("/playback/" + kind).asString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private String absolute(JsonNode video, String relative) {
        return URI.create(organizations.baseUrl() + video.at("/playback/hls").asString())
                .resolve(relative)
                .toString();
    }
}
