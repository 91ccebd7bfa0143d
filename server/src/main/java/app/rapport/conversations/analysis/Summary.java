package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.SummarySentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Picks the sentences that carry a talk: those whose words recur, those that decide, count or promise, and those insights stand
 * on. Nothing is invented; each sentence keeps its turn, and a {@link Gist} where its own words would say little.
 */
final class Summary {
    private static final int FEWEST = 3;
    private static final int MOST = 8;
    private static final int MOST_OF_TURN = 2;
    private static final int CANDIDATES = 80;
    private static final Pattern DECISION = Pattern.compile(
            "(?i)\\b(?:decided|agreed|approved|confirmed|the plan is|we want|we need|our goal|the goal|biggest|main (?:problem|reason|goal|worry)|problem is|because|result|deadline|go-live|priority|must)\\b|قررنا|اتفقنا|نريد|المشكلة|الهدف");
    private static final Pattern SMALL_TALK = Pattern.compile(
            "(?i)\\b(?:weather|weekend|rain|coffee|trip|holiday|match last night|referee|train|canteen|hear me|can you see my screen|how are you|good to see you|nice to (?:see|meet)|bye|talk soon|thanks for (?:joining|making|hopping|picking)|welcome|cheers|on mute|safe travels)\\b|كيف الحال|كيف حالكم|صباح|السلام عليكم|إلى اللقاء|مع السلامة|شكرا جزيلا|شكراً جزيلاً");

    private Summary() {}

    private record Scored(Sentence sentence, Set<String> stems, double score) {}

    /** @param weight of turns that insights and promises stand on, by sentence order */
    static List<SummarySentence> of(List<Sentence> talk, Map<Integer, Double> weight, Gist gist) {
        Map<String, Integer> frequency = new HashMap<>();
        var stems = new ArrayList<Set<String>>(talk.size());
        for (var sentence : talk) {
            var own = Words.stems(sentence.text());
            stems.add(own);
            own.forEach(stem -> frequency.merge(stem, 1, Integer::sum));
        }
        var scored = new ArrayList<Scored>();
        for (var sentence : talk) {
            var own = stems.get(sentence.order());
            double score = score(sentence, own, frequency, talk.size()) + weight.getOrDefault(sentence.order(), 0.0);
            scored.add(new Scored(sentence, own, score));
        }
        scored.sort(Comparator.comparingDouble((Scored one) -> -one.score())
                .thenComparingInt(one -> one.sentence().order()));
        return chosen(scored.subList(0, Math.min(CANDIDATES, scored.size())), wanted(talk.size()), gist);
    }

    private static int wanted(int sentences) {
        return Math.max(FEWEST, Math.min(MOST, FEWEST + sentences / 5));
    }

    private static List<SummarySentence> chosen(List<Scored> best, int wanted, Gist gist) {
        var chosen = new ArrayList<Scored>();
        Map<Integer, Integer> turns = new HashMap<>();
        for (var candidate : best) {
            if (chosen.size() == wanted || (candidate.score() <= 0 && !chosen.isEmpty())) {
                break;
            }
            boolean repeats = chosen.stream().anyMatch(other -> Words.overlap(other.stems(), candidate.stems()) > 0.6);
            if (!repeats && turns.merge(candidate.sentence().turn(), 1, Integer::sum) <= MOST_OF_TURN) {
                chosen.add(candidate);
            }
        }
        chosen.sort(Comparator.comparingInt(one -> one.sentence().order()));
        return chosen.stream()
                .map(one -> new SummarySentence(
                        gist.of(one.sentence()), one.sentence().turn()))
                .toList();
    }

    static String said(Sentence sentence, String words) {
        return sentence.speaker() == null ? words : sentence.speaker() + ": " + words;
    }

    private static double score(Sentence sentence, Set<String> stems, Map<String, Integer> frequency, int total) {
        int words = Words.of(sentence.text()).size();
        if (words < 4 || stems.isEmpty()) {
            return -5;
        }
        double salience = 0;
        for (var stem : stems) {
            salience += Math.log1p(frequency.getOrDefault(stem, 1) - 1.0);
        }
        double score = Math.min(2, salience / Math.sqrt(stems.size()) * 0.6);
        score += words >= 8 && words <= 35 ? 0.6 : words > 45 ? -0.6 : 0;
        score += DECISION.matcher(sentence.text()).find() ? 0.8 : 0;
        score += sentence.text().chars().anyMatch(Character::isDigit) ? 0.5 : 0;
        double place = total <= 1 ? 0 : (double) sentence.order() / (total - 1);
        score += place < 0.3 && place > 0.02 ? 0.3 : 0;
        score -= sentence.isQuestion() ? 1.8 : 0;
        score -= SMALL_TALK.matcher(sentence.text()).find() ? 2.5 : 0;
        return score;
    }
}
