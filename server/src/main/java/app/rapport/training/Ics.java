package app.rapport.training;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions as a calendar reads them (RFC 5545): lines of at most 75 bytes, times in UTC, one UID for each session for ever. */
final class Ics {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LINE = 75;

    private Ics() {}

    /** What the receiving calendar does with it. */
    enum Method {
        REQUEST,
        CANCEL,
        /** Entries to look at, addressed to nobody. */
        PUBLISH
    }

    record Person(String name, String email) {}

    /** @param attendee null where it is addressed to nobody */
    record Event(
            UUID session,
            int sequence,
            boolean cancelled,
            String title,
            String text,
            String link,
            Instant start,
            Instant end,
            @Nullable Person organizer,
            @Nullable Person attendee) {}

    static String of(Method method, List<Event> events, Instant now) {
        var out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Rapport//Training//EN");
        line(out, "CALSCALE:GREGORIAN");
        line(out, "METHOD:" + method);
        for (var event : events) {
            add(out, event, now);
        }
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    private static void add(StringBuilder out, Event event, Instant now) {
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + event.session() + "@rapport");
        line(out, "SEQUENCE:" + event.sequence());
        line(out, "DTSTAMP:" + UTC.format(now));
        line(out, "DTSTART:" + UTC.format(event.start()));
        line(out, "DTEND:" + UTC.format(event.end()));
        line(out, "SUMMARY:" + text(event.title()));
        line(out, "DESCRIPTION:" + text(event.text()));
        line(out, "LOCATION:" + text(event.link()));
        line(out, "URL:" + event.link());
        if (event.organizer() != null) {
            line(out, "ORGANIZER" + person(event.organizer()));
        }
        if (event.attendee() != null) {
            line(out, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION" + person(event.attendee()));
        }
        line(out, "STATUS:" + (event.cancelled() ? "CANCELLED" : "CONFIRMED"));
        line(out, "END:VEVENT");
    }

    /** A parameter in quotes can hold anything but quotes and control characters. */
    private static String person(Person person) {
        var name = person.name().replaceAll("[\"\\p{Cntrl}]", " ").strip();
        return ";CN=\"" + name + "\":mailto:" + person.email();
    }

    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** Folds by bytes, never within a character. */
    private static void line(StringBuilder out, String content) {
        var used = 0;
        for (var i = 0; i < content.length(); ) {
            var character = Character.toString(content.codePointAt(i));
            var bytes = character.getBytes(StandardCharsets.UTF_8).length;
            if (used + bytes > LINE) {
                out.append("\r\n ");
                used = 1;
            }
            out.append(character);
            used += bytes;
            i += character.length();
        }
        out.append("\r\n");
    }
}
