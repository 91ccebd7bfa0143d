package app.rapport.platform.lanes;

import app.rapport.platform.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows how to make one kind of delivery. A bean.
 *
 * @param <W> what one attempt needs
 */
public interface DeliveryHandler<W> {
    /** Names the kind in {@link LaneSettings}: {@code webhook}, {@code crm}. */
    String kind();

    /**
     * Finds what is to be delivered, in a short transaction in system scope (the tables asked must admit it). What is
     * missing in the answer is cancelled.
     */
    Map<UUID, W> load(Collection<UUID> deliveries);

    /**
     * Makes one attempt: on a virtual thread, in the delivery's organisation, outside any transaction. May be called again
     * for the same delivery at any time after a crash, so it must be idempotent at the far end. An exception counts as
     * {@link Outcome.Retry}.
     */
    Outcome attempt(UUID delivery, W work) throws Exception;

    /**
     * Hears what became of attempts, inside the transaction that records them, in system scope. Touches this module's own
     * tables with few statements for the whole list, and nothing slow.
     */
    default void recorded(List<Finished> attempts) {}

    /**
     * Forgets what this module kept about deliveries that ended long ago, inside the transaction that forgets them, in system
     * scope. Ids may be of another kind's deliveries.
     */
    default void forget(Collection<UUID> deliveries) {}

    /**
     * One recorded attempt.
     *
     * @param state of the delivery after it
     * @param nextAttemptAt null when there will be none by itself
     */
    record Finished(
            UUID delivery,
            OrganizationId organization,
            LaneId lane,
            Attempt attempt,
            Outcome outcome,
            DeliveryState state,
            @Nullable Instant nextAttemptAt,
            Instant at) {}
}
