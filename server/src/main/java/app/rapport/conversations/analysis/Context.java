package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a talk besides its words.
 *
 * @param title as entered or given by the calendar; may be empty
 * @param date the day the talk was held in {@code zone}; "by Friday" is counted from it, never from today
 * @param locale language of the talk if known; otherwise it is recognised from the script of the text
 * @param participants who took part; their names make owners ("Sam") whole ("Sam Okafor")
 * @param competitors names the organisation wants to hear about, in its own spelling
 */
public record Context(
        String title,
        LocalDate date,
        ZoneId zone,
        @Nullable Locale locale,
        List<Participant> participants,
        List<String> competitors) {
    public Context {
        participants = List.copyOf(participants);
        competitors = competitors.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Somebody who took part.
     *
     * @param internal true for our own side of the table
     */
    public record Participant(String name, @Nullable String email, boolean internal) {}
}
