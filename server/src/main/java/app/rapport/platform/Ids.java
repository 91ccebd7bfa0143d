package app.rapport.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * New row ids: UUID version 7, so that rows made together lie together in an index and sort by time of making.
 *
 * <p>Made here and not by the database, which knows them only from version 18 on.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** The least id of that moment: what was made before it has a smaller one. */
    public static UUID bound(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    public static UUID next() {
        var now = System.currentTimeMillis();
        var high = (now << 16) | 0x7000L | (RANDOM.nextLong() & 0x0fffL);
        var low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
