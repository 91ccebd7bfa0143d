package app.rapport.crm.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Answers of a CRM that change rarely, kept for a while on this node. */
public final class Remembered<K, V> {
    /** Fetches the value for a key. */
    public interface Fetch<V> {
        V get() throws CrmFailure;
    }

    private record Kept<V>(V value, Instant until) {}

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Duration life;
    private final ConcurrentMap<K, Kept<V>> kept = new ConcurrentHashMap<>();

    public Remembered(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** Two callers at once may both fetch; a call to a CRM is never made under a lock. */
    public V get(K key, boolean fresh, Fetch<V> fetch) throws CrmFailure {
        var now = clock.instant();
        var known = kept.get(key);
        if (!fresh && known != null && now.isBefore(known.until())) {
            return known.value();
        }
        var value = fetch.get();
        if (kept.size() >= MOST) {
            kept.values().removeIf(old -> !now.isBefore(old.until()));
        }
        kept.put(key, new Kept<>(value, now.plus(life)));
        return value;
    }

    public void forgetIf(java.util.function.Predicate<K> which) {
        kept.keySet().removeIf(which);
    }
}
