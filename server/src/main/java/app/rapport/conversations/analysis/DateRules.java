package app.rapport.conversations.analysis;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways a day is said in English, each with what it means; an earlier one wins over a later. */
final class DateRules {
    private static final String MONTHS =
            "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
    private static final String DAYS = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    private static final String COUNT =
            "(an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|(?:a |the next )?couple(?: of)?|(?:a |the next )?few|several|\\d{1,3})";
    private static final String ORDINAL = "(\\d{1,2})(?:st|nd|rd|th)";
    private static final String END_OF_DAY =
            "(?:(?:the )?(?:end|close) of (?:the |this |my )?(?:business )?day|close of (?:business|play)|eod|cob)";
    private static final String UNITS = "(minute|hour|day|week|month|business day|working day)s?";
    /** Before a day they say what it is to the promise. */
    private static final String QUALIFIER =
            "(?:(?:by|before|on or before|until|till|no later than|not later than|due|on|for|from|since|about|of|latest|starting) (?:the )?(?=[^ ]))?";

    private final Reckoning days;
    private final List<Rule> rules = new ArrayList<>();

    interface Meaning {
        @Nullable
        LocalDate of(MatchResult match);
    }

    /**
     * One of the ways.
     *
     * @param pattern its group 1 is the whole day, the groups of its own follow; the qualifier stands before group 1
     */
    record Rule(Pattern pattern, Meaning meaning) {}

    DateRules(Reckoning days) {
        this.days = days;
        dates();
        daysAround();
        weeks();
        endsOfPeriods();
        periods();
        weekdays();
    }

    List<Rule> all() {
        return rules;
    }

    private void dates() {
        rule("(\\d{4})-(\\d{2})-(\\d{2})", m -> Reckoning.day(number(m, 1), number(m, 2), number(m, 3)));
        rule(
                "(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTHS + "(?:,? (\\d{4}))?",
                m -> days.inMonth(number(m, 1), month(m.group(2)), m.group(3)));
        rule(
                MONTHS + " (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\d:])",
                m -> days.inMonth(number(m, 2), month(m.group(1)), m.group(3)));
        rule(
                "(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}))?(?![\\d%]|\\.\\d)",
                m -> m.group(3) == null && !m.group().contains("/")
                        ? null // 1.5 is a number
                        : days.numeric(number(m, 1), number(m, 2), m.group(3)));
    }

    private void daysAround() {
        rule("(?:the )?day after tomorrow", m -> days.said.plusDays(2));
        rule(
                "(?:" + END_OF_DAY
                        + " |noon |midday |lunch |lunchtime )?tomorrow(?: (?:morning|afternoon|evening|night|noon|lunchtime|midday))?",
                m -> days.said.plusDays(1));
        rule("(?:a )?week (?:from )?tomorrow", m -> days.said.plusDays(8));
        rule("(?:a )?week (?:from )?today|this time next week", m -> days.said.plusDays(7));
        rule(
                END_OF_DAY
                        + "(?! (?:on )?" + DAYS
                        + ")|(?:the )?end of today|(?:later )?today|tonight|this (?:morning|afternoon|evening)|(?:right )?after (?:this|the|our) call|(?:by |before |around )?(?:noon|midday|lunch|lunchtime)(?! (?:on )?"
                        + DAYS + ")|over lunch|within (?:the|an) hour|in (?:a minute|a moment|an hour)",
                m -> days.said);
    }

    private void weeks() {
        rule("(?:the )?week after next", m -> days.friday(2));
        rule("(?:the )?(?:middle of|mid) next week", m -> days.inWeek(1, DayOfWeek.WEDNESDAY));
        rule("(?:the )?(?:middle of the week|mid-?week)", m -> days.inWeek(0, DayOfWeek.WEDNESDAY));
        rule("(?:over )?(?:the|this) weekend|(?:the )?weekend", m -> days.inWeek(0, DayOfWeek.FRIDAY));
        rule("eow", m -> days.friday(0));
        rule(
                "(?<!day |day of )(?:the )?(?:end of |later |late |early |sometime |some time )?(?:the )?(next|coming|following|this|the) week(?!end)(?: is out)?(?! (?:on )?"
                        + DAYS + ")",
                m -> days.friday(m.group(1).matches("this|the") ? 0 : 1));
        rule(
                "(?:a |two |three )?weeks? (?:from|after) (?:next )?" + DAYS + "|" + DAYS + " (?:after next|week)",
                m -> m.group(1) != null
                        ? days.next(weekday(m.group(1))).plusWeeks(weeksOf(m.group()))
                        : days.next(weekday(m.group(2))).plusWeeks(1));
    }

    private static int weeksOf(String text) {
        return text.startsWith("two") ? 2 : text.startsWith("three") ? 3 : 1;
    }

    private void endsOfPeriods() {
        rule("(?:the )?end of (?:the |this |current )*month|month[- ]end|eom", m -> days.endOfMonth(0));
        rule("(?:the )?end of next month|next month", m -> days.endOfMonth(1));
        rule("(?:the )?(?:middle of|mid)[- ](?:the |this )?month", m -> days.inMonth(15, null, null));
        rule(
                "(?:the )?end of (?:the |this |current )*quarter|quarter[- ]end|eoq|this quarter",
                m -> days.endOfThisQuarter(0));
        rule("(?:the )?end of (?:the )?next quarter|next quarter", m -> days.endOfThisQuarter(1));
        rule("(?:the )?end of q([1-4])", m -> days.endOfQuarter(number(m, 1)));
        rule(
                "(?<=by |before |until )q([1-4])|q([1-4])[- ]end",
                m -> days.endOfQuarter(number(m, m.group(1) != null ? 1 : 2)));
        rule(
                "(?:the )?end of (?:the )?(first|second|third|fourth|last) quarter",
                m -> days.endOfQuarter(
                        switch (m.group(1)) {
                            case "first" -> 1;
                            case "second" -> 2;
                            case "third" -> 3;
                            default -> 4;
                        }));
        rule("(?:the )?end of (?:the |this |current )*year|year[- ]end|eoy", m -> days.endOfYear());
        rule("(?:the )?(?:end of|late) " + MONTHS, m -> days.endOf(month(m.group(1))));
        rule("mid(?:dle of)?[- ]" + MONTHS, m -> days.inMonth(15, month(m.group(1)), null));
    }

    private void periods() {
        rule(
                "(?:in|within)(?: the next| about| around| another)? " + COUNT + " " + UNITS + "(?: or so| time)?|"
                        + COUNT
                        + " (days?|weeks?|months?) from (?:now|today)|(?:in|within|over) the (?:next|coming) (day|week|month)s?",
                this::later);
        rule("(?:in |within )?a fortnight", m -> days.said.plusWeeks(2));
        rule("within the week", m -> days.friday(0));
    }

    private @Nullable LocalDate later(MatchResult match) {
        if (match.group(5) != null) {
            return days.after(1, match.group(5));
        }
        int group = match.group(1) != null ? 1 : 3;
        return days.after(count(match.group(group)), match.group(group + 1));
    }

    private void weekdays() {
        rule(
                "(?:(?:" + END_OF_DAY
                        + "|noon|midday|lunch|lunchtime|first thing|early|late) (?:on )?)?(next|this|coming)?(?: week)? ?(?:on )?"
                        + DAYS
                        + "(?: (?:the )?" + ORDINAL + ")?(?: (?:of )?(?:next|this|the following) week)?",
                this::weekday);
        rule(
                "the " + ORDINAL
                        + "(?= |[.,;!?]|$)(?! (?:floor|time|party|quarter|place|point|one|step|of the|week|month|year|person|user|call|grade|anniversary|century|version|line|item|question))",
                m -> days.inMonth(number(m, 1), null, null));
    }

    private @Nullable LocalDate weekday(MatchResult match) {
        var day = weekday(match.group(2));
        if (match.group(3) != null) {
            var dated = days.inMonth(number(match, 3), null, null);
            if (dated != null && dated.getDayOfWeek() == day) {
                return dated;
            }
        }
        var text = match.group();
        if ("next".equals(match.group(1)) || text.endsWith("next week") || text.endsWith("following week")) {
            return days.inWeek(1, day);
        }
        return "this".equals(match.group(1)) ? days.nextOrSame(day) : days.next(day);
    }

    private void rule(String pattern, Meaning meaning) {
        rules.add(new Rule(
                Pattern.compile(
                        "(?<![\\p{L}\\d.,/:-])" + QUALIFIER + "(?<![\\p{L}\\d])(" + pattern + ")(?![\\p{L}\\d])"),
                meaning));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static DayOfWeek weekday(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Month month(String name) {
        for (var month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, 3))) {
                return month;
            }
        }
        throw new IllegalArgumentException("not a month");
    }

    private static int count(String word) {
        return switch (word) {
            case "a", "an", "one" -> 1;
            case "two" -> 2;
            case "three", "several" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            case "seven" -> 7;
            case "eight" -> 8;
            case "nine" -> 9;
            case "ten" -> 10;
            case "twelve" -> 12;
            case "fourteen" -> 14;
            case "fifteen" -> 15;
            case "twenty" -> 20;
            case "thirty" -> 30;
            default -> word.contains("couple") ? 2 : word.contains("few") ? 3 : Integer.parseInt(word);
        };
    }
}
