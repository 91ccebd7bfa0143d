package app.rapport.identity;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RapportTest
class HourlyUseTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    Accounts accounts;

    @Autowired
    HourlyUse use;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void earlyInAnHour() {
        clock.set(Instant.parse("2031-05-05T10:05:00Z"));
    }

    @AfterEach
    void backToTheTrueTime() {
        clock.reset();
    }

    @Test
    void everyRequestCountsUntilTheHourIsOver() {
        var organization = accounts.found("Five an hour", ZoneId.of("Europe/Berlin"), 5);
        var key = Tenancy.in(organization, () -> {
            var user = accounts.add(
                    "Ada", "five-" + organization + "@rapport.example", Role.ADMIN, "a long enough password");
            return accounts.issueKey(user, "key", java.util.Set.of());
        });
        var client = organizations.withKey(key);
        for (var left = 4; left >= 0; left--) {
            get(client, "/api/me")
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("X-RateLimit-Limit", "5")
                    .expectHeader()
                    .valueEquals("X-RateLimit-Remaining", Integer.toString(left))
                    .expectHeader()
                    .valueEquals(
                            "X-RateLimit-Reset",
                            Long.toString(Instant.parse("2031-05-05T11:00:00Z").getEpochSecond()));
        }
        var refused = get(client, "/api/me");
        refused.expectHeader()
                .value(
                        "Retry-After",
                        value -> assertThat(Integer.parseInt(value)).isBetween(3200, 3301));
        refused(refused, 429, "hourly_limit_reached");
        clock.advance(Duration.ofHours(1));
        get(client, "/api/me").expectStatus().isOk();
    }

    @Test
    void whatOtherNodesCountedCountsToo() {
        var acorn = organizations.create();
        var organization = acorn.id();
        use.count(organization);
        use.add();
        // Another node of the same installation.
        var other = new HourlyUse(db, transaction, clock);
        for (var request = 0; request < 41; request++) {
            other.count(organization);
        }
        other.add();
        use.count(organization);
        use.add();
        assertThat(use.count(organization).used()).isEqualTo(44);
        other.stop();
    }
}
