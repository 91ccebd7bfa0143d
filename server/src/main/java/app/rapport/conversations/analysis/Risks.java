package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may go wrong with this customer, in the customer's words. What is denied or over is no risk. */
final class Risks {
    private static final int MOST = 8;
    private static final int LONGEST = 320;
    private static final double ENOUGH = 2;
    /** Of words none of which says it alone. */
    private static final double WITHOUT_SURE = 2;

    private static final String[] KINDS = {
        "leaving",
        "blocked",
        "delay",
        "worry",
        "unhappy",
        "quality",
        "adoption",
        "money",
        "rivals",
        "people",
        "law",
        "gap"
    };

    private static final Signs ENGLISH = new Signs(Lexicon.english("risks"));
    private static final Signs ARABIC = new Signs(Lexicon.arabic("risks"));

    private static final Pattern PROMISE =
            Pattern.compile("(?i)^(?:(?:and|so|okay|ok|then|well|sure|yes),? )*(?:i'll|i will|let me)\\b");

    private Risks() {}

    private record Signs(
            Pattern grave,
            Pattern sure,
            Pattern pull,
            Pattern negative,
            Pattern doubtful,
            Pattern present,
            Pattern none,
            Pattern over,
            Pattern idle,
            Pattern ours) {
        Signs(Lexicon lexicon) {
            this(
                    lexicon.anywhere("leaving", "blocked", "worry", "delay", "rivals"),
                    lexicon.anywhere(KINDS),
                    lexicon.anywhere("pull"),
                    lexicon.anywhere("negative"),
                    lexicon.anywhere("doubtful"),
                    lexicon.anywhere("present"),
                    lexicon.atEnd("none"),
                    lexicon.anywhere("over"),
                    lexicon.anywhere("idle"),
                    lexicon.anywhere("ours"));
        }
    }

    private record Scored(List<Sentence> sentences, double score) {
        int order() {
            return sentences.getFirst().order();
        }

        int turn() {
            return sentences.getFirst().turn();
        }

        int length() {
            return sentences.stream().mapToInt(one -> one.text().length()).sum();
        }

        Insight insight() {
            var text = sentences.stream()
                    .map(sentence -> Words.written(sentence.text()))
                    .collect(Collectors.joining(" "));
            var quote = sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
            return new Insight(Kind.RISK, text, quote, turn(), null, null, null);
        }
    }

    /** @param rivals names of other vendors; complaints about these are none about us */
    static List<Insight> in(List<Sentence> talk, List<String> rivals) {
        var scored = new ArrayList<Scored>();
        for (var sentence : talk) {
            double score = score(sentence);
            if (score == 0 && isPulled(sentence, rivals)) {
                score = ENOUGH;
            } else if (score >= ENOUGH && score < 2 * ENOUGH && isAboutOthers(talk, sentence, rivals)) {
                score /= 2;
            }
            if (score >= ENOUGH) {
                add(scored, new Scored(List.of(sentence), score));
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble((Scored one) -> -one.score()).thenComparingInt(Scored::order))
                .limit(MOST)
                .sorted(Comparator.comparingInt(Scored::order))
                .map(Scored::insight)
                .toList();
    }

    /** What follows in the same breath belongs to the same risk; in one turn the graver one counts. */
    private static void add(List<Scored> scored, Scored next) {
        var last = scored.isEmpty() ? null : scored.getLast();
        if (last == null || last.turn() != next.turn()) {
            scored.add(next);
            return;
        }
        boolean follows = next.order() - last.sentences().getLast().order() == 1;
        boolean ownRisks = Math.min(last.score(), next.score()) >= 2 * ENOUGH;
        if (follows && !ownRisks && last.length() + next.length() <= LONGEST) {
            scored.removeLast();
            var both = new ArrayList<>(last.sentences());
            both.addAll(next.sentences());
            scored.add(new Scored(both, last.score() + next.score() / 2));
        } else {
            scored.add(next);
        }
    }

    private static boolean isAboutOthers(List<Sentence> talk, Sentence sentence, List<String> rivals) {
        var signs = sentence.isArabic() ? ARABIC : ENGLISH;
        if (signs.grave().matcher(sentence.text()).find()) {
            return false;
        }
        for (int i = sentence.order();
                i >= 0 && i >= sentence.order() - 1 && talk.get(i).turn() == sentence.turn();
                i--) {
            var text = talk.get(i).text();
            if (signs.present().matcher(text).find() || namesAny(text, rivals)) {
                return true;
            }
        }
        return false;
    }

    private static double score(Sentence sentence) {
        var signs = sentence.isArabic() ? ARABIC : ENGLISH;
        var text = Words.withoutMarks(sentence.text());
        if (!mayTell(sentence)
                || (sentence.saidByUs() && !signs.ours().matcher(text).find())) {
            return 0;
        }
        double sure = count(signs.sure(), signs, text, 2, 3);
        double score = sure + count(signs.negative(), signs, text, 1, 3) + count(signs.doubtful(), signs, text, 0.5, 3);
        if (sure == 0 && score < WITHOUT_SURE) {
            return 0;
        }
        score += count(signs.grave(), signs, text, 1, 1);
        score -= signs.over().matcher(text).find() ? 2 : 0;
        score -= signs.idle().matcher(text).find() ? 1.5 : 0;
        score -= PROMISE.matcher(text).find() ? 1.5 : 0;
        return score;
    }

    private static boolean namesAny(String text, List<String> rivals) {
        var lower = text.toLowerCase(Locale.ROOT);
        return rivals.stream().anyMatch(name -> lower.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean mayTell(Sentence sentence) {
        return !sentence.isQuestion()
                && !sentence.soundsAsked()
                && sentence.text().length() >= 12;
    }

    /** Another vendor is wanted, offers more, or keeps calling. */
    private static boolean isPulled(Sentence sentence, List<String> rivals) {
        var signs = sentence.isArabic() ? ARABIC : ENGLISH;
        return mayTell(sentence)
                && !sentence.saidByUs()
                && namesAny(sentence.text(), rivals)
                && signs.pull().matcher(sentence.text()).find();
    }

    private static double count(Pattern pattern, Signs signs, String text, double weight, int most) {
        var match = pattern.matcher(text);
        int count = 0;
        while (count < most && match.find()) {
            var before = text.substring(Math.max(0, match.start() - 40), match.start());
            if (!signs.none().matcher(before).find()) {
                count++;
            }
        }
        return count * weight;
    }
}
