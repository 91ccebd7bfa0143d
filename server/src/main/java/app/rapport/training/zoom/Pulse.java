package app.rapport.training.zoom;

import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How it goes with Zoom, for the settings page: what happened when last, on any node. The installation's, not an
 * organisation's.
 */
@Component
class Pulse {
    /** Zoom posted something. */
    static final String EVENT = "event";
    /** Zoom tried the address of events. */
    static final String VALIDATED = "validated";
    /** Zoom refused our credentials; with its words. */
    static final String REFUSED = "refused";
    /** Zoom took our credentials. */
    static final String ACCEPTED = "accepted";
    /** Zoom refused another licence; with how many were given out. */
    static final String LICENCES_FULL = "licences_full";

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(15);

    private final JdbcClient db;
    private final Clock clock;
    private final AtomicLong heardNext = new AtomicLong();
    private final Map<String, Beat> here = new ConcurrentHashMap<>();

    record Beat(Instant at, @Nullable String words) {}

    Pulse(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Events come by the hundred: one in a while is written down, and not while Zoom waits. */
    void heard() {
        var now = System.nanoTime();
        var next = heardNext.get();
        here.put(EVENT, new Beat(clock.instant(), null));
        if ((next == 0 || now - next > 0) && heardNext.compareAndSet(next, now + NEWS_EVERY.toNanos())) {
            later(EVENT);
        }
    }

    void validated() {
        later(VALIDATED);
    }

    private void later(String what) {
        here.put(what, new Beat(clock.instant(), null));
        Thread.ofVirtual().name("zoom-pulse").start(() -> {
            try {
                note(what, null);
            } catch (RuntimeException e) {
                log.warn("what Zoom did last could not be written down", e);
            }
        });
    }

    void note(String what, @Nullable String words) {
        var at = clock.instant();
        here.put(what, new Beat(at, words));
        db.sql("""
                insert into training.zoom_pulse (what, at, words) values (:what, :at, cast(:words as text))
                on conflict (what) do update set at = excluded.at, words = excluded.words
                """)
                .param("what", what)
                .param("at", Timestamps.at(at))
                .param("words", words)
                .update();
    }

    void forget(String what) {
        here.remove(what);
        db.sql("delete from training.zoom_pulse where what = :what")
                .param("what", what)
                .update();
    }

    /** The latest of each, from all nodes. */
    Map<String, Beat> all() {
        record Row(String what, Beat beat) {}
        var all = new HashMap<String, Beat>();
        db.sql("select what, at, words from training.zoom_pulse")
                .query((row, number) ->
                        new Row(row.getString("what"), new Beat(Timestamps.read(row, "at"), row.getString("words"))))
                .list()
                .forEach(row -> all.put(row.what(), row.beat()));
        // This node may have heard something it has not written down yet.
        var heard = here.get(EVENT);
        if (heard != null) {
            all.merge(EVENT, heard, (one, other) -> one.at().isAfter(other.at()) ? one : other);
        }
        return all;
    }
}
