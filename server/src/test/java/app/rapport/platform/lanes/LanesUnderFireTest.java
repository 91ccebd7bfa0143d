package app.rapport.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What holds whatever happens: nothing lost, order within a key, nothing twice unless somebody died. */
@RapportTest
@Import(LanesFixture.class)
class LanesUnderFireTest {
    @Autowired
    LanesFixture lanes;

    private final Destination destination = new Destination();
    /** In the order of the first success. */
    private final List<UUID> succeeded = new CopyOnWriteArrayList<>();

    private final Map<UUID, AtomicInteger> successes = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger overlaps = new AtomicInteger();

    @AfterEach
    void stop() throws InterruptedException {
        lanes.stopAll();
    }

    /** Fails now and then, takes its time now and then, and notes what it sees. */
    private void unsteady(long seed) {
        var chance = new Random(seed);
        destination.answer = delivery -> {
            if (underWay.computeIfAbsent(delivery, any -> new AtomicInteger()).incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            try {
                int dice;
                synchronized (chance) {
                    dice = chance.nextInt(100);
                }
                dawdle(dice % 4);
                if (dice < 12) {
                    return new Outcome.Retry("busy", "It is busy.", 503, "", Duration.ofMillis(dice * 10L));
                }
                if (dice < 14) {
                    return new Outcome.Throttled("Too many.", 429, Duration.ofMillis(100));
                }
                if (successes
                                .computeIfAbsent(delivery, any -> new AtomicInteger())
                                .incrementAndGet()
                        == 1) {
                    succeeded.add(delivery);
                }
                return new Outcome.Delivered(200, "");
            } finally {
                underWay.get(delivery).decrementAndGet();
            }
        };
    }

    private record Line(LaneId lane, String key) {}

    /** Queues on several threads, each line by one of them, in batches of all sizes. */
    private Map<Line, List<UUID>> queue(long seed, int lanesMany, int keys, int each) throws InterruptedException {
        var opened = new ArrayList<LaneId>();
        for (var i = 0; i < lanesMany; i++) {
            opened.add(lanes.lane(LaneSettings.usual(destination.kind()).withAtOnce(1 + i % 6)));
        }
        var queued = new ConcurrentHashMap<Line, List<UUID>>();
        var threads = new ArrayList<Thread>();
        for (var k = 0; k < keys; k++) {
            var key = "key " + k;
            var chance = new Random(seed + k);
            threads.add(Thread.ofVirtual().start(() -> {
                for (var lane : opened) {
                    var ids = new ArrayList<UUID>();
                    while (ids.size() < each) {
                        ids.addAll(lanes.queue(lane, key, 1 + chance.nextInt(12)));
                    }
                    queued.put(new Line(lane, key), ids);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return queued;
    }

    private void everythingArrivedInOrder(Map<Line, List<UUID>> queued) {
        var all = queued.values().stream().flatMap(List::stream).toList();
        lanes.awaitAll(all, DeliveryState.DELIVERED);
        var place = new HashMap<UUID, Integer>();
        for (var id : succeeded) {
            place.put(id, place.size());
        }
        queued.forEach((line, ids) ->
                assertThat(ids.stream().map(place::get)).as("order of " + line).isSorted());
        var statuses = lanes.statuses(all);
        for (var id : all.subList(0, 20)) {
            var attempts = lanes.attempts(id);
            assertThat(attempts)
                    .hasSize(java.util.Objects.requireNonNull(statuses.get(id)).attempts());
            assertThat(attempts).extracting(Attempt::number).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Requirement("H-15")
    void twoNodesShareTheLanesAndDeliverEachOnceInOrder(long seed) throws InterruptedException {
        unsteady(seed);
        lanes.node(destination);
        lanes.deafNode(destination);
        var queued = queue(seed, 5, 6, 20);
        everythingArrivedInOrder(queued);
        assertThat(successes.values())
                .as("times delivered")
                .allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(overlaps).hasValue(0);
    }

    @Test
    @Requirement("H-15")
    void nothingIsLostAndOrderIsKeptWhenNodesDie() throws InterruptedException {
        unsteady(9);
        var first = lanes.node(destination);
        var dying = Thread.ofVirtual().start(() -> {
            try {
                await().until(() -> succeeded.size() > 40);
                lanes.kill(first);
                lanes.node(destination);
                var second = lanes.deafNode(destination);
                await().atMost(Duration.ofSeconds(30)).until(() -> succeeded.size() > 200);
                lanes.kill(second);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var queued = queue(9, 6, 6, 20);
        dying.join();
        everythingArrivedInOrder(queued);
    }

    @Test
    void aResultOfSomebodyWhoLostTheLaneCountsNothing() throws InterruptedException {
        var hanging = new CountDownLatch(1);
        destination.answer = delivery -> {
            if (destination.arrived().size() == 1) {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new Outcome.Refused("late", "Too late.", 400, "");
            }
            return new Outcome.Delivered(200, "");
        };
        lanes.node(destination);
        var lane = lanes.lane(LaneSettings.usual(destination.kind()));
        var delivery = lanes.queue(lane, "a", 1).getFirst();
        await().until(() -> destination.arrived().size() == 1);
        var before = fence(lane);
        Tenancy.runSystem(() -> lanes.transaction()
                .executeWithoutResult(status -> lanes.db
                        .sql(
                                "update platform.lane set lease_owner = :ghost, lease_until = clock_timestamp() where id = :id")
                        .param("ghost", Ids.next())
                        .param("id", lane.value())
                        .update()));
        lanes.deafNode(destination);
        lanes.awaitState(delivery, DeliveryState.DELIVERED);
        assertThat(fence(lane)).isGreaterThan(before);

        hanging.countDown();
        var last = lanes.queue(lane, "a", 1).getFirst();
        lanes.awaitState(last, DeliveryState.DELIVERED);
        lanes.stopAll();
        assertThat(destination.arrived())
                .as("no hammering by the one who lost it")
                .hasSizeLessThan(8);
        assertThat(lanes.status(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(lanes.status(delivery).attempts()).isEqualTo(1);
    }

    private long fence(LaneId lane) {
        return lanes.act(() -> lanes.db
                .sql("select fence from platform.lane where id = :id")
                .param("id", lane.value())
                .query(Long.class)
                .single());
    }

    @Test
    void aLongLineOfOneKeyDoesNotHideTheOthers() {
        var first = new CountDownLatch(1);
        lanes.node(destination);
        var lane = lanes.lane(LaneSettings.usual(destination.kind()).withAtOnce(2));
        lanes.act(() -> {
            lanes.lanes.pause(lane);
            return true;
        });
        var line = lanes.queue(lane, "a long one", 3_000);
        destination.answer = delivery -> {
            if (delivery.equals(line.getFirst())) {
                try {
                    first.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Outcome.Delivered(200, "");
        };
        lanes.act(() -> {
            lanes.lanes.resume(lane);
            return true;
        });
        for (var i = 0; i < 20; i++) {
            lanes.awaitState(lanes.queue(lane, "other " + i, 1).getFirst(), DeliveryState.DELIVERED);
        }
        first.countDown();
        lanes.awaitAll(line, DeliveryState.DELIVERED);
        assertThat(destination.arrived().stream().filter(line::contains)).isEqualTo(line);
    }

    private static void dawdle(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
