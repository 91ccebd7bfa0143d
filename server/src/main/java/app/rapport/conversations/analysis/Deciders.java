package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Agents.Agent;
import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose yes it takes: whoever stands beside a word of deciding, or answers the question who decides. */
final class Deciders {
    private static final int MOST = 5;
    private static final Lexicon LEXICON = Lexicon.english("deciders");
    private static final Pattern SUBJECT = LEXICON.anywhere("subject");
    private static final Pattern OBJECT = LEXICON.anywhere("object");
    private static final Pattern WEAK_OBJECT = LEXICON.anywhere("weak object");
    private static final Pattern DECIDING = LEXICON.anywhere("deciding");
    private static final Pattern SELF = LEXICON.anywhere("self");
    private static final Pattern POSSESSED = Pattern.compile(
            "^(?:'s|s'|') (?:[\\w-]+ ){0,2}?" + LEXICON.any("possessive") + "(?![\\p{L}])", Pattern.CASE_INSENSITIVE);
    private static final Pattern POSSESSION_WANTED = Pattern.compile(
            "(?i)(?:need|needs|get|got|want|without|have|has|requires?|it's|that's|it is|that is|is|with|on|for|pending|to|of|through|into|from|and|under|out of|wait for),? ?(?:always |ultimately |really |still |entirely |all |in the end )?(?:the |our )?$");
    private static final Pattern POSSESSIVE_PRONOUN = Pattern.compile(
            "(?i)\\b(?:need|needs|get|got|want|without|it's|that's|pending) (her|his|their) (?:[\\w-]+ ){0,2}?"
                    + LEXICON.any("possessive") + "\\b");
    private static final Pattern WITHOUT = Pattern.compile(
            "(?i)\\bwithout (?=.{2,50}(?:nothing|no (?:deal|contract|purchase|order)|can't|cannot|won't|doesn't))|\\b(?:nothing|no (?:deal|contract|purchase|order|money|tool))\\b.{2,60}? (?:without|until|unless) ");
    /** Somebody of rank needs no further word of deciding. */
    private static final Pattern RANK = Pattern.compile(
            "(?i)\\b(?:c[efiotmr]o|ciso|chief|[se]?vp|vice president|president|director|board|committee|owner|founder|partners?|boss|procurement|legal|finance|chair\\w*|leadership|executives?|head of|council|shareholders|trustees|wife|husband)\\b");
    /** What links somebody to the verb behind; another subject or a new thought parts them. */
    private static final Pattern PARTED = Pattern.compile(
            "(?i)[;:!?]|\\. |\\b(?:but|because|so that|whereas|while|when|we|you|i|they|it|everybody|everyone|nobody|anyone|people|that you|and then|which)\\b");

    private static final Pattern NEGATED = Pattern.compile(
            "(?i)\\b(?:doesn't|does not|don't|do not|didn't|did not|can't|cannot|won't|wouldn't|isn't|aren't|not|never|no longer|used to|hardly|left)\\b");
    private static final Pattern COORDINATED = Pattern.compile(
            "^(?:,|,? and|,? or|,? and then|,? as well as|,? plus|,? and also|,? together with|,? along with)(?: then| also| probably| maybe| both)? $");

    private final People people;
    private final Agents agents;
    private final DecisionQuestions questions;
    private final Map<String, Found> found = new LinkedHashMap<>();

    private record Found(String name, Sentence at, int weight) {}

    private Deciders(List<Sentence> talk, People people, Cast cast) {
        this.people = people;
        this.agents = new Agents(talk, people, cast);
        this.questions = new DecisionQuestions(talk);
    }

    static List<Insight> in(List<Sentence> talk, People people, Cast cast) {
        var deciders = new Deciders(talk, people, cast);
        talk.forEach(deciders::read);
        return deciders.found.values().stream()
                .sorted(Comparator.comparingInt((Found one) -> -one.weight()))
                .limit(MOST)
                .sorted(Comparator.comparingInt(one -> one.at().order()))
                .map(one -> new Insight(
                        Kind.DECISION_MAKER,
                        one.name(),
                        one.at().text(),
                        one.at().turn(),
                        null,
                        null,
                        one.name()))
                .toList();
    }

    private void read(Sentence at) {
        if (at.isQuestion() || at.saidByUs()) {
            return;
        }
        if (at.isArabic()) {
            ArabicDeciders.in(at, questions.isAnswer(at))
                    .forEach(name -> add(name.isEmpty() ? at.speaker() : name, at, 2));
            return;
        }
        var all = agents.in(at);
        if (SELF.matcher(at.text()).find()) {
            add(at.speaker(), at, 2);
        }
        subjects(at, all);
        objects(at, all, OBJECT, true);
        objects(at, all, WEAK_OBJECT, false);
        objects(at, all, WITHOUT, true);
        possessives(at, all);
        if (found.values().stream().noneMatch(one -> one.at().equals(at))) {
            questions.answered(at, all).forEach(agent -> add(agents.who(agent, at), at, 2));
        }
    }

    private void subjects(Sentence at, List<Agent> all) {
        var match = SUBJECT.matcher(at.text());
        while (match.find()) {
            for (int i = all.size() - 1; i >= 0; i--) {
                var agent = all.get(i);
                if (agent.end() > match.start()) {
                    continue;
                }
                var gap = at.text().substring(agent.end(), match.start());
                boolean linked = gap.length() <= 70
                        && !PARTED.matcher(gap).find()
                        && !NEGATED.matcher(gap + match.group()).find();
                if (linked && !isObjectPronoun(agent)) {
                    add(agents.who(apposed(agent, at, match.end(), all), at), at, 2);
                    alongside(at, all, i, -1);
                }
                break;
            }
        }
    }

    private static final Pattern NAMED_BEHIND = Pattern.compile("(?i)(?:, |\\b(?:her|his) name(?:'s| is) )$");

    /** "The chairwoman says yes or no, Beatrice Holm.", "she's the buyer, her name is Beth". */
    private static Agent apposed(Agent agent, Sentence at, int from, List<Agent> all) {
        var last = all.getLast();
        boolean ends = agent.name() == null
                && (agent.role() != null || isSubjectPronoun(agent))
                && last.name() != null
                && last.start() >= from
                && last.start() - from <= 30
                && NAMED_BEHIND.matcher(at.text().substring(from, last.start())).find()
                && at.text().substring(last.end()).matches("[.!]?");
        return ends ? last : agent;
    }

    private void objects(Sentence at, List<Agent> all, Pattern pattern, boolean strong) {
        var match = pattern.matcher(at.text());
        while (match.find()) {
            var before = at.text().substring(Math.max(0, match.start() - 20), match.start());
            for (int i = 0; i < all.size(); i++) {
                var agent = all.get(i);
                if (agent.start() < match.end()) {
                    continue;
                }
                var gap = at.text().substring(match.end(), agent.start());
                boolean linked = gap.length() <= (strong ? 30 : 1)
                        && !PARTED.matcher(gap).find()
                        && !NEGATED.matcher(before).find();
                if (linked && !isSubjectPronoun(agent) && (strong || isOfRank(agent, at, match.start()))) {
                    add(agents.who(agent, at), at, strong ? 2 : 1);
                    alongside(at, all, i, 1);
                }
                break;
            }
        }
    }

    private boolean isOfRank(Agent agent, Sentence at, int from) {
        var around = at.text().substring(0, from) + at.text().substring(agent.end());
        boolean ranks = agent.role() != null && RANK.matcher(agent.role()).find();
        return questions.isAnswer(at) || DECIDING.matcher(around).find() || (ranks && questions.isNear(at));
    }

    private void possessives(Sentence at, List<Agent> all) {
        for (var agent : all) {
            if (agent.pronoun() == null
                    && POSSESSED.matcher(at.text().substring(agent.end())).lookingAt()
                    && POSSESSION_WANTED
                            .matcher(at.text().substring(0, agent.start()))
                            .find()) {
                add(agents.who(agent, at), at, 2);
            }
        }
        var pronoun = POSSESSIVE_PRONOUN.matcher(at.text());
        if (pronoun.find()) {
            var who = pronoun.group(1).toLowerCase(Locale.ROOT);
            add(
                    agents.who(
                            new Agent(
                                    null, null, who.equals("their") ? "they" : "she", pronoun.start(1), pronoun.end(1)),
                            at),
                    at,
                    1);
        }
    }

    /** "The CFO and the board have to approve": who stands in a row decides together. */
    private void alongside(Sentence at, List<Agent> all, int from, int step) {
        for (int i = from; i + step >= 0 && i + step < all.size(); i += step) {
            var left = all.get(Math.min(i, i + step));
            var right = all.get(Math.max(i, i + step));
            if (left.end() > right.start()
                    || !COORDINATED
                            .matcher(at.text().substring(left.end(), right.start()))
                            .find()) {
                return;
            }
            add(agents.who(all.get(i + step), at), at, 2);
        }
    }

    private static boolean isObjectPronoun(Agent agent) {
        return agent.pronoun() != null && agent.pronoun().matches("me|her|him|them|i");
    }

    private static boolean isSubjectPronoun(Agent agent) {
        return agent.pronoun() != null && agent.pronoun().matches("i|she|he|they");
    }

    private void add(@Nullable String name, Sentence at, int weight) {
        if (name == null || name.isBlank() || people.isParty(name) || people.isOurs(name)) {
            return;
        }
        found.merge(
                name.toLowerCase(Locale.ROOT),
                new Found(name, at, weight),
                (known, added) -> new Found(known.name(), known.at(), known.weight() + added.weight()));
    }
}
