package app.rapport.webhooks;

import app.rapport.platform.Problem;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of an endpoint that people enter, each checked. */
final class Subscription {
    /** Stands for every type there is and will be. */
    static final String EVERYTHING = "*";

    private static final Pattern TYPE = Pattern.compile("[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*");
    private static final int LONGEST_TYPE = 100;
    private static final int MOST_TYPES = 100;
    private static final int LONGEST_NAME = 200;

    private Subscription() {}

    static String name(@Nullable String entered) {
        var name = entered == null ? "" : entered.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("invalid_field", "Give the webhook a name of 1 to " + LONGEST_NAME + " characters.")
                    .with("limit", LONGEST_NAME)
                    .with("field", "name");
        }
        return name;
    }

    static List<String> events(@Nullable List<String> entered) {
        var events = entered == null || entered.stream().anyMatch(Objects::isNull)
                ? List.<String>of()
                : entered.stream().map(String::strip).distinct().toList();
        if (events.isEmpty() || events.size() > MOST_TYPES) {
            throw Problem.invalid("invalid_field", "Choose 1 to " + MOST_TYPES + " types of event.")
                    .with("limit", MOST_TYPES)
                    .with("field", "events");
        }
        for (var event : events) {
            if (!event.equals(EVERYTHING)) {
                type(event, "events");
            }
        }
        return events;
    }

    static String type(@Nullable String entered, String field) {
        if (entered == null
                || entered.length() > LONGEST_TYPE
                || !TYPE.matcher(entered).matches()) {
            throw Problem.invalid(
                            "unknown_event_type",
                            "A type of event is words of letters, digits and _ joined by full stops, such as order.shipped.")
                    .with("field", field);
        }
        return entered;
    }
}
