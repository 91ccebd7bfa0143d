package app.rapport.platform.lanes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt. Reasons are sentences for people; codes are stable words for programs; excerpts are the
 * beginning of what the destination answered, kept up to 2 KB.
 */
public sealed interface Outcome {
    /** Done. */
    record Delivered(@Nullable Integer status, String excerpt) implements Outcome {}

    /**
     * The same attempt may succeed later: tried again at 1 and 2 seconds, then on the slower schedule.
     *
     * @param after what the destination asked for; wins over every schedule
     */
    record Retry(
            String code,
            String reason,
            @Nullable Integer status,
            String excerpt,
            @Nullable Duration after) implements Outcome {}

    /** Too much at once: the whole lane waits that long, and the delivery has not used up a try. */
    record Throttled(String reason, @Nullable Integer status, Duration after) implements Outcome {}

    /** Will never succeed as it is. Dead at once; a person may change something and retry. */
    record Refused(String code, String reason, @Nullable Integer status, String excerpt) implements Outcome {}

    /** Cannot even be tried before somebody acts; waits for {@link DeliveryLanes#unblock}. */
    record Blocked(String code, String reason) implements Outcome {}

    /** The word kept with the attempt. */
    default String word() {
        return switch (this) {
            case Delivered _ -> "delivered";
            case Retry _ -> "retry";
            case Throttled _ -> "throttled";
            case Refused _ -> "refused";
            case Blocked _ -> "blocked";
        };
    }
}
