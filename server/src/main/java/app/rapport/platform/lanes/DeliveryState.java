package app.rapport.platform.lanes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a delivery stands. Lower case in JSON and in the database. */
public enum DeliveryState {
    /** Not tried yet, or within its first three tries. */
    PENDING,
    /** Three tries failed; waits for a later one on the slower schedule. */
    FAILED,
    /** Waits for a person, see {@link Outcome.Blocked}. */
    BLOCKED,
    DELIVERED,
    /** Given up. Only a person brings it back. */
    DEAD,
    /** Nobody wants it any more. */
    CANCELLED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it will never be tried again by itself. */
    public boolean finished() {
        return this == DELIVERED || this == DEAD || this == CANCELLED;
    }
}
