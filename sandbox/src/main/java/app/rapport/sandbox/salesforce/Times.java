package app.rapport.sandbox.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Salesforce's spelling of points in time: UTC, milliseconds, and an offset without a colon. */
final class Times {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("(.*[+-]\\d{2})(\\d{2})");

    private Times() {}

    static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    /** A date and time with its offset; null when the text is anything else. */
    static @Nullable Instant instant(String text) {
        var plain = OFFSET_WITHOUT_COLON.matcher(text);
        try {
            return OffsetDateTime.parse(plain.matches() ? plain.group(1) + ":" + plain.group(2) : text)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(String text) {
        try {
            return text.length() == 10 ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
