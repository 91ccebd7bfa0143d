package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a customer was sent, how far they are with it, and who hears of it. */
@SandboxTest
class CustomerVideosTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private RestTestClient csm;
    private RestTestClient anybody;
    private String customer;
    private UUID video;

    @BeforeEach
    void aCustomer() {
        acorn = organizations.create("Acorn Works");
        csm = acorn.client(Role.CSM);
        anybody = organizations.anonymous();
        customer = json(post(csm, "/api/customers", """
                {"name":"Globex","domains":["globex.example"]}"""), 201).path("id").asString();
        json(post(csm, "/api/customers/" + customer + "/stakeholders", """
                {"name":"John Smith","emails":["john@globex.example"]}"""), 201);
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
    }

    @Test
    @Requirement({"L-52", "L-53", "L-54"})
    void theVideosOfACustomerAreThoseSharedThereWithHowFarTheyAre() {
        var started = bed.video(acorn, "Tour", Duration.ofSeconds(40));
        var untouched = bed.video(acorn, "Pricing", Duration.ofSeconds(40));
        bed.video(acorn, "For somebody else", Duration.ofSeconds(40));
        VideoBed.tokenFor(acorn, untouched, "John", "john@globex.example");
        var tour = VideoBed.tokenFor(acorn, started, "Jane", "jane@globex.example");
        new ViewerTab(anybody, tour).play().watched(0, 10).report();
        var welcome = VideoBed.tokenFor(acorn, video, "John", "john@globex.example");
        new ViewerTab(anybody, welcome)
                .play()
                .watched(0, 40)
                .happened("ended")
                .happened("click")
                .report();
        // Others who watched the same video are not of this customer.
        new ViewerTab(anybody, VideoBed.tokenFor(acorn, video, "Ann", "ann@elsewhere.example"))
                .play()
                .watched(0, 30)
                .report();
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 30)
                .report();

        bed.counted();
        var whole = json(get(csm, "/api/customers/" + customer + "/videos"), 200);
        assertThat(titles(whole)).containsExactly("Welcome", "Tour", "Pricing");
        var items = whole.path("items");
        assertThat(items.get(0).path("status").asString()).isEqualTo("completed");
        assertThat(items.get(0).path("watchSeconds").asDouble()).isEqualTo(40);
        assertThat(items.get(0).path("completionRate").asDouble()).isEqualTo(1);
        assertThat(items.get(0).path("band").asString()).isEqualTo("high");
        assertThat(items.get(0).path("recipients").get(0).asString()).isEqualTo("John");
        assertThat(items.get(0).path("lastWatchedAt").isNull()).isFalse();
        assertThat(items.get(1).path("status").asString()).isEqualTo("started");
        assertThat(items.get(1).path("band").asString()).isEqualTo("low");
        assertThat(items.get(2).path("status").asString()).isEqualTo("not_watched");
        assertThat(items.get(2).path("lastWatchedAt").isNull()).isTrue();
        assertThat(items.get(2).path("sharedAt").isNull()).isFalse();
        var total = whole.path("total");
        assertThat(total.path("videos").asInt()).isEqualTo(3);
        assertThat(total.path("watched").asInt()).isEqualTo(2);
        assertThat(total.path("completed").asInt()).isEqualTo(1);
        assertThat(total.path("views").asInt()).isEqualTo(2);
        assertThat(total.path("watchSeconds").asDouble()).isEqualTo(50);
        assertThat(total.path("completionRate").asDouble()).isEqualTo(0.625);
        assertThat(total.path("ctaClicks").asInt()).isEqualTo(1);
        refused(get(csm, "/api/customers/" + UUID.randomUUID() + "/videos"), 404, "not_found");
    }

    @Test
    @Requirement("L-54")
    void bandsEndWhereTheySay() {
        assertThat(List.of(0.0, 0.25, 0.26, 0.59, 0.6, 1.0).stream().map(VideoMetrics::band))
                .containsExactly("low", "low", "medium", "medium", "high", "high");
    }

    @Test
    @Requirement({"D-8", "D-10"})
    void thatAKnownPersonWatchedIsOneEntryOfTheTimeline() {
        var token = VideoBed.tokenFor(acorn, video, "John", "john@globex.example");
        new ViewerTab(anybody, token).play().watched(0, 10).report();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(timeline()).hasSize(1));
        var entry = timeline().get(0);
        assertThat(entry.path("source").asString()).isEqualTo("video");
        assertThat(entry.path("title").asString()).isEqualTo("Welcome");
        assertThat(entry.path("summary").asString()).isEqualTo("John watched 25 % of the video.");
        assertThat(entry.path("words")).as("for other languages").isEqualTo(JSON.readTree("""
                {"code":"viewing_only","values":{"name":"John","extent":{"code":"viewing_share","values":{"percent":25}}}}"""));
        assertThat(entry.path("subject").path("name").asString()).isEqualTo("John Smith");
        assertThat(entry.path("link").asString()).isEqualTo("/videos/" + video);

        new ViewerTab(anybody, token).play().watched(10, 40).happened("click").report();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(timeline().get(0).path("summary").asString())
                                .isEqualTo("John watched the video to its end and followed its link."));
        assertThat(timeline()).hasSize(1);

        // Whoever has an open link is nobody in particular.
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 40)
                .report();
        bed.counted();
        assertThat(timeline()).hasSize(1);
    }

    @Test
    @Requirement("D-4")
    void aStrangersWatchingIsTheCustomersOnceItIsKnownWhoTheyAre() {
        var token = VideoBed.tokenFor(acorn, video, "Sue", "sue@private.example");
        new ViewerTab(anybody, token).play().watched(0, 40).report();
        bed.counted();
        assertThat(timeline()).isEmpty();
        var stranger = json(get(csm, "/api/unmatched"), 200).path("items").get(0);
        assertThat(stranger.path("email").asString()).isEqualTo("sue@private.example");
        post(csm, "/api/unmatched/" + stranger.path("id").asString() + "/resolve", """
                {"customerId":"%s"}""".formatted(customer))
                .expectStatus()
                .is2xxSuccessful();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(timeline()).hasSize(1));
        assertThat(titles(json(get(csm, "/api/customers/" + customer + "/videos"), 200)))
                .containsExactly("Welcome");
    }

    @Test
    @Requirement("D-18")
    void endpointsHearOnceThatSomebodyWatchedFinishedAndClicked() {
        json(
                post(acorn.admin(), "/api/integrations/webhooks", """
                {"name":"Ours","url":"%s/receiver/ours","events":["video.viewed","video.completed","cta.clicked"]}""".formatted(
                                SandboxTest.InPlaceOfProviders.sandbox().baseUrl())),
                201);
        var token = VideoBed.tokenFor(acorn, video, "John", "john@globex.example");
        new ViewerTab(anybody, token).play().watched(0, 10).report();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told()).containsExactly("video.viewed"));
        new ViewerTab(anybody, token).play().watched(10, 40).happened("click").report();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(told()).containsExactly("cta.clicked", "video.completed", "video.viewed"));
        new ViewerTab(anybody, token).play().watched(0, 40).happened("click").report();
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(0, 40)
                .happened("click")
                .report();
        bed.counted();
        assertThat(told()).hasSize(3);
    }

    private List<String> told() {
        return acorn.in(() -> db.sql("select event_type from webhooks.webhook_deliveries order by event_type")
                .query((row, number) -> row.getString(1))
                .list());
    }

    private JsonNode timeline() {
        return json(get(csm, "/api/customers/" + customer + "/timeline"), 200).path("items");
    }

    private static List<String> titles(JsonNode whole) {
        var titles = new ArrayList<String>();
        whole.path("items").forEach(item -> titles.add(item.path("title").asString()));
        return titles;
    }
}
