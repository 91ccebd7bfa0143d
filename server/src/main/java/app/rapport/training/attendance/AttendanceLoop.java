package app.rapport.training.attendance;

import app.rapport.platform.NodeRole;
import app.rapport.platform.Tenancy;
import app.rapport.training.attendance.MeetingFacts.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps attendance close behind the events: at once when a session has been quiet, and at most once a second while much is
 * heard of it, for each time all of it is read.
 */
@Component
class AttendanceLoop implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(AttendanceLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final int MOST_REMEMBERED = 10_000;

    private final MeetingFacts facts;
    private final AttendanceRows rows;
    private final Folding folding;
    private final TransactionTemplate transaction;
    private final Semaphore news = new Semaphore(0);
    private final Map<UUID, Long> foldedAt = new HashMap<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    AttendanceLoop(MeetingFacts facts, AttendanceRows rows, Folding folding, TransactionTemplate transaction) {
        this.facts = facts;
        this.rows = rows;
        this.folding = folding;
        this.transaction = transaction;
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
            thread = Thread.ofVirtual().name("attendance-fold").start(this::run);
        }
    }

    private void run() {
        while (running) {
            try {
                var wait = step();
                Thread.sleep(GATHER);
                var ignored = news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("attendance could not be worked out, trying again", e);
                    pause();
                }
            }
        }
    }

    /** Brings every session up to date whose turn it is; how long to wait for the next at most. */
    private Duration step() {
        var wait = POLL;
        for (var place : Tenancy.system(facts::news)) {
            var last = foldedAt.get(place.session());
            var rest = last == null ? Duration.ZERO : BETWEEN.minusNanos(System.nanoTime() - last);
            if (rest.isPositive()) {
                wait = rest.compareTo(wait) < 0 ? rest : wait;
            } else {
                fold(place);
            }
        }
        if (foldedAt.size() > MOST_REMEMBERED) {
            foldedAt.clear();
        }
        return wait;
    }

    private void fold(Place place) {
        try {
            Tenancy.run(
                    place.organization(),
                    () -> transaction.executeWithoutResult(status -> {
                        if (rows.takeTurnsNow(place.session())) {
                            folding.fold(place.session(), Folding.Cause.NEWS);
                        }
                    }));
        } catch (RuntimeException e) {
            log.warn("attendance of session {} could not be worked out, trying again", place.session(), e);
        }
        foldedAt.put(place.session(), System.nanoTime());
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
        }
    }
}
