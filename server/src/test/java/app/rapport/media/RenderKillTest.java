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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a worker, as {@code kill -9} does, while it makes a video. */
class RenderKillTest {
    @TempDir
    Path data;

    @Test
    @Requirement("P-01")
    void aVideoWhoseWorkerIsKilledIsMadeOnceByAnother() throws Exception {
        var worker = Map.of("rapport.role", "render", "rapport.media.workers", "1");
        try (var web = new RapportProcess(Map.of(
                                "rapport.data", data.toString(),
                                "rapport.media.lease", "3s",
                                "rapport.media.workers", "0"))
                        .start();
                var first = web.node(worker).start()) {
            var videos = new VideosOverHttp(web.baseUrl(), "Cookie", setUp(web.baseUrl()));
            assertThat(new VideosOverHttp(first.baseUrl(), "Cookie", "none")
                            .fetch("/api/setup")
                            .statusCode())
                    .as("a worker answers nobody")
                    .isEqualTo(404);
            var stranger = new VideosOverHttp(first.baseUrl(), "Accept", "*/*");
            for (var early : List.of("/api/video-events", "/api/webhooks/hubspot")) {
                assertThat(stranger.call("POST", early, "{}").status())
                        .as("nor takes in what arrives at %s", early)
                        .isEqualTo(404);
            }
            var id = videos.video(Films.large(10), "");
            VideosOverHttp.await(
                    () -> videos.get("/api/videos/" + id),
                    video -> video.path("progress").asDouble() > 0);
            first.kill();
            try (var second = web.node(worker).start()) {
                var video = videos.awaitVideo(id, "ready");
                assertThat(Films.complaints(
                                web.baseUrl() + video.at("/playback/mp4").asString()))
                        .isEmpty();
                assertThat(second.baseUrl()).isNotEqualTo(first.baseUrl());
            }
            // One edition, and nothing of what the first had begun.
            var underWay = data.resolve("media").resolve("work");
            try (var files = Files.walk(data.resolve("media"))) {
                assertThat(files.filter(file -> !file.startsWith(underWay))
                                .filter(file -> file.toString().endsWith("_360p.mp4")))
                        .hasSize(1);
            }
        }
    }

    /** The session's cookie of whoever sets Rapport up. */
    private static String setUp(String base) throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/setup"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("""
                                    {"organizationName":"Acorn Works","zone":"Europe/Berlin","name":"Ada",
                                     "email":"ada@rapport.example","password":"correct horse battery"}"""))
                            .build(),
                    BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow(() -> new AssertionError(answer.body()))
                    .split(";", 2)[0];
        }
    }
}
