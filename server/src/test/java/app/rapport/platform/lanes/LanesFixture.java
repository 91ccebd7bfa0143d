package app.rapport.platform.lanes;

import static org.awaitility.Awaitility.await;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes on the application's database, with destinations of the test's own: the application's node does not know them. */
@TestComponent
class LanesFixture {
    final OrganizationId organization = new OrganizationId(UUID.randomUUID());
    final DeliveryLanes lanes;
    final JdbcClient db;
    private final LaneTable table;
    private final DueTable due;
    private final ResultTable results;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final LaneSignals signals;
    private final List<LaneNode> nodes = new ArrayList<>();

    LanesFixture(
            DeliveryLanes lanes,
            LaneTable table,
            DueTable due,
            ResultTable results,
            JdbcClient db,
            PlatformTransactionManager transactions,
            Clock clock,
            LaneSignals signals) {
        this.lanes = lanes;
        this.table = table;
        this.due = due;
        this.results = results;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.signals = signals;
    }

    /** Another process that shares the database; told at once of what is queued. */
    LaneNode node(Destination destination) {
        var node = deafNode(destination);
        signals.connect(node);
        return node;
    }

    /** Another process, which finds its work by looking only. */
    LaneNode deafNode(Destination destination) {
        return deafNode(destination, table);
    }

    /** Another process, with a way of its own to the leases. */
    LaneNode deafNode(Destination destination, LaneTable table) {
        var node = new LaneNode(table, due, results, db, transaction, List.of(destination), clock, false);
        nodes.add(node);
        node.start();
        return node;
    }

    void stopAll() throws InterruptedException {
        for (var node : nodes) {
            signals.disconnect(node);
            node.stop(Duration.ofSeconds(3));
        }
        nodes.clear();
    }

    /** Cut off and dead, without a farewell. */
    void kill(LaneNode node) throws InterruptedException {
        signals.disconnect(node);
        nodes.remove(node);
        node.die();
    }

    LaneId lane(LaneSettings settings) {
        var lane = new LaneId(Ids.next());
        act(() -> {
            lanes.open(lane, settings);
            return true;
        });
        return lane;
    }

    List<UUID> queue(LaneId lane, @Nullable String key, int many) {
        var ids = new ArrayList<UUID>();
        act(() -> {
            for (var i = 0; i < many; i++) {
                ids.add(Ids.next());
            }
            lanes.enqueue(ids.stream()
                    .map(id -> new DeliveryLanes.Queued(lane, id, key, null))
                    .toList());
            return true;
        });
        return ids;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    <T> T act(Supplier<T> work) {
        return Objects.requireNonNull(Tenancy.in(organization, () -> transaction.execute(status -> work.get())));
    }

    DeliveryStatus status(UUID delivery) {
        return Objects.requireNonNull(statuses(List.of(delivery)).get(delivery));
    }

    Map<UUID, DeliveryStatus> statuses(List<UUID> deliveries) {
        return act(() -> lanes.find(deliveries));
    }

    List<Attempt> attempts(UUID delivery) {
        return act(() -> lanes.attempts(delivery));
    }

    void awaitState(UUID delivery, DeliveryState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(delivery).state() == state);
    }

    void awaitAll(List<UUID> deliveries, DeliveryState state) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> statuses(deliveries).values().stream().allMatch(status -> status.state() == state));
    }

    void awaitAttempts(UUID delivery, int many) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(delivery).attempts() >= many);
    }
}
