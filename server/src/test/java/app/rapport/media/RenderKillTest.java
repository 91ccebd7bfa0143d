package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportProcess;
import app.rapport.Requirement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process, as {@code kill -9} does, while it makes a video. */
class RenderKillTest {
    @TempDir
    Path data;

    @Test
    @Requirement("P-01")
    void aVideoThatWasBeingMadeIsMadeOnce() throws Exception {
        try (var process = new RapportProcess(Map.of(
                        "rapport.data", data.toString(), "rapport.media.lease", "3s", "rapport.media.workers", "1"))
                .start()) {
            var videos = new VideosOverHttp(process.baseUrl(), "Cookie", setUp(process.baseUrl()));
            var id = videos.video(Films.large(20), "");
            VideosOverHttp.await(
                    () -> videos.get("/api/videos/" + id), video -> video.path("progress").asDouble() > 0);
            process.kill();
            process.start();
            var video = videos.awaitVideo(id, "ready");
            assertThat(Films.complaints(process.baseUrl() + video.at("/playback/mp4").asString())).isEmpty();

            // The upload, and the files of one edition: nothing of the one that was killed.
            try (var files = Files.walk(data.resolve("media"))) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file -> !file.toString().contains("/work/"))
                                .filter(file -> file.toString().endsWith("_360p.mp4")))
                        .hasSize(1);
            }
        }
    }

    /** The session's cookie of whoever sets Rapport up. */
    private static String setUp(String base) throws Exception {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/setup"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("""
                                    {"organizationName":"Acorn Works","zone":"Europe/Berlin","name":"Ada",
                                     "email":"ada@rapport.example","password":"correct horse battery"}"""))
                            .build(),
                    BodyHandlers.ofString());
            return answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new AssertionError(answer.body())).split(";")[0];
        }
    }
}
