package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
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
    MovableClock clock;

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

    @AfterEach
    void theTrueTime() {
        clock.reset();
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
    @Requirement({"P-43", "D-10"})
    void theOwnersAndTheTeamsOwnWatchingNeverCounts() {
        var token = VideoBed.token(acorn, video);
        for (var role : List.of(Role.CSM, Role.LEARNER)) {
            new ViewerTab(acorn.client(role), token).play().watched(0, 40).report();
        }
        var colleague = acorn.user(Role.REP);
        new ViewerTab(anybody, tokenFor("A colleague", colleague.email()))
                .play()
                .watched(0, 40)
                .report();
        assertThat(bed.analytics(acorn, video).path("watchSeconds").asDouble()).isZero();

        var other = organizations.create("Other Ltd");
        new ViewerTab(other.client(Role.CSM), token).play().watched(0, 40).report();
        assertThat(bed.analytics(acorn, video).path("views").asInt())
                .as("somebody signed in elsewhere")
                .isEqualTo(1);
    }

    @Test
    @Requirement("D-10")
    void aViewerIsNamedOnlyByALinkOfTheirOwn() {
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 40)
                .report();
        var viewers = bed.analytics(acorn, video).path("viewers");
        assertThat(viewers).hasSize(1);
        assertThat(viewers.get(0).path("name").isNull()).isTrue();
        assertThat(viewers.get(0).path("completed").asBoolean()).isTrue();
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
    void programsAndScannersOfLinksAreNobody() {
        var token = VideoBed.token(acorn, video);
        for (var agent : List.of(
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "facebookexternalhit/1.1",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "WhatsApp/2.23.20",
                "Mozilla/5.0 (Windows NT 10.0) Barracuda Sentinel")) {
            new ViewerTab(anybody, token, Map.of("User-Agent", agent))
                    .play()
                    .watched(0, 40)
                    .report();
        }
        new ViewerTab(anybody, token, Map.of("Sec-Purpose", "prefetch;prerender"))
                .play()
                .watched(0, 40)
                .report();
        assertThat(kept()).isZero();
        new ViewerTab(anybody, token, Map.of("User-Agent", "Mozilla/5.0 (Linux; Android 12; CUBOT X30) Chrome/120"))
                .play()
                .watched(0, 40)
                .report();
        assertThat(bed.analytics(acorn, video).path("views").asInt()).isEqualTo(1);
    }

    @Test
    void ofWhoeverAsksNotToBeTrackedOnlySecondsAreKept() {
        var token = tokenFor("Ann", "ann@customer.example");
        new ViewerTab(anybody, token, Map.of("DNT", "1"))
                .play()
                .watched(0, 10)
                .happened("click")
                .report();
        new ViewerTab(anybody, token, Map.of("Sec-GPC", "1"))
                .play()
                .watched(0, 20)
                .report();
        new ViewerTab(anybody, token, Map.of("DNT", "1"))
                .play()
                .happened("click")
                .report();
        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("untrackedSeconds").asDouble()).isEqualTo(30);
        assertThat(numbers.path("watchSeconds").asDouble()).isZero();
        assertThat(numbers.path("views").asInt()).isZero();
        assertThat(numbers.path("ctaClicks").asInt()).isZero();
        assertThat(numbers.path("viewers")).isEmpty();
        var told = acorn.in(() -> db.sql("""
                select kind, share_id is null and viewer_id is null and address is null and agent is null
                  and received_at = date_trunc('day', received_at, 'UTC') as nothing from videos.video_events
                """)
                .query((row, number) -> row.getString("kind") + " " + row.getBoolean("nothing"))
                .list());
        assertThat(told).containsExactly("anonymous true", "anonymous true");
    }

    @Test
    void anAddressIsKeptWithoutItsLastPart() {
        assertThat(Anonymity.network("203.0.113.77")).isEqualTo("203.0.113.0");
        assertThat(Anonymity.network("2001:db8:1234:5678::1")).isEqualTo("2001:db8:1234:0:0:0:0:0");
        assertThat(Anonymity.network("not an address")).isNull();
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 40)
                .happened("pause")
                .report();
        var addresses = acorn.in(
                () -> db.sql("select kind || ' ' || coalesce(address, '-') from videos.video_events order by seq")
                        .query((row, number) -> row.getString(1))
                        .list());
        assertThat(addresses).containsExactly("play 127.0.0.0", "watched -", "pause -");
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
    @Requirement("D-33")
    void aRevokedLinkReportsNothingAnyMore() {
        var share = VideoBed.share(acorn, video, "{}");
        var token = share.path("token").asString();
        new ViewerTab(anybody, token).play().watched(0, 40).report();
        app.rapport.identity.Http.delete(
                        acorn.client(Role.CSM),
                        "/api/videos/" + video + "/shares/" + share.path("id").asString())
                .expectStatus()
                .isNoContent();
        new ViewerTab(anybody, token).play().watched(0, 40).report(410);
        assertThat(bed.analytics(acorn, video).path("views").asInt()).isEqualTo(1);

        var short1 = VideoBed.share(
                acorn, video, "{\"expiresAt\":\"" + clock.instant().plusSeconds(60) + "\"}");
        clock.advance(Duration.ofMinutes(2));
        new ViewerTab(anybody, short1.path("token").asString())
                .play()
                .watched(0, 40)
                .report(410);
    }

    @Test
    void whatIsLockedReportsNothing() {
        var token = VideoBed.share(acorn, video, "{\"password\":\"open sesame\"}")
                .path("token")
                .asString();
        new ViewerTab(anybody, token).play().watched(0, 40).report(403);
        assertThat(kept()).isZero();
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

    @Test
    void nonsenseIsRefusedAndNeverBreaksAnything() {
        var token = VideoBed.token(acorn, video);
        var view = UUID.randomUUID().toString();
        var fine = "{\"seq\":1,\"type\":\"watched\",\"from\":0,\"to\":5}";
        post(ViewerTab.body(token, view, fine)).expectStatus().isEqualTo(202);
        for (var event : List.of(
                "null",
                "1",
                "\"a\"",
                "[]",
                "{}",
                "{\"seq\":-1,\"type\":\"play\"}",
                "{\"seq\":99999999999,\"type\":\"play\"}",
                "{\"seq\":20001,\"type\":\"play\"}",
                "{\"seq\":null,\"type\":\"play\"}",
                "{\"seq\":2,\"type\":\"nonsense\"}",
                "{\"seq\":2,\"type\":\"anonymous\",\"from\":0,\"to\":5}",
                "{\"seq\":2,\"type\":\"watched\"}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":5,\"to\":1}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":-1,\"to\":1}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1e400}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":NaN}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":90000}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1,\"rate\":0}",
                "{\"seq\":2,\"type\":\"watched\",\"from\":0,\"to\":1,\"rate\":1e39}",
                "{\"seq\":2,\"type\":\"play\",\"at\":\"yesterday\"}",
                "{\"seq\":2,\"type\":\"play\",\"at\":\"+1000000001-01-01T00:00:00Z\"}")) {
            refusedBody(ViewerTab.body(token, view, event));
        }
        for (var body : List.of(
                "",
                "{",
                "null",
                "[]",
                "12",
                "\"text\"",
                "{}{}",
                "[".repeat(2_000),
                ViewerTab.body(token, "none", fine),
                ViewerTab.body(token, view, ""),
                ViewerTab.body("a\\u0000b", view, fine),
                ViewerTab.body(token, view, String.join(",", Collections.nCopies(201, fine))))) {
            refusedBody(body);
        }
        refused(post(ViewerTab.body("nobody-made-this", view, fine)), 404, "not_found");
        refused(post(ViewerTab.body(token, view, fine) + " ".repeat(70_000)), 413, "too_large");
        refused(anybody.get().uri("/api/video-events").exchange(), 405, "method_not_allowed");
        // A time nobody can mean is taken for now.
        post(ViewerTab.body(token, view, "{\"seq\":3,\"type\":\"play\",\"at\":\"-999999999-01-01T00:00:00Z\"}"))
                .expectStatus()
                .isEqualTo(202);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    @Requirement("P-43")
    void theApisDocumentTellsOfThePublicRoutes() {
        var paths = json(get(anybody, "/api/openapi.json"), 200).path("paths");
        var beacon = paths.path("/api/video-events").path("post");
        assertThat(beacon.path("requestBody").path("content").propertyNames())
                .contains("application/json", "text/plain");
        assertThat(beacon.toString()).contains("#/components/schemas/Beacon");
        assertThat(beacon.path("responses").propertyNames()).contains("202");
        assertThat(paths.path("/api/viewer/{token}").path("get").isMissingNode())
                .isFalse();
        assertThat(paths.path("/api/viewer/{token}/unlock").path("post").isMissingNode())
                .isFalse();
    }

    private RestTestClient.ResponseSpec post(String body) {
        return anybody.post()
                .uri("/api/video-events")
                .contentType(MediaType.TEXT_PLAIN)
                .body(body)
                .exchange();
    }

    private void refusedBody(String body) {
        assertThat(post(body).returnResult(String.class).getStatus().value())
                .as(body.substring(0, Math.min(150, body.length())))
                .isEqualTo(400);
    }

    private long kept() {
        return acorn.in(() -> db.sql("select count(*) from videos.video_events")
                .query(Long.class)
                .single());
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
