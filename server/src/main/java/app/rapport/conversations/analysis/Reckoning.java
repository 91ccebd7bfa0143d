package app.rapport.conversations.analysis;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Counts days from the day of the talk. */
final class Reckoning {
    /** A date without a year that is longer ago than this means next year's. */
    private static final int LOOKS_BACK = 14;

    private static final int LONGEST = 260;

    final LocalDate said;
    private final boolean monthFirst;

    Reckoning(Context context) {
        said = context.date();
        var locale = context.locale();
        monthFirst = context.zone().getId().startsWith("America/")
                || context.zone().getId().startsWith("US/")
                || (locale != null && locale.getCountry().equals("US"));
    }

    static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** "12/3": which one is the month depends on where the talk was held. */
    @Nullable
    LocalDate numeric(int first, int second, @Nullable String year) {
        int day = (monthFirst && first <= 12) || second > 12 ? second : first;
        int month = day == second && first != second ? first : second;
        return month < 1 || month > 12 ? null : inMonth(day, Month.of(month), year);
    }

    /** @param month null for this one or, when that day is over, the next */
    @Nullable
    LocalDate inMonth(int day, @Nullable Month month, @Nullable String year) {
        if (year != null && month != null) {
            return day(Integer.parseInt(year), month.getValue(), day);
        }
        if (month == null) {
            var here = YearMonth.from(said);
            var date = day(here.getYear(), here.getMonthValue(), day);
            var next = here.plusMonths(1);
            return date != null && !date.isBefore(said) ? date : day(next.getYear(), next.getMonthValue(), day);
        }
        var date = day(said.getYear(), month.getValue(), day);
        return date != null && date.isBefore(said.minusDays(LOOKS_BACK))
                ? day(said.getYear() + 1, month.getValue(), day)
                : date;
    }

    LocalDate endOfMonth(int later) {
        return YearMonth.from(said).plusMonths(later).atEndOfMonth();
    }

    LocalDate endOf(Month month) {
        var end = YearMonth.of(said.getYear(), month).atEndOfMonth();
        return end.isBefore(said) ? YearMonth.of(said.getYear() + 1, month).atEndOfMonth() : end;
    }

    LocalDate endOfQuarter(int quarter) {
        return endOf(Month.of(quarter * 3));
    }

    /** The end of the quarter the talk was held in, or of a later one. */
    LocalDate endOfThisQuarter(int later) {
        int quarter = (said.getMonthValue() - 1) / 3 + 1;
        return YearMonth.of(said.getYear(), quarter * 3).plusMonths(3L * later).atEndOfMonth();
    }

    LocalDate endOfYear() {
        return said.with(TemporalAdjusters.lastDayOfYear());
    }

    private LocalDate monday() {
        return said.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** A day of this week or of a later one, weeks running from Monday; never before the talk. */
    LocalDate inWeek(int later, DayOfWeek day) {
        var date = monday().plusWeeks(later).plusDays(day.getValue() - 1L);
        return date.isBefore(said) ? said : date;
    }

    LocalDate friday(int later) {
        return inWeek(later, DayOfWeek.FRIDAY);
    }

    /** The next such day after the talk. */
    LocalDate next(DayOfWeek day) {
        return said.with(TemporalAdjusters.next(day));
    }

    LocalDate nextOrSame(DayOfWeek day) {
        return said.with(TemporalAdjusters.nextOrSame(day));
    }

    /** @param unit begins with hour, day, week, month, business or working */
    LocalDate after(int count, String unit) {
        if (unit.startsWith("week")) {
            return said.plusWeeks(count);
        }
        if (unit.startsWith("month")) {
            return said.plusMonths(count);
        }
        if (unit.startsWith("hour") || unit.startsWith("minute")) {
            return said.plusDays(unit.startsWith("hour") ? count / 24 : 0);
        }
        return unit.startsWith("day") ? said.plusDays(count) : workingDays(count);
    }

    private LocalDate workingDays(int count) {
        var day = said;
        for (int left = Math.min(count, LONGEST); left > 0; ) {
            day = day.plusDays(1);
            left -= day.getDayOfWeek().getValue() <= 5 ? 1 : 0;
        }
        return day;
    }
}
