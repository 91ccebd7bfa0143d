package app.rapport.intake;

import app.rapport.intake.WorkQueue.Task;
import app.rapport.platform.BackgroundLoop;
import app.rapport.platform.NodeRole;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hands receipts to their handlers: at least once each, on any node, retried with growing pauses, at last put aside for a
 * person. A handler that dawdles keeps its place, not the others'.
 */
@Component
class Dispatcher implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int HELD = 128;
    /** Below the size of the connection pool, for handlers write. */
    private static final int AT_ONCE = 8;

    /** What a node that was killed had in hand waits that long; a living one renews it. */
    private static final int LEASE_SECONDS = 20;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GIVE_WAY = Duration.ofMillis(50);
    /** What comes within that time is handled together. */
    private static final Duration GATHER = Duration.ofMillis(15);

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final WorkQueue queue;
    private final ObjectProvider<IntakeHandler> contributed;
    private final Clock clock;
    private final Map<String, IntakeHandler> handlers = new HashMap<>();
    private final BackgroundLoop loop = new BackgroundLoop("intake-dispatcher", () -> Tenancy.system(this::step));
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<UUID, Long> held = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
    private volatile long giveWayUntil = System.nanoTime();
    private long renewedAt = System.nanoTime();

    /** @param error null when all went well */
    private record Finished(
            Task task,
            Set<OrganizationId> concerned,
            @Nullable Exception error) {}

    Dispatcher(WorkQueue queue, ObjectProvider<IntakeHandler> contributed, Clock clock) {
        this.queue = queue;
        this.contributed = contributed;
        this.clock = clock;
    }

    /** Much arrives at once: for a moment, taking it in comes before working it off. */
    void giveWay() {
        giveWayUntil = System.nanoTime() + GIVE_WAY.toNanos();
    }

    /** Something was committed. */
    void wake() {
        loop.wake();
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    void start() {
        handlers.putAll(contributed.stream().collect(Collectors.toMap(IntakeHandler::provider, Function.identity())));
        loop.start();
    }

    private Duration step() throws InterruptedException {
        settle();
        if (System.nanoTime() - renewedAt > TimeUnit.SECONDS.toNanos(LEASE_SECONDS / 3)) {
            queue.keepHolding(List.copyOf(held.keySet()), LEASE_SECONDS);
            renewedAt = System.nanoTime();
        }
        var room = HELD - held.size();
        var tasks = room <= 0 ? List.<Task>of() : queue.claim(room, LEASE_SECONDS);
        tasks.forEach(task -> held.put(task.id(), System.nanoTime()));
        for (var lot : lots(tasks)) {
            Thread.ofVirtual()
                    .name("intake-handler")
                    .start(() -> Tenancy.runSystem(() -> work(handlers.get(lot.provider()), lot.tasks())));
        }
        if (System.nanoTime() - giveWayUntil < 0) {
            Thread.sleep(GIVE_WAY);
        } else if (!tasks.isEmpty() && tasks.size() < room) {
            Thread.sleep(GATHER);
        }
        return tasks.isEmpty() || held.size() >= HELD ? POLL : Duration.ZERO;
    }

    /** What is handled at once. */
    private record Lot(String provider, List<Task> tasks) {}

    private List<Lot> lots(List<Task> tasks) {
        var lots = new ArrayList<Lot>();
        tasks.stream().collect(Collectors.groupingBy(Task::provider)).forEach((provider, theirs) -> {
            if (handlers.get(provider) instanceof IntakeHandler.Together) {
                lots.add(new Lot(provider, theirs));
            } else {
                theirs.forEach(task -> lots.add(new Lot(provider, List.of(task))));
            }
        });
        return lots;
    }

    private void work(@Nullable IntakeHandler handler, List<Task> lot) {
        turns.acquireUninterruptibly();
        try {
            if (loop.running()) { // else their leases run out, and whoever runs then takes them
                handle(handler, lot);
            }
        } finally {
            turns.release();
            wake();
        }
    }

    private void handle(@Nullable IntakeHandler handler, List<Task> lot) {
        if (handler instanceof IntakeHandler.Together many) {
            try {
                var concerned = many.handle(lot.stream().map(Task::receipt).toList());
                lot.forEach(
                        task -> finished.add(new Finished(task, concerned.getOrDefault(task.id(), Set.of()), null)));
                return;
            } catch (Exception e) {
                log.debug("{} receipts of {} are handled one by one", lot.size(), many.provider(), e);
            }
        }
        lot.forEach(task -> finished.add(alone(handler, task)));
    }

    private static Finished alone(@Nullable IntakeHandler handler, Task task) {
        var concerned = Set.<OrganizationId>of();
        try {
            if (handler == null) {
                throw new IllegalStateException("nobody handles " + task.provider());
            }
            concerned = handler.concerns(task.receipt());
            handler.handle(task.receipt());
            return new Finished(task, concerned, null);
        } catch (Exception e) {
            return new Finished(task, concerned, e);
        }
    }

    /** Writes down what became of what was handled; the good ones together. */
    private void settle() {
        var all = new ArrayList<Finished>();
        for (var one = finished.poll(); one != null; one = finished.poll()) {
            all.add(one);
        }
        if (all.isEmpty()) {
            return;
        }
        try {
            queue.done(
                    all.stream()
                            .filter(one -> one.error() == null)
                            .map(one -> one.task().id())
                            .toList(),
                    all.stream().collect(Collectors.toMap(one -> one.task().id(), Finished::concerned)));
            for (var one : all) {
                if (one.error() != null) {
                    failed(one.task(), one.error());
                }
            }
        } finally {
            // Not written down means: the lease runs out and it is handled again, which handlers bear.
            all.forEach(one -> held.remove(one.task().id()));
        }
    }

    private void failed(Task task, Exception error) {
        var words = error.getClass().getSimpleName() + ": " + error.getMessage();
        if (task.attempt() >= MOST_ATTEMPTS) {
            log.error(
                    "receipt {} of {} is put aside after {} attempts",
                    task.id(),
                    task.provider(),
                    task.attempt(),
                    error);
            queue.dead(task.id(), words);
            return;
        }
        log.info("receipt {} of {} failed, attempt {}: {}", task.id(), task.provider(), task.attempt(), words);
        queue.again(task.id(), words, clock.instant().plus(pauseAfter(task.attempt())));
    }

    /** 5 s, 15 s, 45 s … an hour, each a little different, so that what failed together does not come back together. */
    static Duration pauseAfter(int attempt) {
        var base = Math.min(
                FIRST_PAUSE.toMillis() * Math.pow(3, Math.min(attempt - 1, 10)), (double) LONGEST_PAUSE.toMillis());
        return Duration.ofMillis((long) (base * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
    }

    @Override
    public void destroy() throws InterruptedException {
        var started = loop.running();
        loop.stop();
        // Handlers that are at it finish while there is still a database.
        if (started && !turns.tryAcquire(AT_ONCE, 3, TimeUnit.SECONDS)) {
            log.info("some handlers did not finish in time; their receipts are handled again");
        }
    }
}
