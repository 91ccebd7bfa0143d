package app.rapport.platform.lanes;

import app.rapport.platform.lanes.DeliveryHandler.Finished;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an attempt came to, on its way into the database. */
record Result(Lane lane, Row row, Outcome outcome, RetryPolicy.Decision decision, Attempt attempt) {
    private static final int EXCERPT = 2048;

    UUID id() {
        return row.id();
    }

    Finished finished() {
        return new Finished(
                row.id(),
                row.organization(),
                row.lane(),
                attempt,
                outcome,
                decision.state(),
                decision.next(),
                attempt.startedAt().plus(attempt.took()));
    }

    /** Whether it is over now, so that the row gets its end. */
    boolean ended() {
        return decision.state().finished();
    }

    static @Nullable Integer status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered done -> done.status();
            case Outcome.Retry retry -> retry.status();
            case Outcome.Throttled throttled -> throttled.status();
            case Outcome.Refused refused -> refused.status();
            case Outcome.Blocked _ -> null;
        };
    }

    static @Nullable String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> null;
            case Outcome.Retry retry -> retry.code();
            case Outcome.Throttled _ -> "throttled";
            case Outcome.Refused refused -> refused.code();
            case Outcome.Blocked blocked -> blocked.code();
        };
    }

    static @Nullable String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> null;
            case Outcome.Retry retry -> storable(retry.reason());
            case Outcome.Throttled throttled -> storable(throttled.reason());
            case Outcome.Refused refused -> storable(refused.reason());
            case Outcome.Blocked blocked -> storable(blocked.reason());
        };
    }

    static String excerpt(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered done -> storable(done.excerpt());
            case Outcome.Retry retry -> storable(retry.excerpt());
            case Outcome.Refused refused -> storable(refused.excerpt());
            case Outcome.Throttled _, Outcome.Blocked _ -> "";
        };
    }

    /** At most 2 KB, and nothing PostgreSQL's text cannot hold: strangers wrote it. */
    private static String storable(String text) {
        var end = Math.min(text.length(), EXCERPT);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).replace('\u0000', '\uFFFD');
    }
}
