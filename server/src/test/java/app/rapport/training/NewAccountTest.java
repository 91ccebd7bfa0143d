package app.rapport.training;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A Zoom account is set up where sessions were planned without one. */
@SandboxTest
class NewAccountTest {
    @Autowired
    ClassBed bed;

    @Autowired
    NewAccount account;

    @Autowired
    JdbcClient db;

    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void aCohort() {
        bed.asNew();
    }

    @AfterEach
    void timeAsItIs() {
        bed.clock().reset();
    }

    @Test
    @Requirement("Z-31")
    void sessionsToComeGetTheirMeetingsAndThoseThatAreOverNone() {
        var coming = plannedWithoutZoom(tomorrow);
        var over = plannedWithoutZoom(tomorrow.plus(Duration.ofHours(3)));
        bed.ends(over);
        var others = bed.meetings().size();
        assertThat(shown(coming).at("/meeting/state").asString()).isEqualTo("none");

        account.lookAgain();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown(coming).at("/meeting/state").asString().equals("ready"));
        assertThat(bed.meetings()).hasSize(others + 1);
        assertThat(shown(coming).path("zoom_meeting_id").asString())
                .isEqualTo(bed.meetings().getLast().path("id").asString());
        assertThat(shown(over).at("/meeting/state").asString()).isEqualTo("none");
    }

    /** As planning leaves it where there is no account. */
    private String plannedWithoutZoom(Instant start) {
        var session = bed.session(start, 60).path("id").asString();
        bed.organization().run(() -> {
            db.sql("""
                    update training.meetings set state = 'none', zoom_meeting_id = null, host_id = null, next_attempt_at = null,
                      done = 0, made_at = null where session_id = cast(:id as uuid)
                    """).param("id", session).update();
            db.sql("""
                    update training.sessions set zoom_meeting_id = null, zoom_join_url = null where id = cast(:id as uuid)
                    """).param("id", session).update();
        });
        return session;
    }

    private JsonNode shown(String session) {
        return json(get(bed.client(Role.COORDINATOR), "/api/sessions/" + session), 200);
    }
}
