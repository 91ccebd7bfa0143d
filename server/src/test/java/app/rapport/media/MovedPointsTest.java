package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A personal point is moved after the base video was prepared. With real ffmpeg. */
@RapportTest
class MovedPointsTest {
    /** In a fragment, where its number in the file stands: the one thing that changes when it is copied. */
    private static final int NUMBER = 20;

    @Autowired
    TestOrganizations organizations;

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
        videos = as(Role.CSM);
        video = videos.video(Films.of(14), ",\"points\":" + point(5, 7));
        videos.awaitVideo(video, "ready");
    }

    private VideosOverHttp as(Role role) {
        return new VideosOverHttp(
                organizations.baseUrl(), "Cookie", acorn.user(role).cookie());
    }

    private static String point(double from, double to) {
        return "[{\"kind\":\"overlay\",\"from\":" + from + ",\"to\":" + to
                + ",\"template\":\"Hi {{first_name}}\",\"fallback\":\"there\"}]";
    }

    private void setPoints(String points) {
        assertThat(videos.call("PUT", "/api/videos/" + video + "/points", points)
                        .status())
                .isEqualTo(200);
    }

    private JsonNode video() {
        return videos.get("/api/videos/" + video);
    }

    private JsonNode adjusted() {
        return VideosOverHttp.await(this::video, now -> now.path("adjusting").isNull());
    }

    private JsonNode made(String name) {
        var order = videos.call(
                "POST",
                "/api/videos/" + video + "/personal",
                "{\"people\":[{\"id\":\"" + name + "\",\"values\":{\"first_name\":\"" + name + "\"}}]}");
        assertThat(order.status()).as(order.toString()).isEqualTo(202);
        var id = videos.get("/api/videos/" + video + "/personal?orderId="
                        + order.body().path("id").asString())
                .at("/items/0/id")
                .asString();
        return videos.awaitPersonal(video, id, "ready");
    }

    private List<JsonNode> jobs(String kind) {
        return as(Role.ADMIN)
                .get("/api/videos/" + video + "/jobs")
                .path("items")
                .valueStream()
                .filter(job -> job.path("kind").asString().equals(kind))
                .toList();
    }

    private String text(String address) {
        var answer = videos.fetch(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The pictures' segments by when they begin, each without its number. */
    private Map<Double, ByteBuffer> segments(String master) {
        var quality = text(master)
                .lines()
                .filter(line -> line.endsWith("p.m3u8"))
                .findFirst()
                .orElseThrow();
        var all = new LinkedHashMap<Double, ByteBuffer>();
        var at = 0.0;
        var length = 0.0;
        for (var line : text(master.replace("master.m3u8", quality)).lines().toList()) {
            if (line.startsWith("#EXTINF:")) {
                length = Double.parseDouble(line.substring(8).replace(",", ""));
            } else if (line.endsWith(".m4s")) {
                var bytes = videos.fetch(master.replace("master.m3u8", line)).body();
                ByteBuffer.wrap(bytes).putInt(NUMBER, 0);
                all.put(Math.round(at * 100) / 100.0, ByteBuffer.wrap(bytes));
                at += length;
            }
        }
        return all;
    }

    private List<String> complaints(JsonNode playable) throws Exception {
        var all = new ArrayList<String>();
        for (var kind : List.of("hls", "mp4")) {
            all.addAll(Films.complaints(
                    organizations.baseUrl() + playable.at("/playback/" + kind).asString()));
        }
        return all;
    }

    @Test
    @Requirement("P-199")
    void onlyWhatIsAroundItIsEncodedAndAllElsePlaysOn() throws Exception {
        var before = video();
        var old = segments(before.at("/playback/hls").asString());
        assertThat(old.keySet()).containsExactly(0.0, 4.0, 5.0, 7.0, 8.0, 12.0);
        var ann = made("Ann");

        setPoints(point(5.5, 7.5));
        assertThat(video().path("state").asString()).isEqualTo("ready");
        var after = adjusted();
        assertThat(after.path("state").asString()).isEqualTo("ready");
        var fresh = segments(after.at("/playback/hls").asString());
        assertThat(fresh.keySet()).containsExactly(0.0, 4.0, 5.5, 7.5, 12.0);
        assertThat(fresh.values().stream().filter(one -> !old.containsValue(one)))
                .as("4 to 5.5, the point, and 7.5 to 12")
                .hasSize(3);
        var job = jobs("adjust").getFirst();
        assertThat(job.path("state").asString()).isEqualTo("done");
        assertThat(job.path("bytes").asLong())
                .isEqualTo(fresh.values().stream()
                        .filter(one -> !old.containsValue(one))
                        .mapToLong(ByteBuffer::capacity)
                        .sum());
        assertThat(complaints(after)).isEmpty();

        assertThat(segments(before.at("/playback/hls").asString()))
                .as("who was watching goes on with what they had")
                .isEqualTo(old);
        assertThat(complaints(before)).isEmpty();
        assertThat(complaints(videos.get(
                        "/api/videos/" + video + "/personal/" + ann.path("id").asString())))
                .isEmpty();
        var ben = made("Ben");
        assertThat(text(ben.at("/playback/hls").asString().replace("master.m3u8", "240p.m3u8"))
                        .lines()
                        .filter(line -> line.startsWith("own/")))
                .as("no more than the point itself")
                .hasSize(1);
        assertThat(complaints(ben)).isEmpty();
    }

    @Test
    void whatMovesNoBorderEncodesNothing() {
        setPoints(point(5, 7).replace("Hi", "Dear"));
        setPoints("[{\"kind\":\"speech\",\"from\":9,\"to\":10,\"template\":\"{{first_name}}\"},"
                + point(5, 7).substring(1));
        assertThat(video().path("adjusting").isNull()).isTrue();
        assertThat(jobs("adjust")).isEmpty();
    }

    @Test
    void aPointThatIsMovedAgainMeanwhileIsFollowed() throws Exception {
        setPoints(point(6, 8));
        setPoints(point(1, 3));
        setPoints(point(9, 11));
        var after = adjusted();
        assertThat(segments(after.at("/playback/hls").asString()).keySet()).contains(9.0, 11.0);
        assertThat(complaints(after)).isEmpty();
    }

    @Test
    void whenItCannotBeDoneNothingChanges() throws Exception {
        var before = video();
        var source = acorn.in(() -> db.sql("select source_key from media.ladder where video_id = cast(:id as uuid)")
                .param("id", video)
                .query(String.class)
                .single());
        Files.writeString(store.file(source), "no video any more");
        var files = files();
        setPoints(point(5.5, 7.5));
        VideosOverHttp.await(
                () -> jobs("adjust").getFirst(),
                job -> job.path("state").asString().equals("failed"));
        var after = video();
        assertThat(after.path("state").asString()).isEqualTo("ready");
        assertThat(after.at("/playback/hls")).isEqualTo(before.at("/playback/hls"));
        assertThat(complaints(after)).isEmpty();
        assertThat(files()).isEqualTo(files);
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(store.workFolder().resolveSibling(acorn.id().toString()))) {
            return all.filter(Files::isRegularFile)
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Requirement("P-01")
    void aBaseVideoOfAnotherEncoderIsMadeAnewBeforeAnybodysOwn() throws Exception {
        var marked = acorn.in(() -> db.sql("""
                update media.edition set index = jsonb_set(index, '{parameters}', '"another"')
                where video_id = cast(:id as uuid)
                """).param("id", video).update());
        assertThat(marked).isEqualTo(1);
        var ann = made("Ann");
        assertThat(complaints(ann)).isEmpty();
        assertThat(jobs("adjust")).hasSize(1);
        assertThat(acorn.in(() -> db.sql("select count(*) from media.edition where video_id = cast(:id as uuid)")
                        .param("id", video)
                        .query(Long.class)
                        .single()))
                .isEqualTo(2);
    }
}
