package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns "by Friday" into a day, counted from the day of the talk.
 *
 * <p>A weekday is the next one after that day; "next Tuesday" is the one in the following week (Monday to Sunday); "this week" and
 * "next week" mean their Friday; "before" a day means the day before it.
 */
final class DueDates {
    /** Most sentences name no day; those are told apart cheaply. */
    private static final Pattern MAY_NAME_ONE = Pattern.compile(
            "\\d|day|week|month|quarter|year|tomorrow|tonight|morning|afternoon|evening|noon|lunch|hour|minute|moment|fortnight|call|\\beo|cob|close of|january|february|march|april|may|june|july|august|september|october|november|december|\\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b");
    /** Before a day they say that it is over, or comes again and again. */
    private static final Pattern NO_LIMIT = Pattern.compile(
            "\\b(?:last|past|previous|every|each|other|alternate|most|any|some|second|third|yesterday|ago|since)(?: week)?,? (?:on )?$");

    private static final Pattern PAST = Pattern.compile("^ (?:ago|last (?:week|month|year))\\b");
    private static final Pattern AT_THE_LATEST = Pattern.compile("^,? (?:at the (?:very )?latest|latest)\\b");

    private final List<DateRules.Rule> rules;

    /**
     * A day found in a text.
     *
     * @param strength 2 for a limit ("by"), 1 for a plain day, 0 for what it is only about ("a slot for")
     */
    record Found(LocalDate date, int strength, int start, int end) {}

    DueDates(Context context) {
        rules = new DateRules(new Reckoning(context)).all();
    }

    /** All days in the text, in the order they stand there. */
    List<Found> in(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!MAY_NAME_ONE.matcher(lower).find()) {
            return List.of();
        }
        var taken = new boolean[lower.length() + 1];
        var found = new ArrayList<Found>();
        for (var rule : rules) {
            var match = rule.pattern().matcher(lower);
            while (match.find()) {
                if (taken[match.start(1)] || taken[Math.max(match.start(1), match.end(1) - 1)]) {
                    continue;
                }
                var date = rule.meaning().of(inner(match));
                if (date != null && isAhead(lower, match)) {
                    found.add(found(lower, match, date));
                    for (int i = match.start(1); i < match.end(1); i++) {
                        taken[i] = true;
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }

    private static boolean isAhead(String text, MatchResult match) {
        return !NO_LIMIT.matcher(text.substring(Math.max(0, match.start(1) - 30), match.start(1)))
                        .find()
                && !PAST.matcher(text.substring(match.end(1))).find();
    }

    private static Found found(String text, MatchResult match, LocalDate date) {
        var qualifier = text.substring(match.start(), match.start(1)).strip().replaceFirst(" the$", "");
        boolean before = qualifier.equals("before")
                && !text.substring(match.start(1), match.end(1)).matches(".*\\b(?:end|close|noon|lunch|weekend)\\b.*");
        return new Found(
                before ? date.minusDays(1) : date,
                strength(qualifier, text.substring(match.end(1))),
                match.start(),
                match.end(1));
    }

    /** The one that limits what the text promises, or null. */
    @Nullable
    Found limit(String text) {
        Found best = null;
        for (var found : in(text)) {
            if (best == null || found.strength() > best.strength()) {
                best = found;
            }
        }
        return best;
    }

    private static int strength(String qualifier, String after) {
        if (AT_THE_LATEST.matcher(after).find()) {
            return 2;
        }
        return switch (qualifier) {
            case "by",
                    "before",
                    "on or before",
                    "until",
                    "till",
                    "no later than",
                    "not later than",
                    "due",
                    "within",
                    "latest" -> 2;
            case "for", "from", "since", "about", "of", "starting" -> 0;
            default -> 1;
        };
    }

    /** The match with the rule's own groups counted from 1. */
    private static MatchResult inner(MatchResult outer) {
        return new MatchResult() {
            @Override
            public int start() {
                return outer.start(1);
            }

            @Override
            public int start(int group) {
                return outer.start(group + 1);
            }

            @Override
            public int end() {
                return outer.end(1);
            }

            @Override
            public int end(int group) {
                return outer.end(group + 1);
            }

            @Override
            public String group() {
                return outer.group(1);
            }

            @Override
            public String group(int group) {
                return outer.group(group + 1);
            }

            @Override
            public int groupCount() {
                return outer.groupCount() - 1;
            }
        };
    }
}
