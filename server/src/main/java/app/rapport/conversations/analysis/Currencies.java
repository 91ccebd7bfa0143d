package app.rapport.conversations.analysis;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What money is called. */
final class Currencies {
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
    static final String SIGN = "([$€£¥₹]|(?:USD|EUR|GBP|CHF|SAR|AED) ?)";
    /** Group 1 a word, group 2 a sign. */
    static final String BEHIND =
            "(?: ?(?:us |of )?(dollar|buck|usd|euro|eur|pound|quid|gbp|riyal|sar|dirham|aed|franc|chf|rupee|yen|ريال|دولار|يورو|درهم|دينار|جنيه)s?(?![\\p{L}])|([€$£]))";

    private Currencies() {}

    static @Nullable String of(@Nullable String signBefore, @Nullable String word, @Nullable String signBehind) {
        var sign = signBefore != null ? signBefore.strip() : signBehind;
        if (sign != null && !sign.isEmpty()) {
            var code = SIGNS.get(sign);
            return code != null ? code : sign.toUpperCase(Locale.ROOT);
        }
        return word == null ? null : WORDS.get(word.toLowerCase(Locale.ROOT));
    }
}
