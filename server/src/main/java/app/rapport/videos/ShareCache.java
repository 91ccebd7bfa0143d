package app.rapport.videos;

import app.rapport.platform.Tenancy;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which share a token stands for, remembered for a moment: viewers' pages ask thousands of times a second. Only for the record
 * of viewing; whether a link opens anything is always asked of the database.
 */
@Component
class ShareCache {
    /** Another node learns of a revocation no later than this. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();

    /** Tokens somebody made up are remembered as well, so there is an end to them. */
    private static final int MOST = 50_000;

    private final ShareStore shares;
    private final TransactionTemplate transaction;
    private final Map<String, Remembered> known = new ConcurrentHashMap<>();

    private record Remembered(Optional<Share> share, long at) {
        boolean fresh() {
            return System.nanoTime() - at < REMEMBERED_NANOS;
        }
    }

    ShareCache(ShareStore shares, TransactionTemplate transaction) {
        this.shares = shares;
        this.transaction = transaction;
    }

    Optional<Share> find(String token) {
        var remembered = known.get(token);
        if (remembered != null && remembered.fresh()) {
            return remembered.share();
        }
        var found = Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> shares.byToken(token))));
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(token, new Remembered(found, System.nanoTime()));
        return found;
    }

    /** Once the present transaction commits. */
    void forget(String token) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.remove(token);
            }
        });
    }
}
