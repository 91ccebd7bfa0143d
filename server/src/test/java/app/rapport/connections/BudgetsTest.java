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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProviderDirectory directory;

    private final Hand clock = new Hand();
    private final UUID connection = UUID.randomUUID();
    private Budgets node;
    private Budgets otherNode;

    @BeforeEach
    void twoNodes() {
        node = new Budgets(db, transaction, clock);
        otherNode = new Budgets(db, transaction, clock);
    }

    @Test
    @Requirement("H-80")
    void ofHubspotsHundredInTenSecondsThe101stWaitsWhicheverNodeAsks() throws Exception {
        var burst = budget("hubspot", "burst");
        for (var i = 0; i < 100; i++) {
            (i % 2 == 0 ? node : otherNode)
                    .spend(connection, directory.get("hubspot"), "/crm/objects/2026-09/contacts");
        }

        assertThat(otherNode.left(connection, burst)).isZero();
        var next = otherNode.place(connection, List.of(burst));
        assertThat(next.taken()).isTrue();
        assertThat(next.delay()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
    }

    @Test
    @Requirement("H-80")
    void theEdgesOfWindowsAreNoWayToSendTwiceAsMuch() {
        var burst = budget("hubspot", "burst");
        // Ninety-nine at the end of what a fixed window would be, as many as possible at the beginning of the next.
        take(burst, 1);
        clock.now = clock.now.plusMillis(9_900);
        take(burst, 99);
        clock.now = clock.now.plusMillis(200);

        assertThat(node.left(connection, burst)).isEqualTo(1);
        take(burst, 1);
        assertThat(node.place(connection, List.of(burst)).delay())
                .isBetween(Duration.ofMillis(9_800), Duration.ofMillis(9_900));
    }

    @ParameterizedTest
    @Requirement({"H-79", "H-81"})
    @CsvSource({"salesforce,day,100000,86400", "dynamics,requests,60000,300"})
    void aLongWindowIsSpentOnceAndComesBackWhenItIsOver(String provider, String name, long limit, long seconds) {
        var budget = budget(provider, name);
        assertThat(budget.limit()).isEqualTo(limit);
        assertThat(budget.windowSeconds()).isEqualTo(seconds);
        node.atMost(connection, budget, 1);

        assertThat(otherNode.place(connection, List.of(budget)).taken()).isTrue();
        assertThat(otherNode.left(connection, budget)).isZero();
        assertThatThrownBy(() -> node.spend(connection, directory.get(provider), "/"))
                .isInstanceOfSatisfying(CallFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(CallFailed.Reason.BUDGET);
                    assertThat(failed.after())
                            .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + seconds / 100));
                });

        clock.now = clock.now.plusSeconds(seconds - 1);
        assertThat(node.left(connection, budget)).isZero();
        clock.now = clock.now.plusSeconds(1 + seconds / 100);
        assertThat(node.left(connection, budget)).isEqualTo(limit);
    }

    @Test
    @Requirement("H-80")
    void whoMustWaitWaitsAndThenGoes() throws Exception {
        var budgets = new Budgets(db, transaction, Clock.systemUTC());
        var small = with(new Provider.Budget("small", 3, 1, null));
        var began = System.nanoTime();
        for (var i = 0; i < 4; i++) {
            budgets.spend(connection, small, "/");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
    }

    @Test
    void aClockThatIsSetBackLeavesNobodyWaitingForTheFuture() throws Exception {
        var small = with(new Provider.Budget("small", 1, 10, null));
        clock.now = clock.now.plus(Duration.ofDays(1));
        node.spend(connection, small, "/");
        clock.now = clock.now.minus(Duration.ofDays(1));

        assertThat(node.left(connection, small.budgets().getFirst())).isEqualTo(1);
        assertThat(node.place(connection, small.budgets()).delay()).isZero();
    }

    @Test
    void whoWouldWaitTooLongIsToldHowLong() throws Exception {
        var small = with(new Provider.Budget("hour", 1, 3_600, null));
        node.spend(connection, small, "/");

        assertThatThrownBy(() -> node.spend(connection, small, "/"))
                .isInstanceOfSatisfying(CallFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(CallFailed.Reason.BUDGET);
                    assertThat(failed.after()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
                });
    }

    @Test
    void searchesCountTwice() throws Exception {
        var hubspot = directory.get("hubspot");
        node.spend(connection, hubspot, "/crm/objects/2026-09/contacts/search?x=1");
        node.spend(connection, hubspot, "/crm/objects/2026-09/contacts");

        assertThat(node.left(connection, budget("hubspot", "search"))).isEqualTo(4);
        assertThat(node.left(connection, budget("hubspot", "burst"))).isEqualTo(98);
    }

    @Test
    void whatTheProviderCountsBringsOursDown() {
        var burst = budget("hubspot", "burst");

        node.atMost(connection, burst, 7);
        assertThat(otherNode.left(connection, burst)).isEqualTo(7);
        node.atMost(connection, burst, 50);
        assertThat(otherNode.left(connection, burst)).isEqualTo(7);
    }

    private void take(Provider.Budget budget, int places) {
        for (var i = 0; i < places; i++) {
            assertThat(node.place(connection, List.of(budget)).delay()).isZero();
        }
    }

    private Provider.Budget budget(String provider, String name) {
        return directory.get(provider).budgets().stream()
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
