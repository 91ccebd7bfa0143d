package app.rapport.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What viewers' pages report becomes numbers that are true. */
@RapportTest
class ViewingTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private RestTestClient anybody;
    private UUID video;

    @BeforeEach
    void aVideo() {
        acorn = organizations.create("Acorn Works");
        anybody = organizations.anonymous();
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
    }

    @Test
    @Requirement({"P-43", "P-44", "P-190", "D-10", "D-11"})
    void theRecordSaysWhatWasWatchedByWhomAndWhichSeconds() {
        var ann = tokenFor("Ann", "ann@customer.example");
        new ViewerTab(anybody, ann)
                .play()
                .watched(0, 10.5)
                .seek(10.5, 30)
                .watched(30, 40)
                .happened("ended")
                .report();
        var bob = tokenFor("Bob", "bob@customer.example");
        new ViewerTab(anybody, bob).play().watched(0, 8).report();

        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("views").asInt()).isEqualTo(2);
        assertThat(numbers.path("uniqueViewers").asInt()).isEqualTo(2);
        assertThat(numbers.path("watchSeconds").asDouble()).isEqualTo(28.5);
        // (20.5 + 8) of twice 40 seconds
        assertThat(numbers.path("completionRate").asDouble()).isEqualTo(0.3563);
        assertThat(numbers.path("band").asString()).isEqualTo("medium");
        assertThat(numbers.path("heatmap")).hasSize(40);
        assertThat(heat(numbers, 0)).isEqualTo(2);
        assertThat(heat(numbers, 9)).isEqualTo(1);
        assertThat(heat(numbers, 10)).isEqualTo(0.5);
        assertThat(heat(numbers, 20)).isZero();
        assertThat(heat(numbers, 39)).isEqualTo(1);
        assertThat(viewer(numbers, "Ann").path("email").asString()).isEqualTo("ann@customer.example");
        assertThat(viewer(numbers, "Ann").path("watchSeconds").asDouble()).isEqualTo(20.5);
        assertThat(viewer(numbers, "Ann").path("completed").asBoolean()).isFalse();
        assertThat(viewer(numbers, "Bob").path("share").asDouble()).isEqualTo(0.2);
        assertThat(numbers.path("asOf").asString()).isNotEmpty();
    }

    @Test
    @Requirement("P-45")
    void everyNumberSaysWhatItMeans() {
        var definitions = bed.analytics(acorn, video).path("definitions");
        for (var name : List.of("views", "uniqueViewers", "completionRate", "watchSeconds", "ctaClicks", "heatmap")) {
            assertThat(definitions.path(name).asString("")).as(name).isNotEmpty();
        }
    }

    @Test
    @Requirement({"P-43", "D-10"})
    void whoLeavesAtOnceIsNoView() {
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 4)
                .report();
        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("views").asInt()).isZero();
        assertThat(numbers.path("uniqueViewers").asInt()).isZero();
        assertThat(numbers.path("completionRate").isNull()).isTrue();
        assertThat(numbers.path("watchSeconds").asDouble()).isEqualTo(4);
    }

    @Test
    @Requirement("D-10")
    void twoVisitsAndTwoLinksOfOnePersonAreOneViewer() {
        new ViewerTab(anybody, tokenFor("Ann", "ann@customer.example"))
                .play()
                .watched(0, 20)
                .report();
        new ViewerTab(anybody, tokenFor("Ann", "ANN@customer.example"))
                .play()
                .watched(10, 40)
                .report();
        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("views").asInt()).isEqualTo(2);
        assertThat(numbers.path("uniqueViewers").asInt()).isEqualTo(1);
        assertThat(numbers.path("completionRate").asDouble()).isEqualTo(1);
        assertThat(numbers.path("watchSeconds").asDouble()).isEqualTo(50);
    }

    @Test
    @Requirement("P-46")
    void aClickCountsOnceInEachVisit() {
        var token = tokenFor("Ann", "ann@customer.example");
        new ViewerTab(anybody, token)
                .play()
                .happened("click")
                .happened("click")
                .watched(0, 6)
                .report();
        new ViewerTab(anybody, token).happened("click").report();
        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("ctaClicks").asInt()).isEqualTo(2);
        assertThat(viewer(numbers, "Ann").path("ctaClicks").asInt()).isEqualTo(2);
    }

    @Test
    @Requirement("P-44")
    void aPageThatLiesGainsLittle() {
        var long10 = bed.video(acorn, "Long", Duration.ofMinutes(10));
        new ViewerTab(anybody, VideoBed.token(acorn, long10))
                .play()
                .watched(0, 600)
                .watched(0, 600)
                .report();
        assertThat(bed.analytics(acorn, long10).path("watchSeconds").asDouble()).isBetween(60.0, 75.0);
    }

    @Test
    @Requirement("D-11")
    void reportsInAnyOrderCutAndRepeatedGiveTheSameNumbers() {
        var random = new Random(43);
        for (var round = 0; round < 4; round++) {
            var straight = bed.video(acorn, "Straight", Duration.ofSeconds(40));
            var crooked = bed.video(acorn, "Crooked", Duration.ofSeconds(40));
            for (var person = 0; person < 3; person++) {
                var view = UUID.randomUUID();
                var email = "person" + person + "@customer.example";
                var tidy = new ViewerTab(anybody, VideoBed.tokenFor(acorn, straight, "P", email), view, Map.of());
                tidy.play();
                for (var i = 0; i < random.nextInt(12); i++) {
                    switch (random.nextInt(5)) {
                        case 0 -> tidy.happened("click");
                        case 1 -> tidy.seek(random.nextInt(40), random.nextInt(40));
                        case 2 -> tidy.happened("ended");
                        default -> {
                            var from = random.nextInt(35);
                            tidy.watched(from, from + random.nextDouble() * 6);
                        }
                    }
                }
                tidy.report();
                var messy = new ViewerTab(anybody, VideoBed.tokenFor(acorn, crooked, "P", email), view, Map.of());
                var pieces = new ArrayList<>(tidy.events());
                pieces.addAll(
                        tidy.events().subList(0, random.nextInt(tidy.events().size()) + 1));
                Collections.shuffle(pieces, random);
                while (!pieces.isEmpty()) {
                    var some = pieces.subList(0, 1 + random.nextInt(pieces.size()));
                    messy.send(List.copyOf(some), 202);
                    if (random.nextInt(3) == 0) {
                        bed.counted();
                    }
                    some.clear();
                }
            }
            assertThat(numbers(bed.analytics(acorn, crooked)))
                    .as("round %s", round)
                    .isEqualTo(numbers(bed.analytics(acorn, straight)));
        }
    }

    @Test
    @Requirement("D-11")
    void theRecordIsOnlyAddedTo() {
        new ViewerTab(anybody, VideoBed.token(acorn, video)).play().report();
        assertThatThrownBy(() -> acorn.run(() ->
                        db.sql("update videos.video_events set to_ms = 40000").update()))
                .hasStackTraceContaining("permission denied");
    }

    private String tokenFor(String name, String email) {
        return VideoBed.tokenFor(acorn, video, name, email);
    }

    private static double heat(JsonNode numbers, int second) {
        var bucket = numbers.path("heatmap").get(second);
        assertThat(bucket.path("second").asInt()).isEqualTo(second);
        return bucket.path("watched").asDouble();
    }

    private static JsonNode viewer(JsonNode numbers, String name) {
        for (var viewer : numbers.path("viewers")) {
            if (viewer.path("name").asString("").equals(name)) {
                return viewer;
            }
        }
        throw new AssertionError("no viewer " + name + " in " + numbers);
    }

    /** All but who and when. */
    private static List<String> numbers(JsonNode analytics) {
        var numbers = new ArrayList<String>();
        for (var name : List.of("views", "uniqueViewers", "completionRate", "watchSeconds", "ctaClicks", "heatmap")) {
            numbers.add(name + " " + analytics.path(name));
        }
        analytics
                .path("viewers")
                .forEach(viewer -> numbers.add(viewer.path("email") + " " + viewer.path("views") + " "
                        + viewer.path("watchSeconds") + " " + viewer.path("share") + " " + viewer.path("ctaClicks")));
        Collections.sort(numbers);
        return numbers;
    }
}
