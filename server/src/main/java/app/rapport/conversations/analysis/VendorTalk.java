package app.rapport.conversations.analysis;

import java.util.List;
import java.util.regex.Pattern;

/** How much the words around a name sound like talk of another vendor. */
final class VendorTalk {
    private static final Lexicon LEXICON = Lexicon.english("competitors");
    private static final Lexicon ARABIC = Lexicon.arabic("competitors");
    private static final Pattern WEIGHING = LEXICON.atEnd("weighing");
    private static final Pattern USING = LEXICON.atEnd("using");
    private static final Pattern WEAK_BEFORE = LEXICON.atEnd("weak before");
    private static final Pattern OFFERING = LEXICON.atStart("offering");
    private static final Pattern AFTER = LEXICON.atStart("after");
    private static final Pattern WEAK_AFTER = LEXICON.atStart("weak after");
    private static final Pattern COMPANION = LEXICON.atEnd("companion before");
    private static final Pattern ELSEWHERE = LEXICON.atEnd("elsewhere before");
    private static final Pattern ELSEWHERE_AFTER = LEXICON.atStart("elsewhere after");
    /** "Our CFO came from …": where somebody worked before. */
    private static final Pattern CAREER = Pattern.compile(
            "(?i)\\b(?:he|she|i|who|c[efiot]o|boss|manager|director|colleague|guy|lady|head|vp|chief|founder|partner)(?: \\w+){0,3} (?:came|comes|moved|joined|transferred|hired|poached)(?: \\w+)? from $");

    private static final Pattern ALTERNATIVES = LEXICON.anywhere("alternatives");
    private static final Pattern ARABIC_ALTERNATIVES = ARABIC.anywhere("alternatives");
    /** A name that is the whole answer, or its beginning: "Gong obviously, …" */
    private static final Pattern OPENS = Pattern.compile(
            "(?i)^(?:(?:yes|yeah|yep|well|so|sure|mainly|mostly|just|oh|um|uh|honestly|probably|definitely|only|the usual suspects|right now),? ?(?:it's |that's |we have |there's |with )?)*$");

    private static final Pattern DENIED = Pattern.compile("(?i)^(?:no|nope|not really|not anymore|never)\\b");

    private final List<Sentence> talk;

    VendorTalk(List<Sentence> talk) {
        this.talk = talk;
    }

    /** Three and more is enough. */
    double score(Mention mention) {
        var before = mention.before();
        var after = mention.after();
        var name = mention.name();
        boolean weighing = WEIGHING.matcher(before).find();
        boolean companion = Vocabulary.isCompanion(name);
        boolean acting = OFFERING.matcher(after).lookingAt()
                || (!companion && AFTER.matcher(after).lookingAt());
        double score = weighing || acting ? 3 : 0;
        if ((!weighing && COMPANION.matcher(before).find())
                || CAREER.matcher(before).find()) {
            return -3;
        }
        boolean using = USING.matcher(before).find();
        if (!companion) {
            score += using ? 3 : 0;
            score += score == 0 && WEAK_BEFORE.matcher(before).find() ? 1.5 : 0;
            score += Vocabulary.isProduct(name) ? 1.5 : 0;
            score += isAskedAbout(mention.sentence())
                    ? 1.5 + (OPENS.matcher(before).find() ? 1 : 0)
                    : 0;
        }
        score += WEAK_AFTER.matcher(after).lookingAt() ? 0.5 : 0;
        score -= !weighing && !using && !acting && ELSEWHERE.matcher(before).find() ? 2.5 : 0;
        score -= ELSEWHERE_AFTER.matcher(after).lookingAt() ? 2.5 : 0;
        score -= unlike(name);
        if (mention.sentence().saidByUs()) {
            score -= denied(mention.sentence()) ? 4 : 1.5;
        }
        return score;
    }

    /** Names of things that are no vendors mostly look like this. */
    private static double unlike(String name) {
        if (Vocabulary.isProduct(name)) {
            return 0;
        }
        boolean initials = name.length() <= 4 && name.chars().noneMatch(Character::isLowerCase);
        boolean ordinary = List.of(name.split(" ", -1)).stream().allMatch(Vocabulary::isCommon);
        return initials || ordinary ? 1.5 : 0;
    }

    private boolean denied(Sentence sentence) {
        if (!sentence.isQuestion()) {
            return false;
        }
        for (int i = sentence.order() + 1; i < talk.size() && i <= sentence.order() + 2; i++) {
            if (talk.get(i).turn() != sentence.turn()) {
                return DENIED.matcher(talk.get(i).text()).find();
            }
        }
        return false;
    }

    /** Answers a question for others, follows upon such words, or holds them. */
    boolean isAskedAbout(Sentence sentence) {
        if (ofAlternatives(sentence)) {
            return true;
        }
        for (int i = sentence.order() - 1;
                i >= 0 && sentence.turn() - talk.get(i).turn() <= 1;
                i--) {
            var earlier = talk.get(i);
            boolean justSaid = earlier.turn() == sentence.turn() && sentence.order() - i <= 2;
            boolean asked = earlier.turn() < sentence.turn()
                    && (earlier.isQuestion() || Names.isWithoutCapitals(earlier.text()))
                    && sentence.order() - i <= 5;
            if ((justSaid || asked) && ofAlternatives(earlier)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofAlternatives(Sentence sentence) {
        return (sentence.isArabic() ? ARABIC_ALTERNATIVES : ALTERNATIVES)
                .matcher(sentence.text())
                .find();
    }
}
