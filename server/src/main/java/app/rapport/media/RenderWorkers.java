package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.media.RenderWork.Watch;
import app.rapport.platform.Tenancy;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** This node's share of the rendering: as many jobs at a time as it has cores, or as its operator says. */
@Component
class RenderWorkers {
    private static final Logger log = LoggerFactory.getLogger(RenderWorkers.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);

    private final RenderQueue queue;
    private final TransactionTemplate transaction;
    private final MediaSettings settings;
    private final ObjectProvider<RenderWork> works;
    private final Map<Kind, RenderWork> byKind = new EnumMap<>(Kind.class);
    private final String name = ManagementFactory.getRuntimeMXBean().getName() + " " + UUID.randomUUID();
    private final Semaphore bell = new Semaphore(0);
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("render-heart").factory());
    private volatile boolean stopping;

    RenderWorkers(
            RenderQueue queue,
            TransactionTemplate transaction,
            MediaSettings settings,
            ObjectProvider<RenderWork> works) {
        this.queue = queue;
        this.transaction = transaction;
        this.settings = settings;
        this.works = works;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var workers = settings.workersHere();
        if (workers == 0) {
            return;
        }
        works.forEach(work -> work.kinds().forEach(kind -> byKind.put(kind, work)));
        queue.onWork(bell::release);
        for (var i = 1; i <= workers; i++) {
            Thread.ofPlatform().daemon().name("render-" + i).start(this::work);
        }
        var beat = settings.lease().toMillis() / 6;
        var _ = heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    /** Gives back what is under way: another node, or this one when it is back, begins it anew. */
    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        held.forEach(Held::stop);
        for (var left = 50; left > 0 && !held.isEmpty(); left--) {
            Thread.sleep(50);
        }
        heart.shutdownNow();
    }

    private void work() {
        while (!stopping) {
            try {
                var found = Tenancy.system(() -> queue.claim(name, settings.lease()));
                if (found.isPresent()) {
                    var job = found.get();
                    Tenancy.run(job.organization(), () -> perform(job));
                } else if (bell.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    var _ = bell.drainPermits();
                }
            } catch (InterruptedException e) {
                // Meant for the job that was under way; this thread goes on with the next.
            } catch (RuntimeException e) {
                if (!stopping) {
                    log.warn("render work could not be looked for, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void perform(RenderJob job) {
        var mine = new Held(job, Thread.currentThread());
        held.add(mine);
        var work = Objects.requireNonNull(byKind.get(job.kind()));
        try {
            if (job.attempt() > RenderQueue.MOST_ATTEMPTS) {
                throw new RenderFailure("render_crashed", Map.of(), "The worker stopped each time it made this.", null);
            }
            work.run(job, mine);
        } catch (RenderFailure failure) {
            if (failure.again() != null && job.attempt() < RenderQueue.MOST_ATTEMPTS) {
                queue.postpone(job, failure, failure.again());
            } else {
                fail(work, job, failure);
            }
        } catch (InterruptedException wanted) {
            released(mine);
        } catch (Exception e) {
            if (mine.stopped()) {
                released(mine);
            } else {
                stumbled(work, job, e);
            }
        } finally {
            held.remove(mine);
            // A late interrupt must not reach the next job.
            var _ = Thread.interrupted();
        }
    }

    private void released(Held mine) {
        if (stopping) {
            // Or the database could not be told.
            var _ = Thread.interrupted();
            queue.release(mine.job, Duration.ZERO, false);
        }
    }

    /** What nobody foresaw may pass; what fails again and again is said. */
    private void stumbled(RenderWork work, RenderJob job, Exception e) {
        if (isDiskFull(e)) {
            fail(
                    work,
                    job,
                    new RenderFailure("disk_full", Map.of(), "The disk is full. Free some space and try again.", null));
        } else if (job.attempt() < RenderQueue.MOST_ATTEMPTS) {
            log.warn("render job {} stumbled and is tried again", job.id(), e);
            queue.release(job, BEFORE_NEXT_TRY, true);
        } else {
            log.error("render job {} failed", job.id(), e);
            fail(
                    work,
                    job,
                    new RenderFailure(
                            "render_failed",
                            Map.of(),
                            "Something went wrong while this video was made. Try again; the log has the reason.",
                            e.toString()));
        }
    }

    private void fail(RenderWork work, RenderJob job, RenderFailure failure) {
        transaction.executeWithoutResult(status -> {
            if (queue.failed(job, failure)) {
                work.failed(job, failure);
            }
        });
    }

    private static boolean isDiskFull(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var said = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
            if (cause instanceof IOException
                    && said != null
                    && said.toLowerCase(Locale.ROOT).contains("no space left")) {
                return true;
            }
        }
        return false;
    }

    private void beat() {
        for (var one : held) {
            try {
                if (!Tenancy.in(one.job.organization(), () -> queue.beat(one.job, settings.lease()))) {
                    one.stop();
                }
            } catch (RuntimeException e) {
                log.warn("a render job's lease could not be renewed, trying again: {}", e.getMessage());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            // the loop looks whether that was for it
        }
    }

    /** A job under way on this node. */
    private final class Held implements Watch {
        private final RenderJob job;
        private final Thread thread;
        private final long begunNanos = System.nanoTime();
        private volatile boolean stopped;
        private long reportedNanos = begunNanos - BETWEEN_REPORTS.toNanos();

        Held(RenderJob job, Thread thread) {
            this.job = job;
            this.thread = thread;
        }

        void stop() {
            stopped = true;
            thread.interrupt();
        }

        @Override
        public boolean stopped() {
            return stopped;
        }

        @Override
        public synchronized void progress(double done) {
            var now = System.nanoTime();
            if (now - reportedNanos < BETWEEN_REPORTS.toNanos()) {
                return;
            }
            reportedNanos = now;
            try {
                Tenancy.run(job.organization(), () -> queue.progress(job, done, remaining(done, now - begunNanos)));
            } catch (RuntimeException e) {
                log.debug("progress of render job {} could not be noted", job.id(), e);
            }
        }

        /** By the speed it had until now; unknown while too little is done to tell. */
        private static @Nullable Integer remaining(double done, long nanos) {
            return done < 0.02 ? null : (int) Math.min(Integer.MAX_VALUE, Math.ceil(nanos / 1e9 * (1 - done) / done));
        }
    }
}
