package app.rapport.training.zoom;

import app.rapport.training.zoom.ZoomFailed.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One change of a Zoom user at a time, over all nodes, for Zoom refuses two at once. */
@Component
class ZoomTurns {
    /** Longer than a request to Zoom is waited for. By the database's clock. */
    private static final int LEASE_SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final JdbcClient db;
    /** Of those on this node, only one at a time asks the others. */
    private final Map<String, ReentrantLock> here = new ConcurrentHashMap<>();

    ZoomTurns(JdbcClient db) {
        this.db = db;
    }

    /** What is done in somebody's turn. */
    interface Change<T> {
        T make() throws ZoomFailed;
    }

    /** Waits for the user's turn. Outside a transaction. */
    <T> T in(String user, Change<T> change) throws ZoomFailed {
        var turn = here.computeIfAbsent(user, ignored -> new ReentrantLock(true));
        turn.lock();
        try {
            var holder = UUID.randomUUID();
            await(user, holder);
            try {
                return change.make();
            } finally {
                release(user, holder);
            }
        } finally {
            turn.unlock();
        }
    }

    private void await(String user, UUID holder) throws ZoomFailed {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!taken(user, holder)) {
            if (System.nanoTime() - deadline > 0) {
                throw new ZoomFailed(Reason.BUSY, "Somebody else changes this Zoom user right now.", PATIENCE, null);
            }
            ZoomPace.sleep(POLL);
        }
    }

    private boolean taken(String user, UUID holder) {
        return db.sql("""
                        insert into training.zoom_turns as t (zoom_user, holder, until)
                        values (:user, :holder, clock_timestamp() + make_interval(secs => :lease))
                        on conflict (zoom_user) do update set holder = excluded.holder, until = excluded.until
                          where t.until < clock_timestamp()
                        """)
                        .param("user", user)
                        .param("holder", holder)
                        .param("lease", LEASE_SECONDS)
                        .update()
                == 1;
    }

    private void release(String user, UUID holder) {
        db.sql("delete from training.zoom_turns where zoom_user = :user and holder = :holder")
                .param("user", user)
                .param("holder", holder)
                .update();
    }
}
