package app.rapport.conversations.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds amounts of money: "€1.2 million", "40-50k", "fifty thousand dollars", "180 ألف ريال". */
final class Amounts {
    private static final Map<String, String> SIGNS = Map.of("$", "USD", "€", "EUR", "£", "GBP", "¥", "JPY", "₹", "INR");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("dollar", "USD"),
            Map.entry("buck", "USD"),
            Map.entry("usd", "USD"),
            Map.entry("euro", "EUR"),
            Map.entry("eur", "EUR"),
            Map.entry("pound", "GBP"),
            Map.entry("quid", "GBP"),
            Map.entry("gbp", "GBP"),
            Map.entry("riyal", "SAR"),
            Map.entry("sar", "SAR"),
            Map.entry("dirham", "AED"),
            Map.entry("aed", "AED"),
            Map.entry("franc", "CHF"),
            Map.entry("chf", "CHF"),
            Map.entry("rupee", "INR"),
            Map.entry("yen", "JPY"),
            Map.entry("ريال", "SAR"),
            Map.entry("دولار", "USD"),
            Map.entry("يورو", "EUR"),
            Map.entry("درهم", "AED"),
            Map.entry("دينار", "KWD"),
            Map.entry("جنيه", "EGP"));
    private static final Map<String, BigDecimal> SCALES = Map.ofEntries(
            Map.entry("k", BigDecimal.valueOf(1_000)),
            Map.entry("grand", BigDecimal.valueOf(1_000)),
            Map.entry("thousand", BigDecimal.valueOf(1_000)),
            Map.entry("m", BigDecimal.valueOf(1_000_000)),
            Map.entry("mn", BigDecimal.valueOf(1_000_000)),
            Map.entry("mio", BigDecimal.valueOf(1_000_000)),
            Map.entry("million", BigDecimal.valueOf(1_000_000)),
            Map.entry("bn", BigDecimal.valueOf(1_000_000_000)),
            Map.entry("billion", BigDecimal.valueOf(1_000_000_000)),
            Map.entry("ألف", BigDecimal.valueOf(1_000)),
            Map.entry("الف", BigDecimal.valueOf(1_000)),
            Map.entry("ألفا", BigDecimal.valueOf(1_000)),
            Map.entry("آلاف", BigDecimal.valueOf(1_000)),
            Map.entry("مليون", BigDecimal.valueOf(1_000_000)),
            Map.entry("ملايين", BigDecimal.valueOf(1_000_000)));
    private static final String NUMBER = "(\\d{1,3}(?:[,.'\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d+)?)";
    private static final String SIGN = "([$€£¥₹]|(?:USD|EUR|GBP|CHF|SAR|AED) ?)";
    private static final String SCALE =
            "(?: ?(k|grand|thousand|mn|mio|million|m|bn|billion|ألفا|ألف|الف|آلاف|مليون|ملايين)(?![\\p{L}\\d]))";
    private static final String CURRENCY =
            "(?: ?(?:us |of )?(dollar|buck|usd|euro|eur|pound|quid|gbp|riyal|sar|dirham|aed|franc|chf|rupee|yen|ريال|دولار|يورو|درهم|دينار|جنيه)s?(?![\\p{L}])|([€$£]))";
    private static final Pattern FIGURES = Pattern.compile(
            "(?<![\\p{L}\\d.,])" + SIGN + "?" + NUMBER + SCALE + "?" + CURRENCY + "?"
                    + "(?: ?(?:-|–|to|and|or|إلى|الى) ?" + SIGN + "?" + NUMBER + SCALE + "?" + CURRENCY + "?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, Integer> SPELLED = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("عشرة", 10),
            Map.entry("عشرين", 20),
            Map.entry("عشرون", 20),
            Map.entry("ثلاثين", 30),
            Map.entry("ثلاثون", 30),
            Map.entry("أربعين", 40),
            Map.entry("أربعون", 40),
            Map.entry("خمسين", 50),
            Map.entry("خمسون", 50),
            Map.entry("ستين", 60),
            Map.entry("ستون", 60),
            Map.entry("سبعين", 70),
            Map.entry("سبعون", 70),
            Map.entry("ثمانين", 80),
            Map.entry("ثمانون", 80),
            Map.entry("تسعين", 90),
            Map.entry("تسعون", 90),
            Map.entry("مئة", 100),
            Map.entry("مائة", 100),
            Map.entry("مئتي", 200));
    private static final Pattern SPELLED_OUT = Pattern.compile(
            "(?<![\\p{L}\\d])((?:half a|a quarter of a|a|" + String.join("|", SPELLED.keySet())
                    + ")(?:[ -](?:and |و)?(?:a |hundred|thousand|million|grand|ألف|ألفا|مليون|"
                    + String.join("|", SPELLED.keySet()) + ")(?![\\p{L}]))*)(?![\\p{L}])" + CURRENCY + "?",
            Pattern.CASE_INSENSITIVE);

    private Amounts() {}

    /**
     * An amount as said.
     *
     * @param money true when a currency or a word such as "k" or "grand" marks it as money
     */
    record Amount(
            @Nullable BigDecimal low,
            BigDecimal value,
            @Nullable String currency,
            boolean money,
            int start,
            int end) {}

    static List<Amount> in(String text) {
        var plain = digits(text);
        var found = new ArrayList<Amount>();
        var figures = FIGURES.matcher(plain);
        while (figures.find()) {
            var amount = figure(figures, plain);
            if (amount != null) {
                found.add(amount);
            }
        }
        var spelled = SPELLED_OUT.matcher(plain);
        while (spelled.find()) {
            var amount = spelled(spelled);
            if (amount != null
                    && found.stream()
                            .noneMatch(other -> other.start() < spelled.end() && spelled.start() < other.end())) {
                found.add(amount);
            }
        }
        found.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return found;
    }

    /** Arabic-Indic digits and their separators as European ones; the length stays. */
    private static String digits(String text) {
        var plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '٠' && c <= '٩') {
                plain.setCharAt(i, (char) ('0' + c - '٠'));
            } else if (c == '٬') {
                plain.setCharAt(i, ',');
            } else if (c == '٫') {
                plain.setCharAt(i, '.');
            }
        }
        return plain.toString();
    }

    private static @Nullable Amount figure(Matcher match, String text) {
        // groups: 1 sign, 2 number, 3 scale, 4 currency word, 5 sign behind; 6-10 the same for the upper end
        var number = number(match.group(2));
        if (number == null) {
            return null;
        }
        int end = match.end();
        if (end < text.length() && (text.charAt(end) == '%' || text.startsWith(" percent", end))) {
            return null;
        }
        var upper = match.group(7) == null ? null : number(match.group(7));
        var scale = match.group(3);
        var upperScale = match.group(8);
        var currency = currency(match.group(1), match.group(4), match.group(5));
        var upperCurrency = currency(match.group(6), match.group(9), match.group(10));
        boolean range = upper != null
                && (upperScale != null
                        || upperCurrency != null
                        || (currency != null && upper.compareTo(number) > 0)
                        || (number.compareTo(BigDecimal.valueOf(1000)) >= 0 && upper.compareTo(number) > 0));
        if (upper == null || !range) {
            boolean money = scale != null || currency != null;
            return new Amount(
                    null,
                    scaled(number, scale),
                    currency,
                    money,
                    match.start(),
                    upper == null ? end : match.start(6) >= 0 ? match.start(6) : match.start(7));
        }
        var low = scaled(
                number, scale != null ? scale : number.compareTo(BigDecimal.valueOf(1000)) < 0 ? upperScale : null);
        var high = scaled(upper, upperScale);
        return new Amount(low, high, upperCurrency != null ? upperCurrency : currency, true, match.start(), end);
    }

    private static @Nullable Amount spelled(Matcher match) {
        var words = match.group(1).toLowerCase(Locale.ROOT).replace('-', ' ').split(" ", -1);
        boolean scaled = false;
        long total = 0;
        long group = 0;
        double share = 1;
        for (var raw : words) {
            var word = raw.startsWith("و") && raw.length() > 3 ? raw.substring(1) : raw;
            switch (word) {
                case "half" -> share = 0.5;
                case "quarter" -> share = 0.25;
                case "a", "and", "of", "" -> {}
                case "hundred" -> group = Math.max(1, group) * 100;
                case "thousand", "grand", "ألف", "ألفا" -> {
                    total += Math.max(1, group) * 1_000;
                    group = 0;
                    scaled = true;
                }
                case "million", "مليون" -> {
                    total += (long) (Math.max(1, group) * 1_000_000 * share);
                    group = 0;
                    share = 1;
                    scaled = true;
                }
                default -> group += SPELLED.getOrDefault(word, 0);
            }
        }
        var currency = currency(null, match.group(2), match.group(3));
        long value = total + group;
        if (value < 100 && currency == null) {
            return null;
        }
        return new Amount(
                null, BigDecimal.valueOf(value), currency, scaled || currency != null, match.start(), match.end());
    }

    private static @Nullable BigDecimal number(String digits) {
        var text = digits.replaceAll("[' \\u202f]", "");
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        int last = Math.max(comma, point);
        if (last >= 0) {
            int behind = text.length() - last - 1;
            boolean both = comma >= 0 && point >= 0;
            boolean several = text.indexOf(text.charAt(last)) != last;
            boolean grouping = several || (!both && behind == 3);
            var whole = text.substring(0, last).replaceAll("[,.]", "");
            text = grouping ? whole + text.substring(last + 1) : whole + "." + text.substring(last + 1);
        }
        return text.length() > 15 ? null : new BigDecimal(text);
    }

    private static BigDecimal scaled(BigDecimal number, @Nullable String scale) {
        var factor = scale == null ? null : SCALES.get(scale.toLowerCase(Locale.ROOT));
        var value = factor == null ? number : number.multiply(factor);
        return value.stripTrailingZeros().scale() <= 0 ? value.setScale(0, java.math.RoundingMode.UNNECESSARY) : value;
    }

    private static @Nullable String currency(@Nullable String before, @Nullable String word, @Nullable String behind) {
        var sign = before != null ? before.strip() : behind;
        if (sign != null && !sign.isEmpty()) {
            var code = SIGNS.get(sign);
            return code != null ? code : sign.toUpperCase(Locale.ROOT);
        }
        return word == null ? null : WORDS.get(word.toLowerCase(Locale.ROOT));
    }
}
