package app.rapport.conversations.analysis;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
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
    private static final String MONTHS =
            "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
    private static final String DAYS = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    private static final String COUNT =
            "(an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|a couple of|a few|\\d{1,3})";
    private static final String ORDINAL = "(\\d{1,2})(?:st|nd|rd|th)";

    private final LocalDate said;
    private final boolean monthFirst;
    private final List<Rule> rules = new ArrayList<>();

    private interface Meaning {
        @Nullable
        LocalDate of(MatchResult match);
    }

    private record Rule(Pattern pattern, Meaning meaning) {}

    /**
     * A day found in a text.
     *
     * @param strength 2 for a limit ("by"), 1 for a plain day, 0 for what it is only about ("a slot for")
     */
    record Found(LocalDate date, int strength, int start, int end) {}

    DueDates(Context context) {
        said = context.date();
        var locale = context.locale();
        monthFirst = context.zone().getId().startsWith("America/")
                || context.zone().getId().startsWith("US/")
                || (locale != null && locale.getCountry().equals("US"));
        rule("(\\d{4})-(\\d{2})-(\\d{2})", m -> day(number(m, 1), number(m, 2), number(m, 3)));
        rule(
                "(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTHS + "(?:,? (\\d{4}))?",
                m -> inMonth(number(m, 1), month(m.group(2)), m.group(3)));
        rule(
                MONTHS + " (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\d:])",
                m -> inMonth(number(m, 2), month(m.group(1)), m.group(3)));
        rule("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}))?(?![\\d%]|\\.\\d)", this::numeric);
        rule(
                "(?:the )?end of (?:the |this |current )?day|(?:the )?end of today|close of (?:business|play)|eod|cob|(?:later )?today|tonight|this (?:morning|afternoon|evening)|(?:right )?after (?:this|the) call|by noon|before lunch|by lunch(?:time)?|over lunch",
                m -> said);
        rule("(?:the )?day after tomorrow", m -> said.plusDays(2));
        rule("tomorrow", m -> said.plusDays(1));
        rule("(?:the )?week after next", m -> friday(2));
        rule(
                "(?:the )?(?:end of )?(?:the )?(next|coming|following|this|the) week(?!end)(?: is out)?",
                m -> friday(m.group(1).matches("this|the") ? 0 : 1));
        rule(
                "(?:the )?end of (?:the |this )?month|month[- ]end",
                m -> YearMonth.from(said).atEndOfMonth());
        rule(
                "(?:the )?end of next month|next month",
                m -> YearMonth.from(said).plusMonths(1).atEndOfMonth());
        rule(
                "(?:the )?end of (?:the |this )?quarter|quarter[- ]end",
                m -> endOfQuarter((said.getMonthValue() - 1) / 3 + 1));
        rule("(?:the )?end of q([1-4])", m -> endOfQuarter(number(m, 1)));
        rule("(?:the )?end of (?:the |this )?year|year[- ]end", m -> said.with(TemporalAdjusters.lastDayOfYear()));
        rule("(?:the )?end of " + MONTHS, m -> endOf(month(m.group(1))));
        rule("mid(?:dle of)?[- ]" + MONTHS, m -> inMonth(15, month(m.group(1)), null));
        rule(
                "(?:in|within)(?: the next)? " + COUNT
                        + " (day|week|month|hour|business day|working day)s?(?: or so| time)?|" + COUNT
                        + " (days?|weeks?|months?) from (?:now|today)",
                this::later);
        rule(
                "(next|this|coming)?(?: week)? ?(?:on )?" + DAYS + "(?: (?:the )?" + ORDINAL
                        + ")?(?: (?:next|this) week)?",
                this::weekday);
        rule(
                "the " + ORDINAL + "(?= |[.,;!?]|$)(?! (?:floor|time|party|quarter|place|point|one|step|of the))",
                m -> inMonth(number(m, 1), null, null));
    }

    /** All days in the text, in the order they stand there. */
    List<Found> in(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var taken = new boolean[lower.length() + 1];
        var found = new ArrayList<Found>();
        for (var rule : rules) {
            var match = rule.pattern().matcher(lower);
            while (match.find()) {
                if (taken[match.start(1)] || taken[Math.max(match.start(1), match.end(1) - 1)]) {
                    continue;
                }
                var qualifier =
                        lower.substring(match.start(), match.start(1)).strip().replaceFirst(" the$", "");
                var date = rule.meaning().of(inner(match));
                if (date != null) {
                    boolean before = qualifier.equals("before")
                            && !lower.substring(match.start(1), match.end(1)).contains("end of");
                    found.add(new Found(
                            before ? date.minusDays(1) : date,
                            strength(qualifier, lower.substring(match.end(1))),
                            match.start(),
                            match.end(1)));
                    for (int i = match.start(1); i < match.end(1); i++) {
                        taken[i] = true;
                    }
                }
            }
        }
        found.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return found;
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
        if (after.startsWith(" at the latest")) {
            return 2;
        }
        return switch (qualifier) {
            case "by", "before", "until", "till", "no later than", "not later than", "due", "within", "latest" -> 2;
            case "for", "from", "since", "about", "of" -> 0;
            default -> 1;
        };
    }

    private void rule(String pattern, Meaning meaning) {
        // group 1 is the whole day, the rule's own groups follow
        rules.add(new Rule(
                Pattern.compile(
                        "(?<![\\p{L}\\d.,/:-])(?:(?:by|before|until|till|no later than|not later than|due|on|for|from|since|about|of|latest) (?:the )?(?=[^ ]))?(?<![\\p{L}\\d])("
                                + pattern + ")(?![\\p{L}\\d])"),
                meaning));
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

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable LocalDate numeric(MatchResult match) {
        int first = number(match, 1);
        int second = number(match, 2);
        int day = (monthFirst && first <= 12) || second > 12 ? second : first;
        int month = day == second && !(first == second) ? first : second;
        if (match.group(3) == null && !match.group().contains("/")) {
            return null; // 1.5 is a number
        }
        return month < 1 || month > 12 ? null : inMonth(day, Month.of(month), match.group(3));
    }

    private @Nullable LocalDate inMonth(int day, @Nullable Month month, @Nullable String year) {
        if (year != null && month != null) {
            return day(Integer.parseInt(year), month.getValue(), day);
        }
        if (month == null) {
            var here = YearMonth.from(said);
            var date = day(here.getYear(), here.getMonthValue(), day);
            if (date != null && !date.isBefore(said)) {
                return date;
            }
            return day(here.plusMonths(1).getYear(), here.plusMonths(1).getMonthValue(), day);
        }
        var date = day(said.getYear(), month.getValue(), day);
        return date != null && date.isBefore(said.minusDays(14))
                ? day(said.getYear() + 1, month.getValue(), day)
                : date;
    }

    private LocalDate endOf(Month month) {
        var end = YearMonth.of(said.getYear(), month).atEndOfMonth();
        return end.isBefore(said) ? YearMonth.of(said.getYear() + 1, month).atEndOfMonth() : end;
    }

    private LocalDate endOfQuarter(int quarter) {
        return endOf(Month.of(quarter * 3));
    }

    private LocalDate friday(int weeks) {
        var friday = said.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .plusDays(4);
        return friday.isBefore(said) ? said : friday;
    }

    private @Nullable LocalDate later(MatchResult match) {
        int group = match.group(1) != null ? 1 : 3;
        int count = count(match.group(group));
        var unit = match.group(group + 1);
        if (unit.startsWith("week")) {
            return said.plusWeeks(count);
        }
        if (unit.startsWith("month")) {
            return said.plusMonths(count);
        }
        if (unit.startsWith("hour")) {
            return said.plusDays(count / 24);
        }
        return unit.startsWith("day") ? said.plusDays(count) : workingDays(count);
    }

    private LocalDate workingDays(int count) {
        var day = said;
        for (int left = Math.min(count, 260); left > 0; ) {
            day = day.plusDays(1);
            left -= day.getDayOfWeek().getValue() <= 5 ? 1 : 0;
        }
        return day;
    }

    private static int count(String word) {
        return switch (word) {
            case "a", "an", "one" -> 1;
            case "two", "a couple of" -> 2;
            case "three", "a few" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            case "seven" -> 7;
            case "eight" -> 8;
            case "nine" -> 9;
            case "ten" -> 10;
            case "twelve" -> 12;
            case "fourteen" -> 14;
            default -> Integer.parseInt(word);
        };
    }

    private @Nullable LocalDate weekday(MatchResult match) {
        var day = DayOfWeek.valueOf(match.group(2).toUpperCase(Locale.ROOT));
        if (match.group(3) != null) {
            var dated = inMonth(number(match, 3), null, null);
            if (dated != null && dated.getDayOfWeek() == day) {
                return dated;
            }
        }
        var monday = said.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if ("next".equals(match.group(1)) || match.group().endsWith("next week")) {
            return monday.plusWeeks(1).plusDays(day.getValue() - 1L);
        }
        if ("this".equals(match.group(1))) {
            return said.with(TemporalAdjusters.nextOrSame(day));
        }
        return said.with(TemporalAdjusters.next(day));
    }

    private static Month month(String name) {
        for (var month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, 3))) {
                return month;
            }
        }
        throw new IllegalArgumentException("not a month");
    }
}
