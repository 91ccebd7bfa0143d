package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words and their stems, as far as likeness of two sentences needs them. */
final class Words {
    private static final Set<String> EMPTY = Set.of(
            ("a an the and or but so if then than that this these those i you he she it we they me him her us them my your his its our"
                            + " their is are was were be been being am have has had do does did will would can could should shall may might must"
                            + " not no yes yeah okay ok well just also very really quite about for from to of in on at by with as up out over into"
                            + " there here what which who whom how when where why all any some more most much many few other another one two i'm"
                            + " i'll i've i'd you're we're we'll we've they're it's that's there's don't didn't won't can't isn't let let's get got"
                            + " go going gonna want thing things lot kind sort like know think mean say said see good great fine thanks thank"
                            + " please sure right now today tomorrow maybe perhaps actually basically back again too still uh um"
                            + " من في على إلى الى عن مع هذا هذه ذلك التي الذي أن ان إن كان كانت هو هي نحن أنا انا لا ما هل قد كل أو او ثم"
                            + " بعد قبل عند لدينا لكم لك لنا نعم شكرا جدا أيضا")
                    .split(" ", -1));
    private static final Pattern FILLER = Pattern.compile(
            "^(?:(?:so|well|okay|ok|right|yeah|yes|yep|sure|great|perfect|good|alright|awesome|cool|um|uh|and|but|look|listen|honestly|i mean|you know|to be honest|oh|ah"
                    + "|now|then|also|fine|brilliant|wonderful|absolutely|thanks|thank you|understood|noted|حسنا|حسناً|طيب|ممتاز|نعم|جيد|أكيد|طبعا|طبعاً|مفهوم)\\b[,.!:]?\\s+)+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern INNER_FILLER = Pattern.compile(
            "(?:,\\s*)?\\b(?:um|uh|erm|you know|i mean|sort of|kind of)\\b,?(?=\\s|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern MARKS = Pattern.compile("[\\u064B-\\u0652\\u0640]");

    private static final Set<String> MEETING = Set.of(
            "call",
            "meet",
            "minut",
            "slot",
            "appointment",
            "session",
            "convers",
            "chat",
            "introduc",
            "introduction",
            "tim");

    private Words() {}

    static List<String> of(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length()
                    && (Character.isLetterOrDigit(text.charAt(i))
                            || (text.charAt(i) == '\'' && start >= 0)
                            || Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }

    /** The stems that carry meaning. */
    static Set<String> stems(String text) {
        var stems = new LinkedHashSet<String>();
        for (var word : of(text)) {
            if (word.length() > 2 && !EMPTY.contains(word)) {
                stems.add(stem(word));
            }
        }
        return stems;
    }

    /** The stems, with the many words for a meeting as one. */
    static Set<String> matters(String text) {
        var matters = new LinkedHashSet<String>();
        for (var stem : stems(text)) {
            matters.add(MEETING.contains(stem) ? "meet" : stem);
        }
        return matters;
    }

    static String stem(String word) {
        for (var ending : List.of("'s", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        for (var article : List.of("وال", "بال", "لل", "ال")) {
            if (word.startsWith(article) && word.length() - article.length() >= 3) {
                return word.substring(article.length());
            }
        }
        return word;
    }

    /** Share of the smaller set that is in both. */
    static double overlap(Set<String> one, Set<String> other) {
        boolean ordered = one.size() <= other.size();
        var smaller = ordered ? one : other;
        var larger = ordered ? other : one;
        if (smaller.isEmpty()) {
            return 0;
        }
        long both = smaller.stream().filter(larger::contains).count();
        return (double) both / smaller.size();
    }

    /** Arabic without its vowel signs, which some write and most leave out. */
    static String withoutMarks(String text) {
        return text.chars().anyMatch(c -> (c >= 0x064B && c <= 0x0652) || c == 0x0640)
                ? MARKS.matcher(text).replaceAll("")
                : text;
    }

    /** A sentence as one would write it down: no fillers, a capital, an end. */
    static String written(String said) {
        var text = INNER_FILLER.matcher(said).replaceAll("").strip();
        var bare = FILLER.matcher(text).replaceFirst("");
        text = (bare.isBlank() ? text : bare).strip().replaceAll(" {2,}", " ").replaceAll("\\bi(?=\\b|')", "I");
        while (text.startsWith(",") || text.startsWith("-")) {
            text = text.substring(1).strip();
        }
        if (text.isEmpty()) {
            return said;
        }
        text = capital(text);
        return ".?!…؟\"”".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text.replaceAll("[,;:]+$", "") + ".";
    }

    static String capital(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                        + text.substring(text.offsetByCodePoints(0, 1));
    }
}
