package app.rapport.platform.lanes;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands deliveries to their lanes and tells how they stand.
 *
 * <p>Everything here happens in the caller's transaction and the scope's organisation: what rolls back was never queued, and
 * what belongs to another organisation does not exist.
 */
public interface DeliveryLanes {
    /** Makes the lane, or changes how it is worked. */
    void open(LaneId lane, LaneSettings settings);

    /** Ends the lane; what still waits in it is cancelled. */
    void close(LaneId lane);

    /** What waits in the lane goes on waiting, at most until {@link #resume}. */
    void pause(LaneId lane);

    void resume(LaneId lane);

    /** See {@link #enqueue(List)}. */
    default void enqueue(LaneId lane, UUID delivery, @Nullable String key) {
        enqueue(List.of(new Queued(lane, delivery, key, null)));
    }

    /** Queues deliveries; one that is known already stays as it is. */
    void enqueue(List<Queued> deliveries);

    /** Tries these again from the start, now, whatever became of them; those still waiting are tried now. */
    int retry(Collection<UUID> deliveries);

    /** Like {@link #retry} for all of a lane that failed, died or are blocked. */
    int retryAll(LaneId lane);

    /** Lets go what is {@linkplain DeliveryState#BLOCKED blocked}, closes the breaker and ends a throttling pause. */
    int unblock(LaneId lane);

    /** Withdraws those not yet finished; an attempt under way is not stopped. */
    int cancel(Collection<UUID> deliveries);

    Map<UUID, DeliveryStatus> find(Collection<UUID> deliveries);

    /** What waits in these lanes; a lane in which nothing waits is missing. */
    Map<LaneId, Waiting> waiting(Collection<LaneId> lanes);

    /**
     * @param pending how many are {@link DeliveryState#PENDING}
     * @param since when the oldest of all that will be tried by itself was queued
     */
    record Waiting(long pending, Instant since) {}

    /** All attempts of a delivery, first to last. */
    List<Attempt> attempts(UUID delivery);

    /**
     * One delivery to queue.
     *
     * @param delivery its id, which stays the same in every attempt
     * @param key deliveries of a lane with the same key go one after another in the order queued, and one that fails holds
     *     only those behind it; null when the order does not matter
     * @param notBefore tried first at this time; null for at once
     */
    record Queued(
            LaneId lane,
            UUID delivery,
            @Nullable String key,
            @Nullable Instant notBefore) {}
}
