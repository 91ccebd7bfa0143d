package app.rapport.platform.lanes;

import app.rapport.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One process's share of the work: takes leases of lanes with something due, reads ahead for them, has the attempts made and
 * their results written.
 *
 * <p>It learns of work three ways: a wake-up after a commit in this process, one from another process, and by looking. The
 * last is the promise, the others make it quick. Looking often also notices that somebody moved the clock.
 */
final class LaneNode implements LaneRadio.Listener {
    private static final Logger log = LoggerFactory.getLogger(LaneNode.class);
    private static final long LOOK_MS = 300;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final long RENEW_MS = 3_000;
    /** Without a renewal for so long, the leases may be somebody else's: begin nothing more. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    final UUID id = Ids.next();
    private final LaneTable table;
    private final Map<String, DeliveryHandler<Object>> handlers;
    private final Clock clock;
    private final boolean alone;
    private final Reader reader;
    private final ResultWriter writer;
    private final Attempts attempts;

    private final Map<LaneId, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<LaneId> woken = ConcurrentHashMap.newKeySet();
    private final Set<LaneId> heard = ConcurrentHashMap.newKeySet();
    private final Set<LaneId> changed = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Result> settled = new ConcurrentLinkedQueue<>();
    private final Semaphore bell = new Semaphore(0);
    private final Thread feeder = Thread.ofPlatform().name("lanes").daemon().unstarted(this::work);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lane-leases").daemon().factory());
    private volatile boolean stopping;
    private volatile long renewed = System.nanoTime();
    private volatile Consumer<Collection<LaneId>> elsewhere = lanesOfOthers -> {};

    /** @param alone whether no other process can work on this database */
    LaneNode(
            LaneTable table,
            DueTable due,
            ResultTable results,
            JdbcClient db,
            TransactionTemplate transaction,
            List<? extends DeliveryHandler<?>> handlers,
            Clock clock,
            boolean alone) {
        this.table = table;
        this.clock = clock;
        this.alone = alone;
        this.handlers =
                handlers.stream().collect(Collectors.toUnmodifiableMap(DeliveryHandler::kind, LaneNode::erased));
        this.reader = new Reader(due, db, transaction, this.handlers);
        this.writer = new ResultWriter(results, transaction, this.handlers, this::settled);
        this.attempts = new Attempts(this.handlers, table, writer, clock, timer, this::ring, this::doubtful);
    }

    /** A handler gets back only the works it loaded itself. */
    @SuppressWarnings("unchecked")
    private static DeliveryHandler<Object> erased(DeliveryHandler<?> handler) {
        return (DeliveryHandler<Object>) handler;
    }

    void start() {
        if (alone) {
            table.releaseAll();
        }
        writer.start();
        feeder.start();
        var _ = timer.scheduleWithFixedDelay(this::renew, RENEW_MS, RENEW_MS, TimeUnit.MILLISECONDS);
    }

    /** Lets attempts under way end, for a while, and leaves the lanes to others. */
    void stop(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        stopping = true;
        bell.release();
        feeder.join(patience.toMillis());
        lanes.values().forEach(Lane::lose);
        while (System.nanoTime() < until && !(attempts.idle() && writer.idle())) {
            Thread.sleep(20);
        }
        writer.stop();
        timer.shutdownNow();
        sayFarewell();
    }

    /** Others need not wait for our leases to run out. They do so soon, so a database that is gone keeps nobody from stopping. */
    private void sayFarewell() throws InterruptedException {
        var farewell = Thread.ofVirtual().name("lane-farewell").start(() -> {
            try {
                table.release(id, List.copyOf(lanes.values()));
            } catch (RuntimeException e) {
                log.debug("leases are left to run out", e);
            }
        });
        if (!farewell.join(FAREWELL)) {
            farewell.interrupt();
        }
    }

    /** As if the process had been killed: nothing is finished, written or released. For tests of exactly that. */
    void die() throws InterruptedException {
        stopping = true;
        bell.release();
        timer.shutdownNow();
        lanes.values().forEach(Lane::lose);
        writer.stop();
        feeder.join(2_000);
    }

    /** Something may be due in these. */
    void wake(Collection<LaneId> due) {
        woken.addAll(due);
        bell.release();
    }

    /** These were paused, resumed, set otherwise, or lost deliveries. */
    void change(Collection<LaneId> which) {
        changed.addAll(which);
        bell.release();
    }

    @Override
    public void hear(Set<LaneId> due, Set<LaneId> differently) {
        heard.addAll(due);
        changed.addAll(differently);
        bell.release();
    }

    /** Where to pass wake-ups for lanes that others work. */
    void others(Consumer<Collection<LaneId>> passing) {
        elsewhere = passing;
    }

    @Override
    public boolean works(LaneId lane) {
        return lanes.containsKey(lane);
    }

    private void ring() {
        bell.release();
    }

    private void settled(List<Result> results, Set<UUID> refused) {
        // A refused result says that the lane is no longer ours: not one attempt more.
        results.stream().filter(result -> refused.contains(result.id())).forEach(result -> leave(result.lane()));
        settled.addAll(results);
        bell.release();
    }

    private void work() {
        var look = System.nanoTime();
        while (!stopping) {
            try {
                var wait = look - System.nanoTime();
                if (wait > 0) {
                    bell.tryAcquire(wait, TimeUnit.NANOSECONDS);
                }
                bell.drainPermits();
                var looking = System.nanoTime() - look >= 0;
                if (looking) {
                    var began = System.nanoTime();
                    lookAround();
                    // Where looking takes long it is done less often.
                    look = System.nanoTime() + Math.max(LOOK_MS * 1_000_000, 5 * (System.nanoTime() - began));
                }
                cycle(looking);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    log.warn("lanes wait: {}", e.toString());
                    look = System.nanoTime() + LOOK_MS * 1_000_000;
                    bell.drainPermits();
                }
            }
        }
    }

    private void lookAround() {
        if (!handlers.isEmpty()) {
            woken.addAll(table.due(id, handlers.keySet(), clock.instant()));
        }
    }

    private void cycle(boolean everybody) {
        var attention = new HashSet<Lane>(everybody ? lanes.values() : Set.of());
        forgetSettled(attention);
        refreshChanged(attention);
        var due = take(heard);
        var ours = take(woken);
        due.addAll(ours);
        var strange = new HashSet<LaneId>();
        for (var lane : due) {
            var own = lanes.get(lane);
            if (own == null) {
                strange.add(lane);
            } else {
                own.wake();
                attention.add(own);
            }
        }
        if (!strange.isEmpty()) {
            attention.addAll(claim(strange));
            strange.retainAll(ours);
            if (!strange.isEmpty()) {
                elsewhere.accept(strange);
            }
        }
        if (doubtful()) {
            return;
        }
        var rooms = new LinkedHashMap<Lane, Integer>();
        var now = clock.instant();
        for (var lane : attention) {
            var room = lane.appetite(now);
            if (room > 0) {
                rooms.put(lane, room);
            }
        }
        if (!rooms.isEmpty()) {
            reader.read(rooms, now);
        }
        attention.forEach(attempts::pump);
    }

    /** Before anything is read, so that a reading never finds a row whose result was committed after it began. */
    private void forgetSettled(Set<Lane> attention) {
        for (var result = settled.poll(); result != null; result = settled.poll()) {
            result.lane().forget(List.of(result.row()));
            attention.add(result.lane());
        }
    }

    private void refreshChanged(Set<Lane> attention) {
        var own = take(changed);
        own.retainAll(lanes.keySet());
        if (own.isEmpty()) {
            return;
        }
        var nanos = System.nanoTime();
        for (var leased : table.renew(id, own, LEASE)) {
            own.remove(leased.id());
            var lane = lanes.get(leased.id());
            if (lane != null) {
                lane.change(leased, nanos);
                attention.add(lane);
            }
        }
        own.forEach(this::drop);
    }

    private Set<Lane> claim(Set<LaneId> strange) {
        var claimed = new HashSet<Lane>();
        for (var leased : table.claim(id, strange, handlers.keySet(), LEASE)) {
            var lane = new Lane(leased, System.nanoTime());
            lanes.put(leased.id(), lane);
            claimed.add(lane);
            strange.remove(leased.id());
        }
        return claimed;
    }

    private boolean doubtful() {
        return System.nanoTime() - renewed > DOUBT_NANOS;
    }

    private void renew() {
        try {
            var asked = System.nanoTime();
            var own = new HashSet<>(lanes.keySet());
            if (!own.isEmpty()) {
                for (var leased : table.renew(id, own, LEASE)) {
                    own.remove(leased.id());
                    var lane = lanes.get(leased.id());
                    if (lane != null && lane.fence == leased.fence()) {
                        lane.refresh(leased, System.nanoTime());
                    }
                }
                own.forEach(this::drop);
            }
            renewed = asked;
            if (!alone) {
                leaveIdle();
            }
        } catch (RuntimeException e) {
            log.warn("leases could not be renewed: {}", e.getMessage());
            if (doubtful()) {
                lanes.keySet().forEach(this::drop);
            }
        }
    }

    /** Lanes with nothing to do go back, so that the next node that hears of work may take them. */
    private void leaveIdle() {
        var idle = lanes.values().stream()
                .filter(lane -> lane.retire(System.nanoTime() - IDLE_NANOS))
                .toList();
        if (!idle.isEmpty()) {
            idle.forEach(lane -> lanes.remove(lane.id, lane));
            table.release(id, idle);
            // Woken while we let go: looked at again as a stranger's.
            wake(idle.stream().map(lane -> lane.id).toList());
        }
    }

    private void leave(Lane lane) {
        lanes.remove(lane.id, lane);
        lane.lose();
    }

    private void drop(LaneId lane) {
        var dropped = lanes.remove(lane);
        if (dropped != null) {
            dropped.lose();
        }
    }

    private static Set<LaneId> take(Set<LaneId> from) {
        var taken = new HashSet<LaneId>();
        for (var each = from.iterator(); each.hasNext(); ) {
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }
}
