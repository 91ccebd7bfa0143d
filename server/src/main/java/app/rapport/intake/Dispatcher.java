package app.rapport.intake;

import app.rapport.intake.WorkQueue.Task;
import app.rapport.platform.NodeRole;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final int LEASE_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GIVE_WAY = Duration.ofMillis(50);
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final WorkQueue queue;
    private final ObjectProvider<IntakeHandler> contributed;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<UUID, Long> held = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
    private volatile boolean running;
    private volatile long giveWayUntil = System.nanoTime();
    private @Nullable Thread thread;

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
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    synchronized void start() {
        if (thread == null) {
            running = true;
            var handlers = contributed.stream().collect(Collectors.toMap(IntakeHandler::provider, Function.identity()));
            thread = Thread.ofVirtual().name("intake-dispatcher").start(() -> Tenancy.runSystem(() -> run(handlers)));
        }
    }

    private void run(Map<String, IntakeHandler> handlers) {
        var renewedAt = System.nanoTime();
        while (running) {
            try {
                settle();
                if (System.nanoTime() - renewedAt > TimeUnit.SECONDS.toNanos(LEASE_SECONDS / 3)) {
                    queue.keepHolding(List.copyOf(held.keySet()), LEASE_SECONDS);
                    renewedAt = System.nanoTime();
                }
                var room = HELD - held.size();
                var tasks = room <= 0 ? List.<Task>of() : queue.claim(room, LEASE_SECONDS);
                for (var task : tasks) {
                    held.put(task.id(), System.nanoTime());
                    Thread.ofVirtual()
                            .name("intake-handler")
                            .start(() -> Tenancy.runSystem(() -> work(handlers, task)));
                }
                if (System.nanoTime() - giveWayUntil < 0) {
                    Thread.sleep(GIVE_WAY);
                }
                if (tasks.isEmpty() || held.size() >= HELD) {
                    var ignored = news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("the intake's queue could not be read, trying again", e);
                    pause();
                }
            }
        }
    }

    private void work(Map<String, IntakeHandler> handlers, Task task) {
        turns.acquireUninterruptibly();
        if (!running) {
            turns.release(); // its lease runs out, and whoever runs then takes it
            return;
        }
        var concerned = Set.<OrganizationId>of();
        Exception error = null;
        try {
            var handler = handlers.get(task.provider());
            if (handler == null) {
                throw new IllegalStateException("nobody handles " + task.provider());
            }
            concerned = handler.concerns(task.receipt());
            handler.handle(task.receipt());
        } catch (Exception e) {
            error = e;
        } finally {
            turns.release();
            finished.add(new Finished(task, concerned, error));
            wake();
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
            queue.concerns(
                    all.stream().collect(Collectors.toMap(one -> one.task().id(), Finished::concerned)));
            var done = all.stream()
                    .filter(one -> one.error() == null)
                    .map(one -> one.task().id())
                    .toList();
            if (!done.isEmpty()) {
                queue.done(done);
            }
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

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        running = false;
        Thread started;
        synchronized (this) {
            started = thread;
        }
        if (started != null) {
            wake(); // not interrupted: that would break the database connection it may be using
            started.join(3_000);
            // Handlers that are at it finish while there is still a database.
            if (!turns.tryAcquire(AT_ONCE, 3, TimeUnit.SECONDS)) {
                log.info("some handlers did not finish in time; their receipts are handled again");
            }
        }
    }
}
