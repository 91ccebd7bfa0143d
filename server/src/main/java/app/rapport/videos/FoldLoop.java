package app.rapport.videos;

import app.rapport.platform.BackgroundLoop;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the numbers close behind the events. On every node; one at a time does the work. */
@Component
class FoldLoop implements DisposableBean {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration GIVE_WAY = Duration.ofSeconds(2);

    /** A view that goes on is counted again each time, so the more at once, the less work in all. */
    private static final int MANY = 50_000;

    private static final int FEW = 4_000;

    private final Fold fold;
    private final BackgroundLoop loop = new BackgroundLoop("viewing-fold", this::step);
    private volatile long giveWayUntil = System.nanoTime();

    FoldLoop(Fold fold) {
        this.fold = fold;
    }

    /** Much arrives at once: for a moment, taking it in comes before counting it. */
    void giveWay() {
        giveWayUntil = System.nanoTime() + GIVE_WAY.toNanos();
    }

    /** Something was committed. */
    void wake() {
        loop.wake();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    private Duration step() throws InterruptedException {
        var givesWay = System.nanoTime() - giveWayUntil < 0;
        var more = fold.step(givesWay ? FEW : MANY);
        Thread.sleep(givesWay ? GIVE_WAY : BETWEEN);
        return more ? Duration.ZERO : POLL;
    }

    @Override
    public void destroy() throws InterruptedException {
        loop.stop();
    }
}
