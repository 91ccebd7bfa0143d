package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Agents.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "Who signs off on this?" and what is said in reply. */
final class DecisionQuestions {
    private static final Lexicon ENGLISH = Lexicon.english("deciders");
    private static final Pattern WHO = ENGLISH.anywhere("who");
    private static final Pattern ARABIC_WHO = Lexicon.arabic("deciders").anywhere("who");
    private static final Pattern YES = Pattern.compile(
            "(?i)^(?:yes|yeah|yep|exactly|correct|right|that's right|indeed|sure|absolutely|i do|i am|it is)\\b");
    private static final Pattern NO = Pattern.compile("(?i)^(?:no|nope|not|nobody|neither)\\b");
    /** "No, that would be our CTO." */
    private static final Pattern NO_BUT = Pattern.compile(
            "(?i)^(?:no|nope|not me|not really),? (?:that|it|this)(?:'s| is|'d be| would be|'ll be| will be)\\b(?! not\\b)");

    private static final Pattern ALONGSIDE = Pattern.compile(
            "(?i)\\b(?:me|myself|i do|i am),? (?:and|plus|together with|along with|jointly with|with) $");
    private static final Pattern ARE_YOU = Pattern.compile(
            "(?i)\\b(?:are|do|is it|would|can|will|is that) (?:you\\b|your (?:own )?(?:call|decision|signature|budget|money|choice|name)\\b)");
    /** Words before somebody who is the answer: "That'd be", "It's", "Ultimately", "We'd have to ask". */
    private static final Pattern POINTS = Pattern.compile(
            "(?i)^(?:(?:so|well|no|nope|not me|yes|yeah|yep|yup|yea|mhm|nah|exactly|correct|oh|um|uh|honestly|ultimately|in the end|at the end of the day|officially|formally|technically|probably|mostly|mainly|usually|good question|hm+|right|okay|ok|first|on our side|at the moment|that one's easy|for this|apart from me|besides me|just|only|definitely|obviously|of course),? |(?:that|it|this)(?:'s| is|'d be| would be|'ll be| will be| has to be)(?: (?:mostly|mainly|probably|just|only|always|still|ultimately|going to be|gonna be))? |there's |it's up to |i think |i'd say |(?:that|it) (?:sits|lies|rests) with |me and |myself and |me, )*$");

    private static final Pattern MINE = Pattern.compile(
            "(?i)^(?:(?:well|yes|yeah|oh|so|honestly),? )?(?:me\\b|i do\\b|that's me\\b|that would be me|that'd be me|it's me\\b|just me|i am\\b|myself\\b|mine\\b|all mine|yours truly|i decide|you're (?:talking|speaking) to (?:her|him|me)|you're looking at (?:her|him|me))");
    private static final Pattern POINTING = Pattern.compile(
            "(?i)^(?:it's|that's|that is|it is|that'd be|that would be|it would be|ultimately|in the end|now it's|so it's) ");
    private static final Pattern NEXT = Pattern.compile(
            "(?i)^(?: first| initially)?(?:,|,? and|,? plus|,? then|,? or|,? and then|,? as well as)(?: also| probably| maybe| finally)?(?: to| through| past| by)? $");
    private static final int ANSWER = 4;

    private final List<Sentence> talk;

    DecisionQuestions(List<Sentence> talk) {
        this.talk = talk;
    }

    /** Whom the reply names, when this is one. */
    List<Agent> answered(Sentence at, List<Agent> agents) {
        var question = question(at);
        boolean refuses =
                NO.matcher(at.text()).find() && !NO_BUT.matcher(at.text()).find();
        if (question == null || refuses) {
            return List.of();
        }
        var named = new ArrayList<Agent>();
        boolean opens = talk.get(at.order() - 1).turn() != at.turn();
        boolean ofYou = ARE_YOU.matcher(question.text()).find();
        var speaker = at.speaker();
        if (speaker != null
                && (MINE.matcher(at.text()).find()
                        || (opens && ofYou && YES.matcher(at.text()).find()))) {
            named.add(new Agent(speaker, null, null, 0, 0));
            agents.stream()
                    .filter(agent -> agent.pronoun() == null
                            && ALONGSIDE
                                    .matcher(at.text().substring(0, agent.start()))
                                    .find())
                    .findFirst()
                    .ifPresent(named::add);
        } else if (opens || POINTING.matcher(at.text()).find()) {
            pointedAt(at, agents, named);
        }
        return named;
    }

    private static void pointedAt(Sentence at, List<Agent> agents, List<Agent> named) {
        for (var agent : agents) {
            boolean first = named.isEmpty()
                    && POINTS.matcher(at.text().substring(0, agent.start())).find();
            boolean next = !named.isEmpty()
                    && NEXT.matcher(at.text().substring(named.getLast().end(), agent.start()))
                            .find();
            if ((first || next) && agent.pronoun() == null) {
                named.add(agent);
            }
        }
    }

    /** One of the first sentences behind the question who decides. */
    boolean isAnswer(Sentence at) {
        return question(at) != null;
    }

    /** Somebody spoke of deciding shortly before. */
    boolean isNear(Sentence at) {
        for (int i = at.order(); i >= 0 && i >= at.order() - ANSWER; i--) {
            if (WHO.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Sentence question(Sentence at) {
        for (int i = at.order() - 1;
                i >= 0 && at.order() - i <= ANSWER && at.turn() - talk.get(i).turn() <= 1;
                i--) {
            var earlier = talk.get(i);
            boolean asks = earlier.isQuestion() || Names.isWithoutCapitals(earlier.text());
            if (earlier.turn() < at.turn()
                    && asks
                    && (earlier.isArabic() ? ARABIC_WHO : WHO)
                            .matcher(earlier.text())
                            .find()) {
                return earlier;
            }
        }
        return null;
    }
}
