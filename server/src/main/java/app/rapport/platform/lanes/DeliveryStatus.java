package app.rapport.platform.lanes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it stands.
 *
 * @param attempts made so far, over all rounds of retries
 * @param reason of the last attempt that did not succeed, in words
 */
public record DeliveryStatus(
        UUID delivery,
        LaneId lane,
        DeliveryState state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        @Nullable String code,
        @Nullable String reason) {}
