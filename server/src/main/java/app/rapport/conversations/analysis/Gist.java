package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a sentence comes to, where its own words say little out of their place: "I'll send you that by Friday" and "our managing
 * partner, Alan Brody" in reply to who decides. English only; what is said in Arabic is told as it was said.
 */
final class Gist {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern OF_THE_SPEAKER = Pattern.compile("\\b(?:our|my)\\b");
    /** A reply no longer than this is no sentence by itself. */
    private static final int FRAGMENT = 6;

    private final Map<Integer, String> bySentence = new HashMap<>();

    Gist(List<Sentence> talk, List<Insight> insights, List<Promise> promises) {
        for (var insight : insights) {
            if (insight.kind() == Kind.DECISION_MAKER && insight.name() != null) {
                talk.stream()
                        .filter(sentence -> sentence.turn() == insight.turn()
                                && sentence.text().equals(insight.quote())
                                && isFragment(sentence))
                        .findFirst()
                        .ifPresent(sentence ->
                                bySentence.put(sentence.order(), Summary.said(sentence, insight.name() + " decides.")));
            }
        }
        for (var promise : promises) {
            if (promise.owner != null && !promise.at.isArabic() && !promise.joint) {
                bySentence.merge(promise.at.order(), told(promise), (first, second) -> first + " " + second);
            }
        }
    }

    /** The sentence as it was said when its own words tell it. */
    String of(Sentence sentence) {
        var told = bySentence.get(sentence.order());
        return told != null ? told : Summary.said(sentence, Words.written(sentence.text()));
    }

    private static boolean isFragment(Sentence sentence) {
        return !sentence.isArabic() && Words.of(sentence.text()).size() <= FRAGMENT;
    }

    private static String told(Promise promise) {
        var due = promise.due == null ? "" : " by " + DAY.format(promise.due);
        var deed = OF_THE_SPEAKER.matcher(promise.title).replaceAll("their");
        return promise.owner + " will " + deed.substring(0, 1).toLowerCase(Locale.ROOT) + deed.substring(1) + due + ".";
    }
}
