package app.rapport.platform.lanes;

import app.rapport.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has attempts made, each on a virtual thread of its own, and hands in what they came to. */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    /** Over all lanes of this process. Each lane's own limit keeps a hanging one from using them up. */
    private static final int AT_ONCE = 1024;

    private final Map<String, DeliveryHandler<Object>> handlers;
    private final LaneTable table;
    private final ResultWriter writer;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Runnable ring;
    private final BooleanSupplier doubtful;
    private final RetryPolicy policy = RetryPolicy.STANDARD;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param ring told when a lane gave something back that is to be read again
     * @param doubtful whether our leases may have passed to somebody else
     */
    Attempts(
            Map<String, DeliveryHandler<Object>> handlers,
            LaneTable table,
            ResultWriter writer,
            Clock clock,
            ScheduledExecutorService timer,
            Runnable ring,
            BooleanSupplier doubtful) {
        this.handlers = handlers;
        this.table = table;
        this.writer = writer;
        this.clock = clock;
        this.timer = timer;
        this.ring = ring;
        this.doubtful = doubtful;
    }

    /** Begins whatever the lane may begin now. */
    void pump(Lane lane) {
        var turn = lane.next(clock.instant(), System.nanoTime());
        for (var item : turn.begin()) {
            underWay.incrementAndGet();
            Thread.ofVirtual().name("delivery").start(() -> make(lane, item));
        }
        if (turn.pause() > 0) {
            try {
                var _ = timer.schedule(() -> pump(lane), turn.pause(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopping) {
                log.trace("no more turns");
            }
        }
    }

    boolean idle() {
        return underWay.get() == 0;
    }

    private void make(Lane lane, Item item) {
        try {
            turns.acquireUninterruptibly();
            try {
                if (lane.isLost() || doubtful.getAsBoolean()) {
                    lane.untried(item);
                    return;
                }
                var started = clock.instant();
                var nanos = System.nanoTime();
                var outcome = attempt(lane, item);
                finish(lane, item, outcome, started, Duration.ofNanos(System.nanoTime() - nanos));
            } finally {
                turns.release();
            }
            pump(lane);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Outcome attempt(Lane lane, Item item) {
        if (item.work() instanceof Reader.Unreadable) {
            return new Outcome.Retry("unreadable", "What is to be delivered could not be read.", null, "", null);
        }
        try {
            var handler = Objects.requireNonNull(handlers.get(lane.kind()));
            return Tenancy.in(lane.organization, () -> handler.attempt(item.id(), item.work()));
        } catch (Throwable e) { // whatever it is: the delivery must not stay under way for ever
            log.error("delivery {} failed unexpectedly", item.id(), e);
            return new Outcome.Retry("unexpected", "Something went wrong on our side.", null, "", null);
        }
    }

    private void finish(Lane lane, Item item, Outcome outcome, Instant started, Duration took) {
        var now = clock.instant();
        var row = item.row();
        var decision = policy.after(outcome, row.tries(), row.created(), now);
        var attempt = new Attempt(
                row.attempts() + 1,
                started,
                took,
                Result.status(outcome),
                outcome.word(),
                Result.code(outcome),
                Result.reason(outcome),
                Result.excerpt(outcome));
        // The lane first: it must know what follows before it hears that this one is committed.
        var hold = lane.tried(item, outcome, decision, now);
        writer.submit(new Result(lane, row, outcome, decision, attempt));
        if (hold != null) {
            ring.run();
            keep(lane, hold);
        }
    }

    /** For screens, and for whoever takes the lane over. */
    private void keep(Lane lane, Lane.Hold hold) {
        try {
            table.hold(lane.id, lane.fence, hold.until(), hold.reason());
        } catch (RuntimeException e) {
            log.warn("the hold of lane {} is known to this process only: {}", lane.id, e.getMessage());
        }
    }
}
