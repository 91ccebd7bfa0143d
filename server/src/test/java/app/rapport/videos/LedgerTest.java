package app.rapport.videos;

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
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import app.rapport.platform.jobs.KeepSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The numbers follow from the events, and outlive them. */
@RapportTest
class LedgerTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    Analytics analytics;

    @Autowired
    OldViewing oldDetail;

    @Autowired
    OldViewingTotals oldTotals;

    @Autowired
    KeepSettings settings;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private TestOrganization acorn;
    private RestTestClient anybody;
    private UUID video;
    private String ann;

    @BeforeEach
    void watched() {
        acorn = organizations.create("Acorn Works");
        anybody = organizations.anonymous();
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
        ann = VideoBed.tokenFor(acorn, video, "Ann", "ann@customer.example");
        new ViewerTab(anybody, ann)
                .play()
                .watched(0, 20)
                .happened("click")
                .happened("download")
                .report();
        new ViewerTab(anybody, VideoBed.token(acorn, video))
                .play()
                .watched(10, 40)
                .happened("ended")
                .report();
        new ViewerTab(anybody, ann, java.util.Map.of("DNT", "1"))
                .play()
                .watched(0, 7)
                .report();
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    @Requirement("D-11")
    void countingAnewGivesTheSameNumbersAndMendsWrongOnes() {
        var before = numbers();
        assertThat(rebuilt()).isEqualTo(before);

        acorn.run(() -> {
            db.sql("update videos.video_totals set views = 99, watched_ms = 1, viewers = 7, anonymous_ms = 0")
                    .update();
            db.sql("update videos.video_heat set watched_ms = 77").update();
            db.sql("update videos.video_viewers set views = 5, covered = '{}'").update();
            db.sql("delete from videos.video_views").update();
        });
        assertThat(numbers()).isNotEqualTo(before);
        assertThat(rebuilt()).isEqualTo(before);
    }

    @Test
    @Requirement({"D-11", "D-30"})
    void detailIsKeptAYearAndNumbersFive() {
        var before = numbers();
        clock.advance(Duration.ofDays(364));
        forget();
        assertThat(rows("video_events")).isPositive();

        clock.advance(Duration.ofDays(3));
        forget();
        assertThat(rows("video_events")).isZero();
        assertThat(rows("video_views")).isZero();
        assertThat(numbers()).as("without its detail").isEqualTo(before);
        assertThat(rebuilt()).as("counted anew").isEqualTo(before);

        // Who comes back a year later is the same viewer.
        new ViewerTab(anybody, ann).play().watched(20, 30).report();
        var after = numbers();
        assertThat(after.uniqueViewers()).isEqualTo(2);
        assertThat(after.views()).isEqualTo(3);
        // Ann 30 of 40 seconds, somebody else 30 of 40
        assertThat(after.completionRate()).isEqualTo(0.75);
        assertThat(rebuilt()).isEqualTo(after);

        clock.advance(Duration.ofDays(4 * 365));
        forget();
        assertThat(numbers().views()).isEqualTo(3);
        clock.advance(Duration.ofDays(370));
        forget();
        assertThat(numbers().views()).isZero();
        assertThat(List.of(rows("video_totals"), rows("video_heat"), rows("video_viewers")))
                .containsOnly(0L);
    }

    /** A database restored from a copy counts its transactions from the beginning. */
    @Test
    @Requirement("D-11")
    void afterARestoreEverythingIsReadAgain() {
        var before = numbers();
        Tenancy.runSystem(() -> transaction.executeWithoutResult(status -> {
            db.sql("delete from videos.video_views").update();
            db.sql("update videos.video_totals set views = 0").update();
            db.sql("update videos.fold set read_to = '9000000000'").update();
        }));
        new ViewerTab(anybody, VideoBed.token(acorn, bed.video(acorn, "Other", Duration.ofSeconds(40))))
                .play()
                .report();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(numbers()).isEqualTo(before));
    }

    @Test
    @Requirement("P-70")
    void otherSystemsFindTheRecordInTheFormTheyExpect() {
        bed.counted();
        var columns = db.sql("""
                select column_name from information_schema.columns
                where table_schema = 'videos' and table_name = 'analytics'
                """).query((row, number) -> row.getString(1)).list();
        assertThat(columns)
                .contains("id", "prospect_id", "event_type", "metadata", "ip_address", "user_agent", "created_at");
        var types = acorn.in(
                () -> db.sql("select event_type || ' ' || count(*) from analytics group by event_type order by 1")
                        .query((row, number) -> row.getString(1))
                        .list());
        assertThat(types).containsExactly("click 1", "download 1", "share 2", "view 2");
        assertThat(organizations
                        .create("Other Ltd")
                        .in(() -> db.sql("select count(*) from analytics")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    @Test
    void onlyWhoManagesTheOrganisationHasThemCountedAnew() {
        var path = "/api/videos/" + video + "/analytics/rebuild";
        refused(post(acorn.client(Role.CSM), path, ""), 403, "missing_permission");
        assertThat(json(post(acorn.admin(), path, ""), 200).path("views").asInt())
                .isEqualTo(2);
    }

    /** Without asking over HTTP: after a year nobody is signed in any more. */
    private Analytics.Whole numbers() {
        bed.counted();
        return timeless(acorn.in(() -> analytics.of(video)));
    }

    private Analytics.Whole rebuilt() {
        return timeless(acorn.in(() -> analytics.rebuilt(video)));
    }

    private void forget() {
        bed.counted();
        Tenancy.runSystem(() -> {
            while (oldDetail.forget(clock.instant().minus(oldDetail.kept(settings)), 1) > 0) {
                // a view at a time
            }
            var forgotten = oldTotals.forget(clock.instant().minus(oldTotals.kept(settings)), 100);
            assertThat(forgotten).isNotNegative();
        });
    }

    private long rows(String table) {
        return acorn.in(() ->
                db.sql("select count(*) from videos." + table).query(Long.class).single());
    }

    private static Analytics.Whole timeless(Analytics.Whole of) {
        return new Analytics.Whole(
                of.views(),
                of.uniqueViewers(),
                of.completionRate(),
                of.band(),
                of.watchSeconds(),
                of.ctaClicks(),
                of.downloads(),
                of.untrackedSeconds(),
                of.durationSeconds(),
                of.heatmap(),
                of.viewers(),
                of.viewersTotal(),
                of.definitions(),
                Instant.EPOCH);
    }
}
