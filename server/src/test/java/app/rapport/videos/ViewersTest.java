package app.rapport.videos;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Everybody who watched a video, a page at a time. */
@RapportTest
class ViewersTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private UUID video;

    @BeforeEach
    void aVideo() {
        acorn = organizations.create("Acorn Works");
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
    }

    @Test
    @Requirement("P-190")
    void everyViewerIsInTheListHoweverManyThereAre() {
        strangersWatched(250);
        watchedBy("Ann", "ann@customer.example", 20);
        watchedBy("Bob", "bob@customer.example", 8);

        var numbers = bed.analytics(acorn, video);
        assertThat(numbers.path("viewers")).hasSize(200);
        assertThat(numbers.path("viewersTotal").asInt()).isEqualTo(252);

        var all = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            var page = viewers("limit=100" + (cursor == null ? "" : "&cursor=" + cursor));
            page.path("items").forEach(all::add);
            cursor = page.path("nextCursor").asStringOpt().orElse(null);
        } while (cursor != null);
        assertThat(all).hasSize(252);
        assertThat(new HashSet<>(all)).as("each once").hasSize(252);
        assertThat(all.subList(0, 3).stream().map(one -> one.path("name").asString("nobody known")))
                .as("whoever has a link of their own comes first, the latest before the others")
                .containsExactly("Bob", "Ann", "nobody known");
        assertThat(all.getFirst().path("share").asDouble()).isEqualTo(0.2);
    }

    @Test
    @Requirement("P-190")
    void aViewerIsFoundByAPartOfTheirNameOrAddress() {
        strangersWatched(3);
        watchedBy("Ann Archer", "ann@customer.example", 20);
        watchedBy("Bob_1", "bob@elsewhere.example", 20);
        bed.counted();
        assertThat(names(viewers("q=ARCH"))).containsExactly("Ann Archer");
        assertThat(names(viewers("q=elsewhere"))).containsExactly("Bob_1");
        assertThat(names(viewers("q=b_1"))).containsExactly("Bob_1");
        assertThat(names(viewers("q=n_"))).as("no wildcards").isEmpty();
        assertThat(names(viewers("q=nobody"))).isEmpty();
    }

    @Test
    void whoLeftAtOnceIsNotAmongThem() {
        watchedBy("Ann", "ann@customer.example", 3);
        bed.counted();
        assertThat(names(viewers(""))).isEmpty();
    }

    @Test
    @Requirement("D-6")
    void nobodyElseSeesThem() {
        watchedBy("Ann", "ann@customer.example", 20);
        bed.counted();
        var path = "/api/videos/" + video + "/viewers";
        refused(get(organizations.create("Other Ltd").client(Role.CSM), path), 404, "not_found");
        refused(get(organizations.anonymous(), path), 401, "sign_in_needed");
        refused(get(acorn.client(Role.CSM), path + "?cursor=nonsense"), 400, "invalid_cursor");
        refused(get(acorn.client(Role.CSM), path + "?limit=201"), 400, "invalid_limit");
    }

    private JsonNode viewers(String query) {
        return json(get(acorn.client(Role.CSM), "/api/videos/" + video + "/viewers?" + query), 200);
    }

    private static List<String> names(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(one -> one.path("name").asString("nobody known"))
                .toList();
    }

    private void watchedBy(String name, String email, int seconds) {
        new ViewerTab(organizations.anonymous(), VideoBed.tokenFor(acorn, video, name, email))
                .play()
                .watched(0, seconds)
                .report();
        bed.counted();
    }

    private void strangersWatched(int many) {
        acorn.run(() -> db.sql("""
                insert into videos.video_events
                  (organization_id, video_id, view_id, seq, viewer_id, kind, from_ms, to_ms, rate, at, received_at)
                select :organization, :video, gen_random_uuid(), 1, gen_random_uuid(), 'watched', 0, 20000, 1, now(), now()
                from generate_series(1, :many)
                """)
                .param("organization", acorn.id().value())
                .param("video", video)
                .param("many", many)
                .update());
        new ViewerTab(organizations.anonymous(), VideoBed.token(acorn, video))
                .play()
                .report();
        bed.counted();
    }
}
