package app.rapport.videos;

import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which share a token stands for, remembered for a moment: viewers' pages ask thousands of times a second. Only for the record
 * of viewing; whether a link opens anything is always asked of the database.
 *
 * <p>One asks at a time, for all who wait, and for those that would have to be asked about soon.
 */
@Component
class ShareCache {
    /** Another node learns of a revocation no later than this. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();

    /** Tokens somebody made up are remembered as well, so there is an end to them. */
    private static final int MOST = 50_000;

    private static final int AT_ONCE = 2_000;

    private final ShareStore shares;
    private final TransactionTemplate transaction;
    private final Map<String, Remembered> known = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong forgotten = new AtomicLong();

    private static final class Remembered {
        final Optional<Share> share;
        private final long at;
        private volatile boolean used;

        Remembered(Optional<Share> share, long at) {
            this.share = share;
            this.at = at;
        }

        boolean fresh() {
            return age() < REMEMBERED_NANOS;
        }

        /** Asked for again lately, and half way to its end. */
        boolean worthRenewing() {
            return used && age() > REMEMBERED_NANOS / 2;
        }

        private long age() {
            return System.nanoTime() - at;
        }
    }

    ShareCache(ShareStore shares, TransactionTemplate transaction) {
        this.shares = shares;
        this.transaction = transaction;
    }

    Optional<Share> find(String token) {
        var remembered = remembered(token);
        if (remembered != null) {
            if (!remembered.used) {
                remembered.used = true;
            }
            return remembered.share;
        }
        wanted.add(token);
        turn.lock();
        try {
            var meanwhile = remembered(token);
            return meanwhile != null
                    ? meanwhile.share
                    : Objects.requireNonNull(ask(token).get(token));
        } finally {
            turn.unlock();
        }
    }

    private @Nullable Remembered remembered(String token) {
        var remembered = known.get(token);
        return remembered != null && remembered.fresh() ? remembered : null;
    }

    private Map<String, Optional<Share>> ask(String token) {
        var asked = new HashSet<String>();
        asked.add(token);
        wanted.removeIf(one -> asked.size() < AT_ONCE && (asked.add(one) || one.equals(token)));
        known.forEach((one, remembered) -> {
            if (asked.size() < AT_ONCE && remembered.worthRenewing()) {
                asked.add(one);
            }
        });
        var before = forgotten.get();
        var at = System.nanoTime();
        var found = new HashMap<String, Optional<Share>>();
        asked.forEach(one -> found.put(one, Optional.empty()));
        read(List.copyOf(asked)).forEach(share -> found.put(share.token(), Optional.of(share)));
        if (known.size() >= MOST) {
            known.clear();
        }
        found.forEach((one, share) -> known.put(one, new Remembered(share, at)));
        if (forgotten.get() != before) {
            // One of them may have been read as it was before.
            known.keySet().removeAll(asked);
        }
        return found;
    }

    private List<Share> read(List<String> tokens) {
        return Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> shares.byTokens(tokens))));
    }

    /** Once the present transaction commits. */
    void forget(String token) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forgotten.incrementAndGet();
                known.remove(token);
            }
        });
    }
}
