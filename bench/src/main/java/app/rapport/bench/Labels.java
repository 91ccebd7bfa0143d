package app.rapport.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a careful reader finds in one talk. What careful readers would argue about is listed as optional: right if found, no fault
 * if missed.
 */
record Labels(
        String style,
        String title,
        LocalDate date,
        String zone,
        List<Person> participants,
        List<String> configured,
        List<Money> budgets,
        List<String> competitors,
        List<String> decisionMakers,
        List<String> risks,
        @Nullable List<String> competitorsOptional,
        @Nullable List<String> decisionMakersOptional,
        @Nullable List<String> risksOptional,
        List<Task> actionItems) {
    /** One label and whether it is optional. */
    record Label(String words, boolean optional) {}

    static List<Label> both(List<String> required, @Nullable List<String> optional) {
        var all = new ArrayList<Label>();
        required.forEach(words -> all.add(new Label(words, false)));
        if (optional != null) {
            optional.forEach(words -> all.add(new Label(words, true)));
        }
        return all;
    }

    record Person(String name, String email, boolean internal) {}

    /** @param optional true: right if found, no fault if missed */
    record Money(BigDecimal amount, @Nullable String currency, boolean optional) {}

    /**
     * @param words all of them stand in the title or the quote; {@code a|b} is either
     * @param optional true: right if found, no fault if missed
     * @param optionalDue true: the day was said so vaguely that any or none is right
     */
    record Task(
            List<String> words,
            @Nullable String owner,
            @Nullable LocalDate due,
            boolean optional,
            boolean optionalDue) {}
}
