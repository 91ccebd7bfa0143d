package app.rapport.conversations.analysis;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What kind of word a word is, as far as lists can tell: an ordinary one, a first name, a place, a product. */
final class Vocabulary {
    private static final Set<String> COMMON = Lexicon.english("common-words").words("words");
    private static final Set<String> FIRST_NAMES = Lexicon.english("people").words("first names");
    private static final Set<String> TITLES = Lexicon.english("people").words("titles");
    private static final Map<String, String> PLACES = Lexicon.english("places").names("places");
    private static final Map<String, String> PRODUCTS =
            Lexicon.english("products").names("products");
    private static final Map<String, String> COMPANIONS =
            Lexicon.english("products").names("companions");

    private Vocabulary() {}

    /** True for an ordinary word in any of its forms. */
    static boolean isCommon(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        if (COMMON.contains(lower) || lower.isEmpty() || Character.isDigit(lower.charAt(0))) {
            return true;
        }
        for (var ending : new String[] {
            "'s", "s'", "s", "es", "d", "ed", "ing", "r", "er", "rs", "ers", "st", "est", "ly", "n", "ness", "y", "'ll",
            "'d", "'ve", "'re"
        }) {
            if (lower.endsWith(ending) && hasBase(lower.substring(0, lower.length() - ending.length()))) {
                return true;
            }
        }
        int hyphen = lower.indexOf('-');
        if (hyphen > 0) {
            return isCommon(lower.substring(0, hyphen)) && isCommon(lower.substring(hyphen + 1));
        }
        for (var beginning : new String[] {"un", "re", "non", "pre", "over", "under", "mis", "out", "dis", "in"}) {
            if (lower.startsWith(beginning)
                    && lower.length() > beginning.length() + 3
                    && COMMON.contains(lower.substring(beginning.length()))) {
                return true;
            }
        }
        return false;
    }

    /** True for an ordinary word just as it stands: "will", "mark", but not "Ines". */
    static boolean isWord(String word) {
        return COMMON.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean hasBase(String base) {
        int last = base.length() - 1;
        if (last < 1) {
            return false;
        }
        return COMMON.contains(base)
                || COMMON.contains(base + "e")
                || (base.charAt(last) == base.charAt(last - 1) && COMMON.contains(base.substring(0, last)))
                || (base.charAt(last) == 'i' && COMMON.contains(base.substring(0, last) + "y"));
    }

    static boolean isFirstName(String word) {
        return FIRST_NAMES.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isTitle(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return TITLES.contains(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
    }

    static boolean isPlace(String name) {
        return PLACES.containsKey(name.toLowerCase(Locale.ROOT));
    }

    static boolean isProduct(String name) {
        return PRODUCTS.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** A well-known name that is no ordinary word as well: recognised in small letters too. */
    static boolean isUnmistakable(String name) {
        return isProduct(name) && !isCommon(name) && !isFirstName(name);
    }

    /** A tool customers use beside us. */
    static boolean isCompanion(String name) {
        return COMPANIONS.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The usual spelling of a well-known name, else the name itself. */
    static String spelled(String name) {
        return PRODUCTS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }
}
