package app.rapport.crm;

import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Mapping;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Schema.Field;
import app.rapport.crm.connector.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which field of a CRM looks made for which of our facts, by its name alone: the share of words that the field's name or label
 * and one of the names of the fact have in common. Suggestions are only ever offered; a person takes them.
 */
final class MappingSuggestions {
    /** Below this it is a guess that costs more attention than it saves. */
    private static final double WORTH_SHOWING = 0.7;

    private static final Map<String, List<String>> NAMES = Map.of(
            "summary", List.of("summary", "meeting summary", "call summary", "recap", "synopsis"),
            "insights", List.of("insight", "key insight", "meeting insight", "call insight"),
            "actions", List.of("action", "action item", "follow up", "to do"),
            "budget", List.of("budget", "budget amount", "stated budget"),
            "competitor", List.of("competitor", "competition", "competitor name", "main competitor"),
            "decision_maker", List.of("decision maker", "decision maker name", "economic buyer"),
            "risk", List.of("risk", "churn risk", "concern", "objection"),
            "next_step", List.of("next step"),
            "title", List.of("conversation title", "meeting title", "conversation"),
            "link", List.of("conversation link", "meeting link", "recording link", "conversation url"));

    /** Words that say nothing about what is in a field. */
    private static final Set<String> FILLERS = Set.of(
            "c", "hs", "rapport", "custom", "field", "latest", "last", "the", "of", "all", "text", "notes", "note");

    private MappingSuggestions() {}

    /** @param confidence 0 to 1 */
    record Suggestion(String source, String object, String field, String label, double confidence) {}

    /** Of each kind of record, for each fact the best field that nothing is mapped to yet; surest first. */
    static List<Suggestion> of(Map<CrmObject, Schema> schemas, List<Mapping> mapped) {
        var suggestions = new ArrayList<Suggestion>();
        schemas.forEach((object, schema) -> {
            var taken = mapped.stream()
                    .filter(mapping -> mapping.object() == object)
                    .map(Mapping::field)
                    .collect(Collectors.toCollection(HashSet::new));
            for (var source : Source.ALL) {
                if (mapped.stream()
                        .anyMatch(one -> one.object() == object && one.source().equals(source.id()))) {
                    continue;
                }
                schema.fields().stream()
                        .filter(field -> field.writable() && !field.key() && !taken.contains(field.name()))
                        .map(field -> new Suggestion(
                                source.id(), object.word(), field.name(), field.label(), confidence(source, field)))
                        .filter(one -> one.confidence() >= WORTH_SHOWING)
                        .max(Comparator.comparingDouble(Suggestion::confidence))
                        .ifPresent(suggestions::add);
            }
        });
        suggestions.sort(Comparator.comparingDouble(Suggestion::confidence).reversed());
        // A field that suits two facts goes to the one it suits better.
        var given = new HashSet<String>();
        return suggestions.stream()
                .filter(one -> given.add(one.object() + " " + one.field()))
                .toList();
    }

    private static double confidence(Source source, Field field) {
        var likeness = NAMES.getOrDefault(source.id(), List.of()).stream()
                .mapToDouble(name -> Math.max(alike(name, field.name()), alike(name, field.label())))
                .max()
                .orElse(0);
        return Math.round(likeness * takes(source, field) * 100) / 100.0;
    }

    /** How well the field's type suits: text takes everything, a number only an amount, a choice only what it offers. */
    private static double takes(Source source, Field field) {
        return switch (field.type()) {
            case "text" -> 1.0;
            case "number" -> source.id().equals("budget") ? 1.0 : 0.0;
            case "link" -> source.id().equals("link") ? 1.0 : 0.0;
            case "choice", "choices" -> 0.6;
            default -> 0.0;
        };
    }

    private static double alike(String one, String other) {
        var mine = words(one);
        var theirs = words(other);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(mine);
        common.retainAll(theirs);
        return 2.0 * common.size() / (mine.size() + theirs.size());
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .map(word -> word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                        ? word.substring(0, word.length() - 1)
                        : word)
                .filter(word -> !word.isEmpty() && !FILLERS.contains(word))
                .collect(Collectors.toSet());
    }
}
