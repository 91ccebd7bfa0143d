package app.rapport.crm;

import app.rapport.conversations.Conversations.ActionItem;
import app.rapport.conversations.Conversations.Insight;
import app.rapport.conversations.Conversations.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an organisation keeps out of a CRM. Taken out of a conversation before anything is made of it, so that no body can hold
 * it: the insights themselves, the sentences of the summary that say the same, and their amounts and names in titles.
 *
 * @param kinds {@code summary}, or a kind of insight: budget, competitor, decision_maker, risk, next_step
 */
record Exclusions(Set<String> kinds) {
    static final List<String> KNOWN = List.of("summary", "budget", "competitor", "decision_maker", "risk", "next_step");

    private static final String SUMMARY = "summary";
    private static final String MASK = "…";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?؟。])\\s+|\\n+");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Shorter quotes are said in passing and would take half of the summary along. */
    private static final int TELLING_WORDS = 4;

    Snapshot without(Snapshot talk) {
        if (kinds.isEmpty()) {
            return talk;
        }
        var secret = talk.insights().stream()
                .filter(insight -> kinds.contains(insight.kind()))
                .toList();
        var words =
                secret.stream().flatMap(insight -> telling(insight).stream()).toList();
        return new Snapshot(
                talk.id(),
                masked(talk.title(), words),
                talk.source(),
                talk.kind(),
                talk.state(),
                talk.startedAt(),
                talk.duration(),
                talk.customerId(),
                talk.ownerUserId(),
                talk.participants(),
                kinds.contains(SUMMARY) || talk.summary() == null ? null : summary(talk.summary(), secret, words),
                talk.insights().stream()
                        .filter(insight -> !kinds.contains(insight.kind()))
                        .flatMap(insight -> without(insight, secret, words).stream())
                        .toList(),
                talk.actionItems().stream()
                        .map(item -> new ActionItem(
                                item.id(),
                                masked(item.title(), words),
                                item.owner(),
                                item.ownerUserId(),
                                item.dueDate(),
                                item.status()))
                        .toList(),
                talk.completedAt());
    }

    /** One sentence may hold a secret and something else: then the name alone is told, if there is one. */
    private static Optional<Insight> without(Insight insight, List<Insight> secret, List<Pattern> words) {
        if (!says(insight.text(), secret, words)) {
            return Optional.of(insight);
        }
        return Optional.ofNullable(insight.name())
                .filter(name -> !says(name, secret, words))
                .map(name -> new Insight(
                        insight.id(), insight.kind(), name, name, insight.amount(), insight.currency(), name));
    }

    private static String summary(String text, List<Insight> secret, List<Pattern> words) {
        return Arrays.stream(SENTENCE_END.split(text))
                .filter(sentence -> !says(sentence, secret, words))
                .collect(Collectors.joining(" "));
    }

    private static boolean says(String text, List<Insight> secret, List<Pattern> words) {
        if (words.stream().anyMatch(word -> word.matcher(text).find())) {
            return true;
        }
        var plain = plain(text);
        return secret.stream()
                .flatMap(insight -> List.of(insight.quote(), insight.text()).stream())
                .map(Exclusions::plain)
                .filter(quote -> quote.split(" ").length >= TELLING_WORDS)
                .anyMatch(quote ->
                        plain.contains(quote) || (plain.split(" ").length >= TELLING_WORDS && quote.contains(plain)));
    }

    /** An amount as people write it, and a name. A person's name stays: it stands among the participants anyway. */
    private static List<Pattern> telling(Insight insight) {
        var words = new ArrayList<Pattern>();
        if (insight.amount() != null) {
            words.add(amount(insight.amount()));
        }
        if (insight.name() != null && insight.kind().equals("competitor")) {
            words.add(Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(insight.name()) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
        return words;
    }

    /** 50000 is also written 50,000, 50.000, 50 000, 50k and 50 thousand. */
    private static Pattern amount(String amount) {
        var whole = amount.replaceFirst("\\.\\d*$", "");
        var grouped = new StringBuilder();
        for (var i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                grouped.append("[.,'’ \\u00a0\\u202f]?");
            }
            grouped.append(whole.charAt(i));
        }
        var forms = new ArrayList<String>();
        forms.add(grouped.toString());
        if (whole.endsWith("000000")) {
            forms.add(whole.substring(0, whole.length() - 6) + " ?(?:m|mn|million)\\b");
        }
        if (whole.endsWith("000")) {
            forms.add(whole.substring(0, whole.length() - 3) + " ?(?:k|thousand)\\b");
        }
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + String.join("|", forms) + ")(?![\\p{N}])", Pattern.CASE_INSENSITIVE);
    }

    private static String masked(String text, List<Pattern> words) {
        var masked = text;
        for (var word : words) {
            masked = word.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }

    private static String plain(String text) {
        return NOT_A_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
