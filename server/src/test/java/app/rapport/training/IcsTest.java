package app.rapport.training;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.training.Ics.Event;
import app.rapport.training.Ics.Method;
import app.rapport.training.Ics.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What calendars are told, byte for byte. */
class IcsTest {
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-20T08:30:15.123Z");

    @Test
    void anInvitationIsWrittenAsTheStandardSays() {
        var text = Ics.of(Method.REQUEST, List.of(event("Onboarding")), NOW);
        assertThat(unfolded(text).lines())
                .containsExactly(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Rapport//Training//EN",
                        "CALSCALE:GREGORIAN",
                        "METHOD:REQUEST",
                        "BEGIN:VEVENT",
                        "UID:01890000-0000-7000-8000-000000000001@rapport",
                        "SEQUENCE:2",
                        "DTSTAMP:20261120T083015Z",
                        "DTSTART:20270301T090000Z",
                        "DTEND:20270301T100000Z",
                        "SUMMARY:Onboarding",
                        "DESCRIPTION:Go there: https://rapport.example/s",
                        "LOCATION:https://rapport.example/s",
                        "URL:https://rapport.example/s",
                        "ORGANIZER;CN=\"Ines\":mailto:ines@rapport.example",
                        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=\"Noor, the first\":mailto:noor@elsewhere.example",
                        "STATUS:CONFIRMED",
                        "END:VEVENT",
                        "END:VCALENDAR");
    }

    @Test
    void whatHasAMeaningInACalendarIsEscapedAndNoLineIsAddedFromOutside() {
        var text =
                unfolded(Ics.of(Method.REQUEST, List.of(event("a;b,c\\d\r\nATTENDEE:mailto:eve@evil.example")), NOW));
        assertThat(text).contains("SUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:mailto:eve@evil.example\r\n");
        assertThat(text.lines().filter(line -> line.startsWith("ATTENDEE"))).hasSize(1);
    }

    @Test
    void longArabicTitlesAreFoldedBetweenCharacters() {
        var title =
                "الجلسة التعريفية الأولى للعملاء الجدد في فصل الربيع ".repeat(4).strip() + " 🎓";
        var text = Ics.of(Method.PUBLISH, List.of(event(title)), NOW);
        assertThat(text.split("\r\n", -1))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(unfolded(text)).contains("SUMMARY:" + title + "\r\n");
    }

    private static Event event(String title) {
        return new Event(
                ID,
                2,
                false,
                title,
                "Go there: https://rapport.example/s",
                "https://rapport.example/s",
                Instant.parse("2027-03-01T09:00:00Z"),
                Instant.parse("2027-03-01T10:00:00Z"),
                new Person("Ines", "ines@rapport.example"),
                new Person("Noor, the first", "noor@elsewhere.example"));
    }

    private static String unfolded(String text) {
        return text.replace("\r\n ", "");
    }
}
