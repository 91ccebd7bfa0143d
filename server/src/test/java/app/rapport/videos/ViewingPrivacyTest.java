package app.rapport.videos;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Of whom nothing is kept, and of others no more than is needed. */
@RapportTest
class ViewingPrivacyTest {
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

    private long kept() {
        return acorn.in(() -> db.sql("select count(*) from videos.video_events")
                .query(Long.class)
                .single());
    }

    private String tokenFor(String name, String email) {
        return VideoBed.tokenFor(acorn, video, name, email);
    }
}
