package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.connections.ProviderHttp.CallFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SandboxTest
class BudgetsTest {
    /** Stands still until it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-20T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Autowired
    DataSource pool;

    @Autowired
    ProviderDirectory directory;

    private final Hand clock = new Hand();
    private final UUID connection = UUID.randomUUID();
    private Budgets node;
    private Budgets otherNode;

    @BeforeEach
    void twoNodes() {
        node = new Budgets(pool, clock);
        otherNode = new Budgets(pool, clock);
    }

    @Test
    @Requirement("H-80")
    void ofHubspotsHundredInTenSecondsThe101stWaitsWhicheverNodeAsks() throws Exception {
        var hubspot = directory.get("hubspot");
        var burst = budget(hubspot, "burst");
        for (var i = 0; i < 100; i++) {
            (i % 2 == 0 ? node : otherNode).spend(connection, hubspot, "/crm/objects/2026-09/contacts");
        }

        var next = otherNode.bucket(connection, burst).tryConsumeAndReturnRemaining(1);
        assertThat(next.isConsumed()).isFalse();
        assertThat(Duration.ofNanos(next.getNanosToWaitForRefill())).isEqualTo(Duration.ofSeconds(10));

        clock.now = clock.now.plusSeconds(9);
        assertThat(node.left(connection, burst)).isZero();
        clock.now = clock.now.plusSeconds(1);
        assertThat(node.left(connection, burst)).isEqualTo(100);
    }

    @Test
    @Requirement("H-79")
    void salesforceGetsAHundredThousandInADay() throws Exception {
        var salesforce = directory.get("salesforce");
        var day = budget(salesforce, "day");
        assertThat(node.bucket(connection, day).tryConsume(99_999)).isTrue();
        otherNode.spend(connection, salesforce, "/services/data");

        assertThat(node.bucket(connection, day).tryConsume(1)).isFalse();
        assertThat(otherNode.left(connection, day)).isZero();

        clock.now = clock.now.plusSeconds(86_400);
        assertThat(node.left(connection, day)).isEqualTo(100_000);
    }

    @Test
    @Requirement("H-80")
    void whoMustWaitWaitsAndThenGoes() throws Exception {
        var budgets = new Budgets(pool, Clock.systemUTC());
        var small = with(new Provider.Budget("small", 3, 1, null, false));
        var began = System.nanoTime();
        for (var i = 0; i < 4; i++) {
            budgets.spend(connection, small, "/");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
    }

    @Test
    void whoWouldWaitTooLongIsToldHowLong() throws Exception {
        var small = with(new Provider.Budget("hour", 1, 3_600, null, false));
        node.spend(connection, small, "/");

        assertThatThrownBy(() -> node.spend(connection, small, "/"))
                .isInstanceOfSatisfying(CallFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(CallFailed.Reason.BUDGET);
                    assertThat(failed.after()).isEqualTo(Duration.ofHours(1));
                });
    }

    @Test
    void searchesCountTwice() throws Exception {
        var hubspot = directory.get("hubspot");
        node.spend(connection, hubspot, "/crm/objects/2026-09/contacts/search?x=1");
        node.spend(connection, hubspot, "/crm/objects/2026-09/contacts");

        assertThat(node.left(connection, budget(hubspot, "search"))).isEqualTo(4);
        assertThat(node.left(connection, budget(hubspot, "burst"))).isEqualTo(98);
    }

    @Test
    void whatTheProviderCountsBringsOursDown() {
        var burst = budget(directory.get("hubspot"), "burst");

        node.atMost(connection, burst, 7);
        assertThat(otherNode.left(connection, burst)).isEqualTo(7);
        node.atMost(connection, burst, 50);
        assertThat(otherNode.left(connection, burst)).isEqualTo(7);
    }

    private static Provider.Budget budget(Provider provider, String name) {
        return provider.budgets().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Provider with(Provider.Budget budget) {
        return new Provider(
                "x",
                "X",
                "crm",
                "",
                List.of(),
                "",
                null,
                null,
                new Provider.Account(null, null),
                new Provider.Probe("/", null),
                List.of(budget),
                null,
                null);
    }
}
