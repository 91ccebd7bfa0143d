package app.rapport.training.attendance;

import app.rapport.platform.BackgroundLoop;
import app.rapport.platform.NodeRole;
import app.rapport.platform.Tenancy;
import app.rapport.training.attendance.MeetingFacts.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps attendance close behind the events: at once when a session has been quiet or its meeting begins or ends, and else at
 * most once a second while much is heard of it, for each time all of it is read.
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
    private final BackgroundLoop loop = new BackgroundLoop("attendance-fold", this::step);
    private final Map<UUID, Long> foldedAt = new HashMap<>();

    AttendanceLoop(MeetingFacts facts, AttendanceRows rows, Folding folding, TransactionTemplate transaction) {
        this.facts = facts;
        this.rows = rows;
        this.folding = folding;
        this.transaction = transaction;
    }

    /** Something was committed. */
    void wake() {
        loop.wake();
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    void start() {
        loop.start();
    }

    /** Brings every session up to date whose turn it is. */
    private Duration step() throws InterruptedException {
        Thread.sleep(GATHER);
        var wait = POLL;
        for (var news : Tenancy.system(facts::news)) {
            var session = news.place().session();
            var last = foldedAt.get(session);
            var rest = last == null ? Duration.ZERO : BETWEEN.minusNanos(System.nanoTime() - last);
            if (news.urgent() || !rest.isPositive()) {
                fold(news.place());
            } else {
                wait = rest.compareTo(wait) < 0 ? rest : wait;
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

    @Override
    public void destroy() throws InterruptedException {
        loop.stop();
    }
}
