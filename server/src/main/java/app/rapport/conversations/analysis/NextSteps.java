package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How it goes on: what both sides agreed to do together, and sentences that say so outright. */
final class NextSteps {
    private static final int MOST = 5;
    private static final Pattern OUTRIGHT = Pattern.compile(
            "(?i)\\b(?:(?:the )?next steps? (?:is|are|would be|will be)|(?:the )?first step is|we (?:reconvene|meet again|talk again|speak again)|see you (?:in|on|next|tomorrow)|follow-?up (?:call|meeting) (?:is|on|in|next))\\b|الخطوة التالية|الخطوات التالية|الخطوة القادمة|نلتقي|نجتمع");

    private NextSteps() {}

    static List<Insight> in(List<Sentence> talk, List<Promise> promises) {
        var steps = new ArrayList<Insight>();
        for (var promise : promises) {
            if (promise.joint) {
                steps.add(step(promise.at, promise.title + (promise.due == null ? "" : " (" + promise.due + ")")));
            }
        }
        for (var sentence : talk) {
            if (!sentence.isQuestion()
                    && OUTRIGHT.matcher(sentence.text()).find()
                    && steps.stream().noneMatch(step -> step.turn() == sentence.turn())) {
                steps.add(step(sentence, Words.written(sentence.text())));
            }
        }
        Set<Integer> joint = new java.util.HashSet<>();
        steps.forEach(step -> joint.add(step.turn()));
        for (var promise : promises) {
            if (steps.size() < 3 && promise.due != null && joint.add(promise.at.turn())) {
                steps.add(step(
                        promise.at,
                        (promise.owner == null ? "" : promise.owner + ": ") + promise.title + " (" + promise.due
                                + ")"));
            }
        }
        return steps.stream()
                .limit(MOST)
                .sorted(Comparator.comparingInt(Insight::turn))
                .toList();
    }

    private static Insight step(Sentence at, String text) {
        return new Insight(Kind.NEXT_STEP, text, at.text(), at.turn(), null, null, null);
    }
}
