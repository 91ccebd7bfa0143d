package app.rapport.platform.lanes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on record.
 *
 * @param number from 1, counting over all rounds of retries
 * @param status the HTTP status, where there was one
 * @param outcome see {@link Outcome#word}
 * @param code the reason as a stable word; null when delivered, and of those made long ago
 * @param error the reason in words, null when delivered
 * @param excerpt the beginning of the answer
 */
public record Attempt(
        int number,
        Instant startedAt,
        Duration took,
        @Nullable Integer status,
        String outcome,
        @Nullable String code,
        @Nullable String error,
        String excerpt) {}
