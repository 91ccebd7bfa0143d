package app.rapport.conversations.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds amounts of money: "€1.2 million", "40-50k", "180 ألف ريال", and those in words. */
final class Amounts {
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
    /** These count nothing but money. */
    private static final Set<String> OF_MONEY = Set.of("k", "grand", "mn", "mio", "bn");

    private static final String NUMBER = "(\\d{1,3}(?:[,.'\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d+)?)";
    private static final String SCALE =
            "(?: ?(k|grand|thousand|mn|mio|million|m|bn|billion|ألفا|ألف|الف|آلاف|مليون|ملايين)(?![\\p{L}\\d]))";
    private static final Pattern FIGURES = Pattern.compile(
            "(?<![\\p{L}\\d.,])" + Currencies.SIGN + "?" + NUMBER + SCALE + "?" + Currencies.BEHIND + "?"
                    + "(?: ?(?:-|–|to|and|or|إلى|الى) ?" + Currencies.SIGN + "?" + NUMBER + SCALE + "?"
                    + Currencies.BEHIND + "?)?",
            Pattern.CASE_INSENSITIVE);

    private Amounts() {}

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
        for (var spelled : SpelledAmounts.in(plain)) {
            if (found.stream().noneMatch(other -> other.start() < spelled.end() && spelled.start() < other.end())) {
                found.add(spelled);
            }
        }
        found.sort(Comparator.comparingInt(Amount::start));
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
        var currency = Currencies.of(match.group(1), match.group(4), match.group(5));
        var upperCurrency = Currencies.of(match.group(6), match.group(9), match.group(10));
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
                    currency != null || isOfMoney(scale),
                    match.start(),
                    upper == null ? end : match.start(6) >= 0 ? match.start(6) : match.start(7));
        }
        var low = scaled(
                number, scale != null ? scale : number.compareTo(BigDecimal.valueOf(1000)) < 0 ? upperScale : null);
        return new Amount(
                low,
                scaled(upper, upperScale),
                upperCurrency != null ? upperCurrency : currency,
                true,
                currency != null || upperCurrency != null || isOfMoney(upperScale),
                match.start(),
                end);
    }

    private static boolean isOfMoney(@Nullable String scale) {
        return scale != null && OF_MONEY.contains(scale.toLowerCase(Locale.ROOT));
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
        return value.stripTrailingZeros().scale() <= 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    }
}
