package app.rapport.conversations.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a talk comes to. Every part names the turn it stands on, so a reader can check it. */
public record Analysis(List<SummarySentence> summary, List<Insight> insights, List<ActionItem> actionItems) {
    public Analysis {
        summary = List.copyOf(summary);
        insights = List.copyOf(insights);
        actionItems = List.copyOf(actionItems);
    }

    /** The summary as one paragraph. */
    public String summaryText() {
        return summary.stream().map(SummarySentence::text).collect(Collectors.joining(" "));
    }

    /**
     * One sentence of the summary.
     *
     * @param turn index of the turn it was taken from
     */
    public record SummarySentence(String text, int turn) {}

    /**
     * Something worth knowing about the customer.
     *
     * @param text one line to show
     * @param quote the words it stands on, as said
     * @param turn index of the turn the quote is from
     * @param amount of a budget: the figure, or the upper end of a range
     * @param currency ISO code of a budget where one was said
     * @param name of a competitor, or of who decides
     */
    public record Insight(
            Kind kind,
            String text,
            String quote,
            int turn,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String name) {}

    /** What an insight is about. */
    public enum Kind {
        BUDGET,
        COMPETITOR,
        DECISION_MAKER,
        RISK,
        NEXT_STEP;

        /** The word used over HTTP and in the database, for instance {@code decision_maker}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()} back. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Something somebody undertook to do.
     *
     * @param title starts with a verb: "Send the proposal"
     * @param owner full name where known, else the name as said; null when it was left open
     * @param dueDate null when none was said
     * @param turn index of the turn the quote is from
     * @param quote the words it stands on, as said
     */
    public record ActionItem(
            String title, @Nullable String owner, @Nullable LocalDate dueDate, int turn, String quote) {}
}
