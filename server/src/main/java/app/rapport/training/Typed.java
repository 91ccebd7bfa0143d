package app.rapport.training;

import app.rapport.platform.EmailAddress;
import app.rapport.platform.Problem;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people type, as values we keep; or a problem that names the field. */
final class Typed {
    private static final int LINE = 200;

    /** Marks that turn round what stands beside the text, in a letter, a sheet or a list. */
    private static final Pattern TURNS = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private Typed() {}

    static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    /** One line of text. */
    static String line(String field, @Nullable String value) {
        var text = value == null ? "" : TURNS.matcher(value).replaceAll("").strip();
        if (text.isEmpty()) {
            throw missing(field);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("invalid_field", field + " must be one line of text.")
                    .with("field", field);
        }
        if (text.length() > LINE) {
            throw Problem.invalid("too_long", "This has at most " + LINE + " characters.")
                    .with("limit", LINE)
                    .with("field", field);
        }
        return text;
    }

    static EmailAddress email(@Nullable String value) {
        return EmailAddress.of(value)
                .orElseThrow(() -> Problem.invalid("invalid_email", "This is not an e-mail address.")
                        .with("field", "email"));
    }

    /** A zone with a place's name: an offset would not know about summer time. */
    static ZoneId zone(String value) {
        if (!ZoneId.getAvailableZoneIds().contains(value)) {
            throw Problem.invalid("invalid_field", "This is no time zone. Use a name such as Europe/Berlin.")
                    .with("field", "zone");
        }
        return ZoneId.of(value);
    }

    private static Problem missing(String field) {
        return Problem.invalid("invalid_field", field + " is missing.")
                .with("field", field)
                .with("constraint", "NotNull");
    }
}
