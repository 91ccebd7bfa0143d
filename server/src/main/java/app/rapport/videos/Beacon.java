package app.rapport.videos;

import app.rapport.platform.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a viewer's page reports at once.
 *
 * @param view one opening of the page
 */
record Beacon(
        @Nullable String token,
        @Nullable UUID view,
        @Nullable List<@Nullable Event> events) {
    private static final Set<String> TYPES =
            Set.of("play", "pause", "watched", "seek", "ended", "click", "download", "error");
    private static final int MOST_EVENTS = 200;
    private static final int LAST_SEQ = 20_000;
    private static final double LAST_SECOND = Duration.ofDays(1).toSeconds();
    private static final int LONGEST_TOKEN = 100;

    /**
     * @param seq its number in the view
     * @param from second of the video, as {@code to}
     */
    record Event(
            @Nullable Integer seq,
            @Nullable String type,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double rate,
            @Nullable Instant at) {}

    /** A report whose every value can be kept, or a problem. */
    static Beacon read(JsonMapper json, byte[] body) {
        Beacon beacon;
        try {
            beacon = json.readValue(body, Beacon.class);
        } catch (JacksonException | DateTimeException | ArithmeticException e) {
            throw invalid("body");
        }
        if (beacon == null
                || beacon.token() == null
                || beacon.token().length() > LONGEST_TOKEN
                || beacon.token().indexOf('\0') >= 0) {
            throw invalid("token");
        }
        if (beacon.view() == null) {
            throw invalid("view");
        }
        if (beacon.events() == null
                || beacon.events().isEmpty()
                || beacon.events().size() > MOST_EVENTS) {
            throw invalid("events");
        }
        beacon.events().forEach(Beacon::check);
        return beacon;
    }

    private static void check(@Nullable Event event) {
        if (event == null) {
            throw invalid("events");
        }
        if (event.seq() == null || event.seq() < 0 || event.seq() > LAST_SEQ) {
            throw invalid("seq");
        }
        if (event.type() == null || !TYPES.contains(event.type())) {
            throw invalid("type");
        }
        if (!second(event.from())) {
            throw invalid("from");
        }
        if (!second(event.to())) {
            throw invalid("to");
        }
        if (event.type().equals("watched")
                && (event.from() == null || event.to() == null || event.to() < event.from())) {
            throw invalid("to");
        }
        if (event.rate() != null && !(event.rate() > 0 && event.rate() <= 100)) {
            throw invalid("rate");
        }
    }

    private static boolean second(@Nullable Double value) {
        return value == null || (value >= 0 && value <= LAST_SECOND);
    }

    private static Problem invalid(String field) {
        return Problem.invalid("invalid_beacon", "This part of the report is not as it must be: " + field + ".")
                .with("field", field);
    }
}
