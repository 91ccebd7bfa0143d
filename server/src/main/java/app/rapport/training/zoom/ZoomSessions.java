package app.rapport.training.zoom;

import app.rapport.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the module's sessions say that Zoom's pages show: contributed from above. In the scope's organisation, inside a transaction. */
public interface ZoomSessions {
    /** When each of them teaches; nothing for those who never do. */
    Map<UserId, Teaching> teaching(Collection<UserId> people);

    /** How often a meeting was asked for and made. */
    Creations creations();

    /** How long joining took. */
    JoinTimes joinTimes();

    /**
     * @param running whether a session of theirs runs now
     * @param next the start of the next session
     * @param last when they taught last
     */
    record Teaching(
            boolean running,
            @Nullable Instant next,
            @Nullable Instant last) {}

    record Creations(long attempts, long successes) {}

    /** @param p95Millis null when nobody joined yet */
    record JoinTimes(@Nullable Long p95Millis, long count) {}
}
