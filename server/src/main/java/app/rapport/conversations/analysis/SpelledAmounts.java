package app.rapport.conversations.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts in words: "fifty thousand dollars", "half a million", "sixty to seventy-five grand", "مليون ومئتي ألف ريال". */
final class SpelledAmounts {
    private static final Map<String, Integer> SMALL = small();
    /** In Arabic "two thousand" is one word. */
    private static final Map<String, Long> SCALES = Map.ofEntries(
            Map.entry("thousand", 1_000L),
            Map.entry("grand", 1_000L),
            Map.entry("million", 1_000_000L),
            Map.entry("billion", 1_000_000_000L),
            Map.entry("ألف", 1_000L),
            Map.entry("الف", 1_000L),
            Map.entry("ألفا", 1_000L),
            Map.entry("آلاف", 1_000L),
            Map.entry("ألفين", 2_000L),
            Map.entry("ألفي", 2_000L),
            Map.entry("مليون", 1_000_000L),
            Map.entry("ملايين", 1_000_000L),
            Map.entry("مليونا", 1_000_000L),
            Map.entry("مليونين", 2_000_000L),
            Map.entry("مليوني", 2_000_000L));

    private static final Map<String, Double> SHARES = Map.of("half", 0.5, "quarter", 0.25, "نصف", 0.5, "ربع", 0.25);

    private static final Set<String> RANGE = Set.of("to", "and", "or", "إلى", "الى");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern CURRENCY = Pattern.compile("^" + Currencies.BEHIND, Pattern.CASE_INSENSITIVE);

    private record Word(String text, int start, int end) {}

    private record Spelled(double value, boolean scaled, boolean grand, long scale, int end) {}

    private final String text;
    private final List<Word> words = new ArrayList<>();

    private SpelledAmounts(String text) {
        this.text = text;
        var match = WORD.matcher(text);
        while (match.find()) {
            words.add(new Word(Words.withoutMarks(match.group()).toLowerCase(Locale.ROOT), match.start(), match.end()));
        }
    }

    static List<Amount> in(String text) {
        var spelled = new SpelledAmounts(text);
        var found = new ArrayList<Amount>();
        int at = 0;
        while (at < spelled.words.size()) {
            var number = spelled.number(at);
            if (number == null) {
                at++;
                continue;
            }
            int from = at;
            at = number.end();
            var upper = !number.scaled()
                            && at + 1 < spelled.words.size()
                            && RANGE.contains(spelled.words.get(at).text())
                    ? spelled.number(at + 1)
                    : null;
            Spelled high = number;
            Double low = null;
            if (upper != null && upper.scaled() && number.value() < upper.value()) {
                low = number.value() * upper.scale();
                high = upper;
                at = upper.end();
            }
            var amount = spelled.amount(from, at, low, high);
            if (amount != null) {
                found.add(amount);
            }
        }
        return found;
    }

    private @Nullable Amount amount(int from, int to, @Nullable Double low, Spelled number) {
        int end = words.get(to - 1).end();
        var behind = CURRENCY.matcher(text.substring(end));
        String currency = null;
        if (behind.find()) {
            currency = Currencies.of(null, behind.group(1), behind.group(2));
            end += behind.end();
        }
        if (number.value() < 100 && currency == null) {
            return null;
        }
        return new Amount(
                low == null ? null : BigDecimal.valueOf(Math.round(low)),
                BigDecimal.valueOf(Math.round(number.value())),
                currency,
                number.scaled() || currency != null,
                number.grand() || currency != null,
                words.get(from).start(),
                end);
    }

    /** The number that begins with this word, or null. */
    private @Nullable Spelled number(int from) {
        double total = 0;
        double group = 0;
        double share = 1;
        boolean any = false;
        boolean scaled = false;
        boolean grand = false;
        long last = 1;
        int at = from;
        for (; at < words.size(); at++) {
            var word = plain(at, at > from);
            var small = SMALL.get(word);
            var scale = SCALES.get(word);
            if (small != null) {
                group += small;
            } else if (word.equals("hundred") && (any || isArticle(at - 1))) {
                group = Math.max(1, group) * 100;
            } else if (scale != null && (any || isArticle(at - 1) || at == from)) {
                if (at == from && scale == 1_000L && word.charAt(0) < 128) {
                    return null; // "thousand" alone counts nothing
                }
                total += Math.max(1, group) * scale * share;
                group = 0;
                share = 1;
                scaled = true;
                grand |= word.equals("grand");
                last = scale;
            } else if (SHARES.containsKey(word)) {
                share = SHARES.getOrDefault(word, 1.0);
                if (scaled && words.get(at).text().charAt(0) == 'و') { // "مليون ونصف"
                    total += share * last;
                    share = 1;
                } else if (any && isArticle(at - 1)) { // "one and a half million"
                    group += share;
                    share = 1;
                }
            } else if (joins(word, at, any)) {
                continue;
            } else {
                break;
            }
            any = true;
        }
        while (at > from && isJoint(words.get(at - 1).text())) {
            at--;
        }
        return any && total + group > 0 ? new Spelled(total + group, scaled, grand, last, at) : null;
    }

    /** "a" before a hundred and "and" behind one, never at the end of a number. */
    private boolean joins(String word, int at, boolean any) {
        if (at + 1 >= words.size()) {
            return false;
        }
        var next = plain(at + 1, true);
        boolean article = isJoint(word)
                && !word.equals("and")
                && (next.equals("hundred")
                        || next.equals("half")
                        || next.equals("quarter")
                        || next.equals("a")
                        || SCALES.containsKey(next));
        boolean andPart = next.equals("a") && at + 2 < words.size() && SHARES.containsKey(plain(at + 2, true));
        boolean and = word.equals("and") && any && (andPart || (isBig(at - 1) && SMALL.containsKey(next)));
        return article || and;
    }

    private boolean isBig(int at) {
        var word = words.get(at).text();
        return word.equals("hundred") || SCALES.containsKey(word);
    }

    private boolean isArticle(int at) {
        return at >= 0
                && (words.get(at).text().equals("a") || words.get(at).text().equals("of"));
    }

    private static boolean isJoint(String word) {
        return word.equals("a") || word.equals("of") || word.equals("and");
    }

    /** Without the و that joins Arabic numbers. */
    private String plain(int at, boolean inside) {
        var word = words.get(at).text();
        boolean joined = inside
                && word.length() > 3
                && word.charAt(0) == 'و'
                && (SMALL.containsKey(word.substring(1))
                        || SCALES.containsKey(word.substring(1))
                        || SHARES.containsKey(word.substring(1)));
        return joined ? word.substring(1) : word;
    }

    private static Map<String, Integer> small() {
        var numbers = new HashMap<String, Integer>();
        var english =
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                        .split(" ", -1);
        for (int i = 0; i < english.length; i++) {
            numbers.put(english[i], i + 1);
        }
        var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1);
        for (int i = 0; i < tens.length; i++) {
            numbers.put(tens[i], (i + 2) * 10);
        }
        put(numbers, 10, "عشرة عشر");
        put(numbers, 20, "عشرين عشرون");
        put(numbers, 30, "ثلاثين ثلاثون");
        put(numbers, 40, "أربعين أربعون اربعين");
        put(numbers, 50, "خمسين خمسون");
        put(numbers, 60, "ستين ستون");
        put(numbers, 70, "سبعين سبعون");
        put(numbers, 80, "ثمانين ثمانون");
        put(numbers, 90, "تسعين تسعون");
        put(numbers, 100, "مئة مائة مية");
        put(numbers, 200, "مئتي مئتين مئتان مائتي مائتين مائتان ميتين");
        put(numbers, 300, "ثلاثمئة ثلاثمائة");
        put(numbers, 400, "أربعمئة أربعمائة");
        put(numbers, 500, "خمسمئة خمسمائة");
        put(numbers, 600, "ستمئة ستمائة");
        put(numbers, 700, "سبعمئة سبعمائة");
        put(numbers, 800, "ثمانمئة ثمانمائة");
        put(numbers, 900, "تسعمئة تسعمائة");
        put(numbers, 2, "اثنين اثنان");
        put(numbers, 3, "ثلاثة ثلاث");
        put(numbers, 4, "أربعة أربع");
        put(numbers, 5, "خمسة خمس");
        put(numbers, 6, "ستة ست");
        put(numbers, 7, "سبعة سبع");
        put(numbers, 8, "ثمانية ثماني");
        put(numbers, 9, "تسعة تسع");
        return Map.copyOf(numbers);
    }

    private static void put(Map<String, Integer> numbers, int value, String spellings) {
        for (var word : spellings.split(" ", -1)) {
            numbers.put(word, value);
        }
    }
}
