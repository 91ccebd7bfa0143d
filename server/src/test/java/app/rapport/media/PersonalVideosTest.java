package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One base video becomes a personal one for each person. With real ffmpeg. */
@RapportTest
class PersonalVideosTest {
    private static final String POINTS = """
            [{"kind":"overlay","from":1.0,"to":3.0,"template":"Hi {{first_name}}","fallback":"there"}]""";

    private static final String SPOKEN = """
            [{"kind":"speech","from":1.0,"to":3.0,"template":"{{first_name}}","fallback":"there"}]""";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    MediaRetention retention;

    @Autowired
    MovableClock clock;

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
        video = videos.video(Films.of(6), ",\"points\":" + POINTS);
        videos.awaitVideo(video, "ready");
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    private JsonNode order(String... names) {
        var people = new StringBuilder();
        for (var name : names) {
            people.append(people.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(name)
                    .append("\",\"values\":{\"first_name\":\"")
                    .append(name.replaceAll("\\d", ""))
                    .append("\"}}");
        }
        var answer = videos.call("POST", "/api/videos/" + video + "/personal", "{\"people\":[" + people + "]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.body();
    }

    private List<JsonNode> people(JsonNode order) {
        return videos.get("/api/videos/" + video + "/personal?orderId="
                        + order.path("id").asString())
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    @Requirement("P-19")
    void saysWhoSpokeTheNameOrThatNobodyDid() throws Exception {
        video = videos.video(Films.of(6), ",\"points\":" + SPOKEN);
        videos.awaitVideo(video, "ready");
        var order = order("Ann");
        VideosOverHttp.await(
                () -> videos.get(
                        "/api/videos/" + video + "/orders/" + order.path("id").asString()),
                all -> all.at("/states/ready").asInt() == 1);

        var ann = videos.get("/api/videos/" + video + "/personal/"
                + people(order).getFirst().path("id").asString());
        var note = ann.path("notes").path(0);
        assertThat(note.path("code").asString() + " " + note.path("value").asString())
                .matches("spoken_by offline .*|not_spoken Ann");
        assertThat(Films.complaints(
                        organizations.baseUrl() + ann.at("/playback/hls").asString()))
                .isEmpty();
    }

    @Test
    @Requirement({"P-01", "P-20", "P-199"})
    void everyPersonGetsAVideoOfTheirOwn() throws Exception {
        var order = order("Ann", "Bob", "Ann2");
        assertThat(order.path("people").asInt()).isEqualTo(3);
        VideosOverHttp.await(
                () -> videos.get(
                        "/api/videos/" + video + "/orders/" + order.path("id").asString()),
                all -> all.at("/states/ready").asInt() == 3);
        for (var person : people(order)) {
            assertThat(person.path("state").asString()).isEqualTo("ready");
            for (var kind : List.of("hls", "mp4")) {
                assertThat(Films.complaints(organizations.baseUrl()
                                + person.at("/playback/" + kind).asString()))
                        .as(kind)
                        .isEmpty();
            }
        }
        var ann = people(order).getFirst();
        var master = ann.at("/playback/hls").asString();
        var quality = text(master)
                .lines()
                .filter(line -> line.endsWith(".m3u8"))
                .findFirst()
                .orElseThrow();
        assertThat(text(master.replace("master.m3u8", quality)))
                .contains("own/" + quality.replace(".m3u8", "/"), "../")
                .doesNotContain("DISCONTINUITY");

        // Two people of one name share what was made, and both differ from the base video.
        var files = acorn.in(() ->
                db.sql("select count(*) from media.artefact").query(Long.class).single());
        var again = order("Ann3");
        VideosOverHttp.await(
                () -> videos.get(
                        "/api/videos/" + video + "/orders/" + again.path("id").asString()),
                all -> all.at("/states/ready").asInt() == 1);
        assertThat(acorn.in(() -> db.sql("select count(*) from media.artefact")
                        .query(Long.class)
                        .single()))
                .isEqualTo(files);
        var base = videos.fetch(
                videos.get("/api/videos/" + video).at("/playback/mp4").asString());
        assertThat(videos.fetch(ann.at("/playback/mp4").asString()).body()).isNotEqualTo(base.body());
    }

    private String text(String path) {
        return new String(videos.fetch(path).body(), StandardCharsets.UTF_8);
    }

    @Test
    void theSamePersonOrderedTwiceIsMadeOnce() {
        var first = people(order("Ann")).getFirst();
        var second = people(order("Ann")).getFirst();
        assertThat(second.path("id")).isEqualTo(first.path("id"));
    }

    @Test
    @Requirement("P-199")
    void aPreviewShowsOnePersonsVideoBeforeAnyOrder() throws Exception {
        var answer = videos.call("POST", "/api/videos/" + video + "/preview", "{\"values\":{\"first_name\":\"زينب\"}}");
        assertThat(answer.status()).isEqualTo(202);
        var preview = videos.awaitPersonal(video, answer.body().path("id").asString(), "ready");
        assertThat(Films.complaints(
                        organizations.baseUrl() + preview.at("/playback/mp4").asString()))
                .isEmpty();
        assertThat(videos.get("/api/videos/" + video + "/personal").path("items"))
                .isEmpty();
    }

    @Test
    void pointsLieInsideTheVideoAndDoNotOverlap() {
        for (var bad : List.of(
                "{}",
                "[null]",
                "[{\"kind\":\"overlay\",\"from\":5,\"to\":9,\"template\":\"Hi\"}]",
                "[{\"kind\":\"overlay\",\"from\":3,\"to\":2,\"template\":\"Hi\"}]",
                "[{\"kind\":\"overlay\",\"from\":1,\"to\":2}]",
                "[{\"kind\":\"dance\",\"from\":1,\"to\":2,\"template\":\"Hi\"}]",
                "[{\"kind\":\"overlay\",\"from\":1,\"to\":2,\"template\":\"Hi\",\"color\":\"red\"}]",
                "[{\"kind\":\"overlay\",\"from\":1,\"to\":3,\"template\":\"a\"},{\"kind\":\"overlay\",\"from\":2,\"to\":4,\"template\":\"b\"}]")) {
            var answer = videos.call("PUT", "/api/videos/" + video + "/points", bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.body().path("code").asString()).as(bad).isEqualTo("invalid_points");
        }
        var moved = videos.call("PUT", "/api/videos/" + video + "/points", POINTS.replace("1.0", "0.5"));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().at("/items/0/id").asString()).isNotEmpty();
        assertThat(videos.get("/api/videos/" + video).at("/points/0/from").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    @Requirement({"P-218", "D-30"})
    void filesAreRemovedAfterTwoYearsAndSomebodyHearsOfItBefore() {
        var mp4 = videos.get("/api/videos/" + video).at("/playback/mp4").asString();
        clock.advance(Duration.ofDays(730 - 15));
        retention.tidy();
        assertThat(notices()).isZero();
        clock.advance(Duration.ofDays(2));
        retention.tidy();
        assertThat(notices()).isEqualTo(1);
        clock.advance(Duration.ofDays(13));
        retention.tidy();
        assertThat(state()).isEqualTo("ready");
        clock.advance(Duration.ofDays(2));
        retention.tidy();
        assertThat(state()).isEqualTo("failed");
        assertThat(notices()).isEqualTo(1);
        clock.reset();
        assertThat(videos.fetch(mp4).statusCode()).isEqualTo(404);
        assertThat(videos.get("/api/videos/" + video).at("/error/code").asString())
                .isEqualTo("video_expired");
    }

    private long notices() {
        return acorn.in(() -> db.sql("select count(distinct key) from messages.notices where kind = 'media.expiring'")
                .query(Long.class)
                .single());
    }

    private String state() {
        return acorn.in(() -> db.sql("select state from videos.videos where id = cast(:id as uuid)")
                .param("id", video)
                .query(String.class)
                .single());
    }
}
