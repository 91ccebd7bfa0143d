package app.rapport.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a careful reader finds in one talk. */
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
        List<Task> actionItems) {
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
