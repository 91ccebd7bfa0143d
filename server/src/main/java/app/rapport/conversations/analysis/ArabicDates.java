package app.rapport.conversations.analysis;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as said in Arabic, by the same rules as {@link DueDates}; the working week ends on Thursday. */
final class ArabicDates {
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "الاثنين", DayOfWeek.MONDAY,
            "الإثنين", DayOfWeek.MONDAY,
            "الثلاثاء", DayOfWeek.TUESDAY,
            "الأربعاء", DayOfWeek.WEDNESDAY,
            "الاربعاء", DayOfWeek.WEDNESDAY,
            "الخميس", DayOfWeek.THURSDAY,
            "الجمعة", DayOfWeek.FRIDAY,
            "السبت", DayOfWeek.SATURDAY,
            "الأحد", DayOfWeek.SUNDAY,
            "الاحد", DayOfWeek.SUNDAY);
    private static final List<List<String>> MONTHS = List.of(
            List.of("يناير", "كانون الثاني"),
            List.of("فبراير", "شباط"),
            List.of("مارس", "آذار"),
            List.of("أبريل", "ابريل", "نيسان"),
            List.of("مايو", "أيار"),
            List.of("يونيو", "حزيران"),
            List.of("يوليو", "تموز"),
            List.of("أغسطس", "اغسطس", "آب"),
            List.of("سبتمبر", "أيلول"),
            List.of("أكتوبر", "اكتوبر", "تشرين الأول"),
            List.of("نوفمبر", "تشرين الثاني"),
            List.of("ديسمبر", "كانون الأول"));
    private static final Pattern WEEKDAY =
            Pattern.compile("(قبل )?(?:يوم )?(" + String.join("|", DAYS.keySet()) + ")( القادم| المقبل)?");
    private static final Pattern DATE = Pattern.compile("(قبل )?(\\d{1,2}) (?:من )?(?:شهر )?("
            + String.join("|", MONTHS.stream().flatMap(List::stream).toList()) + ")(?: (\\d{4}))?");

    private final LocalDate said;

    ArabicDates(LocalDate said) {
        this.said = said;
    }

    @Nullable
    LocalDate limit(String text) {
        if (has(text, "بعد غد")) {
            return said.plusDays(2);
        }
        if (has(text, "غداً", "غدا", "غدًا", "بكرة", "يوم غد")) {
            return said.plusDays(1);
        }
        if (has(text, "اليوم", "هذا المساء", "الليلة")) {
            return said;
        }
        var weekday = WEEKDAY.matcher(text);
        if (weekday.find()) {
            var day = DAYS.get(weekday.group(2));
            if (day != null) {
                var date = said.with(TemporalAdjusters.next(day));
                return weekday.group(1) != null ? date.minusDays(1) : date;
            }
        }
        var date = DATE.matcher(text);
        if (date.find()) {
            return date(date.group(2), date.group(3), date.group(4), date.group(1) != null);
        }
        if (has(text, "نهاية الشهر القادم", "نهاية الشهر المقبل", "الشهر القادم", "الشهر المقبل")) {
            return YearMonth.from(said).plusMonths(1).atEndOfMonth();
        }
        if (has(text, "نهاية الشهر", "آخر الشهر", "نهاية هذا الشهر")) {
            return YearMonth.from(said).atEndOfMonth();
        }
        if (has(text, "الأسبوع القادم", "الأسبوع المقبل", "الاسبوع القادم", "الأسبوع الجاي")) {
            return thursday().plusWeeks(1);
        }
        if (has(text, "نهاية الأسبوع", "هذا الأسبوع", "نهاية الاسبوع")) {
            return thursday();
        }
        if (has(text, "أسبوعين", "اسبوعين")) {
            return said.plusWeeks(2);
        }
        if (has(text, "خلال أسبوع", "بعد أسبوع", "في غضون أسبوع", "خلال اسبوع")) {
            return said.plusWeeks(1);
        }
        if (has(text, "خلال يومين", "بعد يومين")) {
            return said.plusDays(2);
        }
        return has(text, "خلال شهر", "بعد شهر") ? said.plusMonths(1) : null;
    }

    private LocalDate thursday() {
        return said.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).plusDays(4);
    }

    private @Nullable LocalDate date(String day, String month, @Nullable String year, boolean before) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).contains(month)) {
                try {
                    var date = LocalDate.of(
                            year == null ? said.getYear() : Integer.parseInt(year), i + 1, Integer.parseInt(day));
                    if (year == null && date.isBefore(said.minusDays(14))) {
                        date = date.plusYears(1);
                    }
                    return before ? date.minusDays(1) : date;
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static boolean has(String text, String... phrases) {
        for (var phrase : phrases) {
            int at = text.indexOf(phrase);
            if (at >= 0
                    && (at == 0 || !Character.isLetter(text.charAt(at - 1)))
                    && (at + phrase.length() == text.length()
                            || !Character.isLetter(text.charAt(at + phrase.length())))) {
                return true;
            }
        }
        return false;
    }
}
