package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.ActionItem;
import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a talk by rules, offline and the same way every time: English in full, Arabic in common phrasing. It only repeats what
 * was said; what was denied or merely imagined it leaves out. How often it is right is measured in {@code bench/}.
 */
public final class BuiltInAnalyst implements Analyst {
    @Override
    public String origin() {
        return "built-in";
    }

    @Override
    public Analysis analyse(Transcript transcript, Context context) {
        var people = new People(transcript, context);
        var talk = Sentences.of(transcript, people);
        var promises = Actions.in(talk, people, new DueDates(context), new ArabicDates(context));
        var cast = new Cast(talk, people);
        var deciders = Deciders.in(talk, people, cast);
        var insights = new ArrayList<Insight>();
        insights.addAll(Budgets.in(talk));
        var competitors = Competitors.in(talk, people, cast, context.competitors(), Set.copyOf(names(deciders)));
        insights.addAll(competitors);
        insights.addAll(deciders);
        insights.addAll(Risks.in(talk, names(competitors)));
        var weight = weights(talk, insights, promises);
        var gist = new Gist(talk, insights, promises);
        insights.addAll(NextSteps.in(talk, promises));
        return new Analysis(
                Summary.of(talk, weight, gist),
                insights,
                promises.stream().map(BuiltInAnalyst::item).toList());
    }

    private static List<String> names(List<Insight> insights) {
        return insights.stream().map(Insight::name).filter(Objects::nonNull).toList();
    }

    private static ActionItem item(Promise promise) {
        return new ActionItem(promise.title, promise.owner, promise.due, promise.at.turn(), promise.at.text());
    }

    /** What a sentence is worth for the summary because something stands on it. */
    private static Map<Integer, Double> weights(List<Sentence> talk, List<Insight> insights, List<Promise> promises) {
        Map<Integer, Double> weight = new HashMap<>();
        Map<String, Integer> orders = new HashMap<>();
        for (var sentence : talk) {
            orders.putIfAbsent(sentence.turn() + "\n" + sentence.text(), sentence.order());
        }
        for (var insight : insights) {
            var order = orders.get(insight.turn() + "\n" + insight.quote());
            if (order != null) {
                weight.merge(
                        order,
                        switch (insight.kind()) {
                            case BUDGET -> 2.0;
                            case DECISION_MAKER -> 1.8;
                            case RISK -> 1.2;
                            case COMPETITOR -> 1.2;
                            case NEXT_STEP -> 0.5;
                        },
                        Double::sum);
            }
        }
        for (var promise : promises) {
            weight.merge(promise.at.order(), promise.due == null ? 0.4 : 1.0, Double::sum);
        }
        return weight;
    }
}
