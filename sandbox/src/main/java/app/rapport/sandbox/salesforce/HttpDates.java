package app.rapport.sandbox.salesforce;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Dates of conditional requests. */
final class HttpDates {
    private HttpDates() {}

    static String of(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Whether the header's moment lies before the record's last change; seconds decide. */
    static boolean isBefore(String header, String stamp) {
        var changed = Times.instant(stamp);
        try {
            var asked = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return changed != null && asked.toInstant().getEpochSecond() < changed.getEpochSecond();
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
