package app.rapport.videos;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the numbers close behind the events. On every node; one at a time does the work. */
@Component
class FoldLoop implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(FoldLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration GIVE_WAY = Duration.ofSeconds(2);

    /** A view that goes on is counted again each time, so the more at once, the less work in all. */
    private static final int MANY = 50_000;

    private static final int FEW = 4_000;

    private final Fold fold;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile long giveWayUntil = System.nanoTime();
    private @Nullable Thread thread;

    FoldLoop(Fold fold) {
        this.fold = fold;
    }

    /** Much arrives at once: for a moment, taking it in comes before counting it. */
    void giveWay() {
        giveWayUntil = System.nanoTime() + GIVE_WAY.toNanos();
    }

    /** Something was committed. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofVirtual().name("viewing-fold").start(this::run);
        }
    }

    private void run() {
        while (running) {
            try {
                var givesWay = System.nanoTime() - giveWayUntil < 0;
                var more = fold.step(givesWay ? FEW : MANY);
                Thread.sleep(givesWay ? GIVE_WAY : BETWEEN);
                if (!more) {
                    var ignored = news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("what was watched could not be counted, trying again", e);
                    pause();
                }
            }
        }
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
