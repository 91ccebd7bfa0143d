package app.rapport.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a thread of its own that goes on whenever there is news, and looks for itself now and then. What fails is tried again. */
public final class BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** One round of the work. */
    public interface Step {
        /** Says how long the next round can wait for news; zero for not at all. */
        Duration run() throws InterruptedException;
    }

    public BackgroundLoop(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    public synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofVirtual().name(name).start(this::run);
        }
    }

    /** There is news. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    public boolean running() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                var wait = step.run();
                if (wait.isPositive()) {
                    var ignored = news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("{} failed, trying again", name, e);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the round under way. */
    public void stop() throws InterruptedException {
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
