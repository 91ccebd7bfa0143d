package app.rapport.conversations.analysis;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Days as said in Arabic, by the same rules as {@link DueDates}; the working week runs from Sunday to Thursday. */
final class ArabicDates {
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "الاثنين", DayOfWeek.MONDAY,
            "الثلاثاء", DayOfWeek.TUESDAY,
            "الاربعاء", DayOfWeek.WEDNESDAY,
            "الخميس", DayOfWeek.THURSDAY,
            "الجمعه", DayOfWeek.FRIDAY,
            "السبت", DayOfWeek.SATURDAY,
            "الاحد", DayOfWeek.SUNDAY);
    private static final List<List<String>> MONTHS = List.of(
            List.of("يناير", "كانون الثاني", "جانفي"),
            List.of("فبراير", "شباط", "فيفري"),
            List.of("مارس", "اذار"),
            List.of("ابريل", "نيسان", "افريل"),
            List.of("مايو", "ايار", "ماي"),
            List.of("يونيو", "حزيران", "جوان"),
            List.of("يوليو", "تموز", "جويليه"),
            List.of("اغسطس", "اب", "اوت"),
            List.of("سبتمبر", "ايلول"),
            List.of("اكتوبر", "تشرين الاول"),
            List.of("نوفمبر", "تشرين الثاني"),
            List.of("ديسمبر", "كانون الاول"));
    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("يومين", 2),
            Map.entry("اسبوعين", 2),
            Map.entry("شهرين", 2),
            Map.entry("ساعتين", 2),
            Map.entry("ثلاثه", 3),
            Map.entry("ثلاث", 3),
            Map.entry("اربعه", 4),
            Map.entry("اربع", 4),
            Map.entry("خمسه", 5),
            Map.entry("خمس", 5),
            Map.entry("سته", 6),
            Map.entry("ست", 6),
            Map.entry("سبعه", 7),
            Map.entry("عشره", 10),
            Map.entry("بضعه", 3));
    private static final String BEFORE = "(قبل |قبيل )?";
    private static final String WITHIN = "(?:خلال|بعد|في غضون|في ظرف|بظرف|كحد اقصى)";
    /** It is over, or comes again and again. */
    private static final Pattern NO_LIMIT = Pattern.compile("(?:كل|ايام|منذ|من|عاده) (?:يوم )?$");

    private static final Pattern PAST = Pattern.compile("^ (?:الماضي|الماضيه|الفائت|السابق|المنصرم|اللي فات)");

    private final Reckoning days;
    private final LocalDate said;
    private final List<Rule> rules = new ArrayList<>();

    private interface Meaning {
        @Nullable
        LocalDate of(MatchResult match);
    }

    private record Rule(Pattern pattern, Meaning meaning) {}

    ArabicDates(Context context) {
        days = new Reckoning(context);
        said = days.said;
        rule("بعد (?:ال)?غد|بعد بكره", match -> said.plusDays(2));
        rule("(?:يوم )?(?:غدا|غد|بكره|الغد|باكر)", match -> said.plusDays(1));
        rule(
                "(?:نهايه |اخر )?(?:هذا )?اليوم(?! (?:ال|\\d))|هذا المساء|الليله|مساء اليوم|بعد قليل|بعد المكالمه|النهارده|بعد الاجتماع|قبل الظهر",
                match -> said);
        rule(
                BEFORE + "(?:يوم )?(" + String.join("|", DAYS.keySet()) + ")(?: القادم| المقبل| الجاي| الجايه)?",
                match -> before(match, said.with(TemporalAdjusters.next(day(match.group(2))))));
        rule(
                BEFORE + "(?:يوم )?(\\d{1,2}) (?:من )?(?:شهر )?("
                        + MONTHS.stream().flatMap(List::stream).collect(Collectors.joining("|")) + ")(?: (\\d{4}))?",
                match -> before(
                        match, days.inMonth(Integer.parseInt(match.group(2)), month(match.group(3)), match.group(4))));
        rule(
                BEFORE + "(?:يوم )?(\\d{1,2})[/-](\\d{1,2})(?:[/-](\\d{4}))?",
                match -> before(match, inMonth(match.group(2), match.group(3), match.group(4))));
        rule(
                BEFORE + "(?:يوم |تاريخ )?(\\d{1,2}) (?:من )?(?:هذا )?(?:الشهر|الحالي|الجاري)",
                match -> before(match, days.inMonth(Integer.parseInt(match.group(2)), null, null)));
        rule(
                BEFORE + "(?:يوم|تاريخ) (\\d{1,2})(?![\\d:])",
                match -> before(match, days.inMonth(Integer.parseInt(match.group(2)), null, null)));
        rule("(?:نهايه |اخر )?(?:الشهر القادم|الشهر المقبل|الشهر الجاي)", match -> days.endOfMonth(1));
        rule("(?:نهايه |اخر )(?:هذا )?الشهر|هذا الشهر", match -> days.endOfMonth(0));
        rule("(?:منتصف|وسط) الشهر", match -> days.inMonth(15, null, null));
        rule(
                "(?:نهايه |اخر )?الربع (الاول|الثاني|الثالث|الرابع|الاخير)",
                match -> days.endOfQuarter(quarter(match.group(1))));
        rule("(?:نهايه |اخر )(?:هذا )?الربع(?: الحالي)?", match -> days.endOfThisQuarter(0));
        rule("(?:نهايه |اخر )(?:هذا |هذه )?(?:العام|السنه)(?: الحالي| الحاليه)?", match -> days.endOfYear());
        rule("(?:نهايه |اخر |بدايه |منتصف )?(?:ال)?اسبوع(?:ي)? (?:القادم|المقبل|الجاي|التالي)", match -> thursday(1));
        rule("(?:نهايه |اخر )(?:هذا )?الاسبوع|هذا الاسبوع", match -> thursday(0));
        rule(
                WITHIN + " (\\d{1,3}) ?(ساعه|ساعات|يوما|يوم|ايام|اسبوعا|اسبوع|اسابيع|شهرا|شهر|اشهر)",
                match -> after(Integer.parseInt(match.group(1)), match.group(2)));
        rule(WITHIN + " (يومين|اسبوعين|شهرين|ساعتين)", match -> after(2, match.group(1)));
        rule(
                WITHIN + " (ثلاثه|ثلاث|اربعه|اربع|خمسه|خمس|سته|ست|سبعه|عشره|بضعه) (ايام|اسابيع|اشهر|ساعات)",
                match -> after(COUNTS.getOrDefault(match.group(1), 3), match.group(2)));
        rule(WITHIN + " (اسبوع|شهر|يوم|ساعه)(?: واحد| واحده)?", match -> after(1, match.group(1)));
        rule("اسبوعين", match -> said.plusWeeks(2));
    }

    @Nullable
    LocalDate limit(String text) {
        var plain = plain(text);
        for (var rule : rules) {
            var match = rule.pattern().matcher(plain);
            while (match.find()) {
                boolean ahead =
                        !NO_LIMIT.matcher(plain.substring(0, match.start())).find()
                                && !PAST.matcher(plain.substring(match.end())).find();
                var date = ahead ? rule.meaning().of(match) : null;
                if (date != null) {
                    return date;
                }
            }
        }
        return null;
    }

    private void rule(String pattern, Meaning meaning) {
        rules.add(new Rule(Pattern.compile("(?<!\\p{L})[وف]?[بل]?(?:" + pattern + ")(?!\\p{L})"), meaning));
    }

    /** One spelling for letters and digits that have several. */
    private static String plain(String text) {
        var plain = new StringBuilder(Words.withoutMarks(text));
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            plain.setCharAt(
                    i,
                    switch (c) {
                        case 'أ', 'إ', 'آ' -> 'ا';
                        case 'ى' -> 'ي';
                        case 'ة' -> 'ه';
                        default -> c >= '٠' && c <= '٩' ? (char) ('0' + c - '٠') : c;
                    });
        }
        return plain.toString();
    }

    private static @Nullable LocalDate before(MatchResult match, @Nullable LocalDate date) {
        return date != null && match.group(1) != null ? date.minusDays(1) : date;
    }

    private static DayOfWeek day(String name) {
        return DAYS.getOrDefault(name, DayOfWeek.THURSDAY);
    }

    private static Month month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).contains(name)) {
                return Month.of(i + 1);
            }
        }
        throw new IllegalArgumentException("not a month");
    }

    private @Nullable LocalDate inMonth(String day, String month, @Nullable String year) {
        int number = Integer.parseInt(month);
        return number < 1 || number > 12 ? null : days.inMonth(Integer.parseInt(day), Month.of(number), year);
    }

    private static int quarter(String name) {
        return switch (name) {
            case "الاول" -> 1;
            case "الثاني" -> 2;
            case "الثالث" -> 3;
            default -> 4;
        };
    }

    private LocalDate after(int count, String unit) {
        if (unit.startsWith("ساع")) {
            return days.after(count, "hours");
        }
        if (unit.startsWith("اسبوع") || unit.startsWith("اسابيع")) {
            return days.after(count, "weeks");
        }
        return days.after(count, unit.startsWith("شهر") || unit.startsWith("اشهر") ? "months" : "days");
    }

    private LocalDate thursday(int later) {
        var sunday = said.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        var thursday = sunday.plusWeeks(later).plusDays(4);
        return thursday.isBefore(said) ? said : thursday;
    }
}
