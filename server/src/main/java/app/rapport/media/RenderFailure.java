package app.rapport.media;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job that cannot be done, by a code with the values its sentence needs. */
final class RenderFailure extends Exception {
    private final String code;
    private final transient Map<String, ?> values;
    private final @Nullable String logTail;
    private final @Nullable Duration again;

    /** @param sentence what happened, and what to do about it */
    RenderFailure(String code, Map<String, ?> values, String sentence, @Nullable String logTail) {
        this(code, values, sentence, logTail, null);
    }

    /** @param again after which while it may have passed */
    RenderFailure(
            String code, Map<String, ?> values, String sentence, @Nullable String logTail, @Nullable Duration again) {
        super(sentence);
        this.code = code;
        this.values = Map.copyOf(values);
        this.logTail = logTail;
        this.again = again;
    }

    String code() {
        return code;
    }

    Map<String, ?> values() {
        return values;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** Null when trying again by itself would not help. */
    @Nullable
    Duration again() {
        return again;
    }

    /** The end of what the program said, for administrators. */
    @Nullable
    String logTail() {
        return logTail;
    }
}
