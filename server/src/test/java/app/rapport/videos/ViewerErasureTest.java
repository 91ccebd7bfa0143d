package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
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
import tools.jackson.databind.JsonNode;

/** A person can be taken out of the record of viewing, and every number stays. */
@RapportTest
class ViewerErasureTest {
    private static final String ANN = "ann@globex.example";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private String customer;
    private UUID video;

    @BeforeEach
    void twoPeopleWatched() {
        acorn = organizations.create("Acorn Works");
        customer = json(post(acorn.client(Role.CSM), "/api/customers", """
                {"name":"Globex","domains":["globex.example"]}"""), 201)
                .path("id")
                .asString();
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
        watchedBy("Ann Archer", ANN, 20);
        watchedBy("Bob", "bob@globex.example", 8);
    }

    @Test
    @Requirement("D-30")
    void nothingSaysWhoItWasAndEveryNumberStays() {
        var before = bed.analytics(acorn, video);
        await().until(() -> timeline().size() == 2);

        var erased = json(post(acorn.admin(), "/api/videos/viewers/erase", """
                {"email":"Ann@Globex.example"}"""), 200);
        assertThat(erased.path("links").asInt()).isEqualTo(1);
        assertThat(erased.path("videos").asInt()).isEqualTo(1);

        var after = bed.analytics(acorn, video);
        assertThat(numbers(after)).isEqualTo(numbers(before));
        assertThat(after.path("viewers")
                        .valueStream()
                        .map(one -> one.path("name").asString("nobody known")))
                .containsExactly("Bob", "nobody known");
        assertThat(after.path("viewers").get(1).path("watchSeconds").asDouble()).isEqualTo(20);
        await().untilAsserted(() -> assertThat(timeline())
                .extracting(entry -> entry.path("summary").asString())
                .containsExactly("Bob watched 20 % of the video."));
        assertThat(traces()).isEmpty();
    }

    @Test
    @Requirement({"D-30", "D-11"})
    void countingAgainGivesTheSame() {
        var before = bed.analytics(acorn, video);
        json(post(acorn.admin(), "/api/videos/viewers/erase", "{\"email\":\"" + ANN + "\"}"), 200);
        var again = json(post(acorn.admin(), "/api/videos/" + video + "/analytics/rebuild", ""), 200);
        assertThat(numbers(again)).isEqualTo(numbers(before));
        assertThat(again.toString()).doesNotContain("Archer").doesNotContain(ANN);
    }

    @Test
    @Requirement({"D-30", "D-33"})
    void theirLinksOpenNothingAndANewOneIsSomebodyNew() {
        var link = VideoBed.tokenFor(acorn, video, "Ann Archer", ANN);
        json(post(acorn.admin(), "/api/videos/viewers/erase", "{\"email\":\"" + ANN + "\"}"), 200);
        refused(get(organizations.anonymous(), "/api/viewer/" + link), 410, "share_revoked");
        new ViewerTab(organizations.anonymous(), link).play().watched(0, 10).report(410);

        watchedBy("Ann Archer", ANN, 10);
        var viewers = bed.analytics(acorn, video).path("viewers");
        assertThat(viewers).hasSize(3);
        assertThat(viewers.get(0).path("watchSeconds").asDouble())
                .as("what she watched before is nobody's")
                .isEqualTo(10);
    }

    @Test
    @Requirement({"D-30", "D-6"})
    void onlyWhoManagesTheOrganisationMayAndOnlyInIt() {
        var form = "{\"email\":\"" + ANN + "\"}";
        refused(post(acorn.client(Role.CSM), "/api/videos/viewers/erase", form), 403, "missing_permission");
        refused(post(acorn.admin(), "/api/videos/viewers/erase", "{\"email\":\"nobody\"}"), 400, "invalid_email");
        var other = organizations.create("Other Ltd");
        assertThat(json(post(other.admin(), "/api/videos/viewers/erase", form), 200)
                        .path("links")
                        .asInt())
                .isZero();
        assertThat(bed.analytics(acorn, video).toString()).contains(ANN);
    }

    /** Wherever in this module's tables a word of hers, or the id that follows from it, still stands. */
    private List<String> traces() {
        var viewer = UUID.nameUUIDFromBytes(("person " + ANN).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return acorn.in(() -> {
            var found = new ArrayList<String>();
            for (var table : List.of("video_shares", "video_events", "video_views", "video_viewers")) {
                db.sql("select t::text from videos." + table
                                + " t where t::text ilike any(array['%archer%', '%ann@%', :viewer])")
                        .param("viewer", "%" + viewer + "%")
                        .query((row, number) -> table + " " + row.getString(1))
                        .list()
                        .forEach(found::add);
            }
            return found;
        });
    }

    private List<JsonNode> timeline() {
        return json(get(acorn.client(Role.CSM), "/api/customers/" + customer + "/timeline"), 200)
                .path("items")
                .valueStream()
                .toList();
    }

    private static List<String> numbers(JsonNode analytics) {
        return List.of(
                        "views",
                        "uniqueViewers",
                        "completionRate",
                        "watchSeconds",
                        "ctaClicks",
                        "heatmap",
                        "viewersTotal")
                .stream()
                .map(name -> name + " " + analytics.path(name))
                .toList();
    }

    private void watchedBy(String name, String email, int seconds) {
        new ViewerTab(organizations.anonymous(), VideoBed.tokenFor(acorn, video, name, email))
                .play()
                .watched(0, seconds)
                .report();
        bed.counted();
    }
}
