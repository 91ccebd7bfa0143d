package app.rapport.bench;

import app.rapport.bench.Labels.Label;
import app.rapport.bench.Labels.Money;
import app.rapport.bench.Labels.Task;
import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.analysis.Analysis.ActionItem;
import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One analysis beside its labels, kind by kind. */
record Comparison(Map<String, Score> scores, List<String> remarks) {
    static Comparison of(Analysis analysis, Labels labels) {
        var comparison = new Comparison(new TreeMap<>(), new ArrayList<>());
        comparison.count(
                "budget",
                of(analysis, Kind.BUDGET),
                labels.budgets(),
                (insight, label) -> insight.amount() != null
                        && insight.amount().compareTo(label.amount()) == 0
                        && (label.currency() == null || label.currency().equals(insight.currency())),
                Money::optional);
        comparison.count(
                "competitor",
                of(analysis, Kind.COMPETITOR),
                Labels.both(labels.competitors(), labels.competitorsOptional()),
                Comparison::named,
                Label::optional);
        comparison.count(
                "decision maker",
                of(analysis, Kind.DECISION_MAKER),
                Labels.both(labels.decisionMakers(), labels.decisionMakersOptional()),
                Comparison::named,
                Label::optional);
        comparison.count(
                "risk",
                of(analysis, Kind.RISK),
                Labels.both(labels.risks(), labels.risksOptional()),
                (insight, label) -> lower(insight.quote()).contains(lower(label.words())),
                Label::optional);
        comparison.actions(analysis.actionItems(), labels.actionItems());
        return comparison;
    }

    private static List<Insight> of(Analysis analysis, Kind kind) {
        return analysis.insights().stream()
                .filter(insight -> insight.kind() == kind)
                .toList();
    }

    private static boolean named(Insight insight, Label label) {
        var name = insight.name();
        return name != null
                && (lower(name).contains(lower(label.words()))
                        || lower(label.words()).contains(lower(name)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    private <F, L> void count(
            String kind, List<F> found, List<L> labels, BiPredicate<F, L> same, Predicate<L> optional) {
        var score = scores.computeIfAbsent(kind, key -> new Score());
        var open = new ArrayList<>(labels);
        open.sort((one, other) -> Boolean.compare(optional.test(one), optional.test(other)));
        for (var item : found) {
            var label = open.stream()
                    .filter(candidate -> same.test(item, candidate))
                    .findFirst();
            if (label.isEmpty()) {
                score.wrong++;
                remarks.add("  wrong   " + kind + ": " + item);
            } else {
                open.remove(label.get());
                score.right += optional.test(label.get()) ? 0 : 1;
            }
        }
        for (var label : open) {
            if (!optional.test(label)) {
                score.missed++;
                remarks.add("  missed  " + kind + ": " + label);
            }
        }
    }

    private void actions(List<ActionItem> found, List<Task> labels) {
        var matched = new ArrayList<Match>();
        var open = new ArrayList<>(labels);
        open.sort((one, other) -> Boolean.compare(one.optional(), other.optional()));
        var score = scores.computeIfAbsent("action item", key -> new Score());
        for (var item : found) {
            var text = lower(item.title() + " | " + item.quote());
            var label = open.stream()
                    .filter(task -> task.words().stream().allMatch(word -> says(text, word)))
                    .findFirst();
            if (label.isEmpty()) {
                score.wrong++;
                remarks.add("  wrong   action: " + item);
            } else {
                open.remove(label.get());
                matched.add(new Match(item, label.get()));
                score.right += label.get().optional() ? 0 : 1;
            }
        }
        for (var task : open) {
            if (!task.optional()) {
                score.missed++;
                remarks.add("  missed  action: " + task);
            }
        }
        matched.forEach(this::ownerAndDay);
    }

    /** Alternatives stand in one word of a label, with a bar between them. */
    private static boolean says(String text, String word) {
        for (var alternative : word.split("\\|", -1)) {
            if (text.contains(lower(alternative))) {
                return true;
            }
        }
        return false;
    }

    private record Match(ActionItem item, Task label) {}

    /** Owners and days are counted over the action items that were found. */
    private void ownerAndDay(Match match) {
        var label = match.label();
        var item = match.item();
        remarks.add("  ok      action: " + item.title() + " | " + item.owner() + " | " + item.dueDate());
        if (label.optional()) {
            return;
        }
        count("owner", item.owner(), label.owner(), item);
        if (!label.optionalDue()) {
            count("due date", item.dueDate(), label.due(), item);
        }
    }

    private void count(String kind, @Nullable Object found, @Nullable Object label, ActionItem item) {
        var score = scores.computeIfAbsent(kind, key -> new Score());
        if (Objects.equals(found, label)) {
            score.right += label == null ? 0 : 1;
            return;
        }
        score.wrong += found == null ? 0 : 1;
        score.missed += label == null ? 0 : 1;
        remarks.add("  wrong   " + kind + ": " + found + " instead of " + label + " in " + item.title());
    }
}
