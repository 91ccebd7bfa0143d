package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** An image can be shown in personal videos, unless it is too large or none. With real ffmpeg. */
@RapportTest
class OverlayImagesTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    TestOrganizations organizations;

    @Autowired
    Media media;

    @Autowired
    MediaStore store;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private VideosOverHttp videos;
    private String video;

    @BeforeEach
    void aBaseVideo() {
        acorn = organizations.create("Acorn Works");
        videos = new VideosOverHttp(
                organizations.baseUrl(), "Cookie", acorn.user(Role.CSM).cookie());
        video = videos.video(Films.of(4), "");
        videos.awaitVideo(video, "ready");
    }

    @Test
    @Requirement("P-217")
    void fiveMegabytesAreTakenAndMoreIsRefusedBeforeItIsRead() throws Exception {
        assertThat(sent(padded(5 * MEGABYTE)).statusCode()).isEqualTo(201);
        var more = sent(padded(5 * MEGABYTE + 1));
        assertThat(more.statusCode()).isEqualTo(413);
        var refusal = JsonMapper.shared().readTree(more.body());
        assertThat(refusal.path("code").asString()).isEqualTo("image_too_large");
        assertThat(refusal.path("limit").asInt()).isEqualTo(5);

        // It says how long it is and sends nothing of it.
        assertThat(announced(6 * MEGABYTE)).contains(" 413 ").contains("image_too_large");
        assertThat(videos.get("/api/videos/" + video + "/images").path("items")).hasSize(1);
    }

    @Test
    @Requirement("P-217")
    void onlyWhatCanBeDrawnIsAnImage() throws Exception {
        var damaged = Arrays.copyOf(png(64, 64), 80);
        for (var file : List.of("no image".getBytes(StandardCharsets.UTF_8), damaged, png(4097, 2), new byte[0])) {
            var answer = sent(file);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_image");
        }
        var other = organizations.create("Other Ltd").user(Role.CSM).cookie();
        assertThat(sent(png(8, 8), other).statusCode()).isEqualTo(404);
    }

    @Test
    @Requirement("P-217")
    void whoeverEditsTheVideoSeesIt() throws Exception {
        var file = png(24, 24);
        var image = JsonMapper.shared().readTree(sent(file).body()).path("id").asString();
        var answer = seen(image, acorn.user(Role.CSM).cookie());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(answer.body()).isEqualTo(file);

        assertThat(seen(UUID.randomUUID().toString(), acorn.user(Role.CSM).cookie())
                        .statusCode())
                .isEqualTo(404);
        var other = organizations.create("Other Ltd").user(Role.CSM).cookie();
        assertThat(seen(image, other).statusCode()).isEqualTo(404);
    }

    @Test
    @Requirement({"P-217", "P-199"})
    void aPersonalVideoShowsItAndItGoesWithTheVideo() throws Exception {
        var image = JsonMapper.shared().readTree(sent(png(320, 180)).body());
        assertThat(image.path("width").asInt()).isEqualTo(320);
        var points = "/api/videos/" + video + "/points";
        var unknown = videos.call("PUT", points, point(UUID.randomUUID().toString()));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().path("code").asString()).isEqualTo("invalid_points");
        assertThat(videos.call("PUT", points, point(image.path("id").asString()))
                        .status())
                .isEqualTo(200);

        var order =
                videos.call("POST", "/api/videos/" + video + "/personal", """
                {"people":[{"id":"ann","values":{}}]}""").body();
        VideosOverHttp.await(
                () -> videos.get(
                        "/api/videos/" + video + "/orders/" + order.path("id").asString()),
                all -> all.at("/states/ready").asInt() == 1);
        assertThat(acorn.in(() -> db.sql("select count(*) from media.artefact")
                        .query(Long.class)
                        .single()))
                .as("segments of its own show it")
                .isPositive();

        var key = acorn.in(
                () -> db.sql("select key from media.image").query(String.class).single());
        assertThat(store.holds(key)).isTrue();
        acorn.run(() -> media.remove(UUID.fromString(video)));
        assertThat(store.holds(key)).isFalse();
    }

    private static String point(String image) {
        return """
                [{"kind":"overlay","from":1.0,"to":2.0,"image":"%s","x":0.5,"y":0.5,"size":0.4}]""".formatted(image);
    }

    private HttpResponse<byte[]> seen(String image, String cookie) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create(organizations.baseUrl() + "/api/videos/" + video + "/images/" + image))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> sent(byte[] file) throws Exception {
        return sent(file, acorn.user(Role.CSM).cookie());
    }

    private HttpResponse<String> sent(byte[] file, String cookie) throws Exception {
        var form = new ByteArrayOutputStream();
        form.writeBytes("""
                --cut\r
                Content-Disposition: form-data; name="file"; filename="logo.png"\r
                \r
                """.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(organizations.baseUrl() + "/api/videos/" + video + "/images"))
                        .header("Cookie", cookie)
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The beginning of the answer to a request whose body never comes. */
    private String announced(long bytes) throws IOException {
        var url = URI.create(organizations.baseUrl());
        try (var socket = new java.net.Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                    POST /api/videos/%s/images HTTP/1.1\r
                    Host: localhost\r
                    Cookie: %s\r
                    Content-Type: multipart/form-data; boundary=cut\r
                    Content-Length: %d\r
                    \r
                    """.formatted(
                    video, acorn.user(Role.CSM).cookie(), bytes).getBytes(StandardCharsets.UTF_8));
            var answer = new StringBuilder();
            while (!answer.toString().contains("image_too_large") && answer.length() < 4_000) {
                var one = socket.getInputStream().read();
                if (one < 0) {
                    break;
                }
                answer.append((char) one);
            }
            return answer.toString();
        }
    }

    /** An image of exactly so many bytes: what follows its end is of no interest to anybody. */
    private static byte[] padded(int bytes) throws IOException {
        return Arrays.copyOf(png(32, 32), bytes);
    }

    private static byte[] png(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, width, height);
        g.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
