package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of other vendors in Arabic: behind "the company" or "the system", well-known ones, and names left in Latin letters. */
final class ArabicCompetitors {
    private static final Lexicon LEXICON = Lexicon.arabic("competitors");
    private static final Pattern CUE = LEXICON.anywhere("cue");
    private static final Pattern ALTERNATIVES = LEXICON.anywhere("alternatives");
    private static final Pattern KIND = Pattern.compile("(?<![\\p{L}])[وف]?(?:[بلك]|لل|ال)?" + LEXICON.any("kind")
            + " [\"«(]?([\\p{L}\\p{M}]{3,}(?:\\.com)?)[\"»)]?");
    private static final Pattern ORDINARY = Pattern.compile("[وف]?" + LEXICON.any("ordinary"));
    private static final Pattern LATIN =
            Pattern.compile("(?<![\\p{L}\\d])\\p{Lu}[A-Za-z\\d]+(?:\\.(?:com|io|ai))?(?: \\p{Lu}[A-Za-z\\d]+)?");
    private static final Pattern KNOWN = known();

    private ArabicCompetitors() {}

    /** @param asked true when it answers a question for others */
    static Set<String> in(Sentence sentence, boolean asked) {
        var names = new LinkedHashSet<String>();
        var text = Words.withoutMarks(sentence.text());
        if (sentence.isQuestion() && sentence.saidByUs()) {
            return names;
        }
        boolean weighed =
                asked || CUE.matcher(text).find() || ALTERNATIVES.matcher(text).find();
        latin(text, weighed, names);
        if (!weighed) {
            return names;
        }
        var known = KNOWN.matcher(text);
        while (known.find()) {
            if (!isCompanion(known.group(1)) || isWeighing(text)) {
                names.add(known.group(1));
            }
        }
        var kind = KIND.matcher(text);
        while (kind.find()) {
            var name = kind.group(1);
            if (!ORDINARY.matcher(name).matches()
                    && names.stream().noneMatch(name::contains)
                    && names.stream().noneMatch(other -> other.contains(name))) {
                names.add(name);
            }
        }
        return names;
    }

    /** Well-known names need no cue. */
    private static void latin(String text, boolean weighed, Set<String> names) {
        var latin = LATIN.matcher(text);
        while (latin.find()) {
            var name = latin.group();
            boolean rival = Vocabulary.isCompanion(name)
                    ? isWeighing(text)
                    : Vocabulary.isProduct(name) || (weighed && name.length() > 2 && !Vocabulary.isCommon(name));
            if (rival) {
                names.add(name);
            }
        }
    }

    private static boolean isWeighing(String text) {
        return WEIGHING.matcher(text).find() && !TOGETHER.matcher(text).find();
    }

    private static final Pattern TOGETHER = Pattern.compile("الربط|ربط|التكامل|تكامل|نربط|متصل");
    private static final Pattern WEIGHING =
            Pattern.compile("نقارن|مقارنة|عرض|ندرس|بديل|ننتقل|الانتقال|استبدال|نسخة تجريبية|نقيم|أرخص");

    private static boolean isCompanion(String name) {
        return COMPANIONS.contains(name);
    }

    private static final Set<String> COMPANIONS =
            Set.copyOf(LEXICON.names("companions").values());

    private static Pattern known() {
        List<String> names = new ArrayList<>(LEXICON.names("products").values());
        names.sort((one, other) -> other.length() - one.length());
        return Pattern.compile("(?<![\\p{L}])[وف]?[بل]?(" + String.join("|", names) + ")(?![\\p{L}])");
    }
}
