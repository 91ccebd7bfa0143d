package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first words of a turn that follows a request: taken, refused, or neither. */
final class Replies {
    private static final Pattern YES = Pattern.compile(
            "(?i)^(?:oh |okay,? |ok,? |well,? )*(?:yes|yeah|yep|yup|sure|of course|okay|ok|certainly|absolutely|definitely|will do|no problem|happy to|gladly|fine|right|works|good|great|sounds|perfect|let's do that|please|i can|i'll|i will|i shall|we can|we'll|you'll|that's on me|consider it|agreed|cool|alright|got it|on it|can do|with pleasure|that would|that'd|i'd (?:like|appreciate|love)|by all means|wonderful|excellent|amazing|awesome|that helps|thanks|thank you|go ahead|leave it with me|my pleasure|lovely|brilliant|terrific)\\b.*");
    private static final Pattern PLAIN_YES =
            Pattern.compile("(?i)^(?:yes|yeah|yep|sure|of course|okay|ok|absolutely|certainly|no problem|gladly)\\b.*");
    private static final Pattern NO = Pattern.compile(
            "(?i)^(?:well,? |i'm afraid,? |sorry,? |honestly,? |oh,? )*(?:no\\b(?! problem| worries)|nope|not (?:yet|now|really|today)|i'd rather not|i can't|i cannot|we can't|unfortunately|i'm afraid|i don't think|sorry\\b).*");
    private static final Pattern TAKEN_BY_OTHER =
            Pattern.compile("(?i).*\\b(?:will do|on me|you'll|i'll|i will|i can)\\b.*");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)^(?:(?:and|so|but|well),? )*(?:if|unless|when|once)\\b.*");
    /** How far into a turn its answer reaches. */
    private static final int SENTENCES = 3;

    private static final double SAME = 0.3;

    private final List<Sentence> talk;
    private final DueDates dates;
    private final Promises promises;

    Replies(List<Sentence> talk, DueDates dates, Promises promises) {
        this.talk = talk;
        this.dates = dates;
        this.promises = promises;
    }

    /** @param reply the sentence that opens a turn */
    void read(Sentence reply) {
        var open = promises.pending.stream()
                .filter(asked -> asked.at().turn() < reply.turn())
                .toList();
        for (var asked : open) {
            if (reply.turn() - asked.at().turn() > Promises.MEMORY) {
                promises.pending.remove(asked);
                if (asked.firm()) {
                    promises.accept(asked);
                }
                continue;
            }
            boolean theirs = asked.doer() == null || asked.doer().equals(reply.speaker()) || asked.isOffer();
            if (theirs && !Objects.equals(asked.at().speaker(), reply.speaker())) {
                promises.pending.remove(asked);
                if (!NO.matcher(reply.text()).matches()) {
                    taken(asked, reply);
                }
            }
        }
    }

    private void taken(Pending asked, Sentence reply) {
        boolean yes = YES.matcher(reply.text()).matches();
        var own = ownPromise(reply);
        if (own == null) {
            boolean wanted = asked.needsYes() && asked.phrase().startsWith("send me ") && asked.asker() != null;
            boolean taken = yes || (asked.firm() && !asked.needsYes());
            if (taken && !(wanted && !TAKEN_BY_OTHER.matcher(reply.text()).matches())) {
                promises.accept(
                        asked,
                        day(reply),
                        asked.doer() != null ? asked.doer() : asked.joint() ? null : reply.speaker());
            }
            return;
        }
        if (asked.joint()) {
            return;
        }
        boolean sameBreath = sentenceOfOwn(reply) == reply.order()
                && PLAIN_YES.matcher(reply.text()).matches()
                && own.split(" ", -1).length > 3;
        if (Titles.isHollow(own, dates) || (own.startsWith("send you ") && sentenceOfOwn(reply) < 0)) {
            promises.accept(asked, day(reply), reply.speaker());
            promises.isSpokenFor(reply.turn());
        } else if (Words.overlap(Words.matters(own), Words.matters(asked.phrase())) < SAME
                && !asked.needsYes()
                && !sameBreath) {
            promises.accept(asked, null, reply.speaker());
        }
    }

    /** "Yes, I'll write to both of you": the yes and how it will be kept are one sentence. */
    private int sentenceOfOwn(Sentence reply) {
        for (var sentence : answer(reply)) {
            if (Commitments.FIRST.matcher(sentence.text()).find()) {
                return sentence.order();
            }
        }
        return -1;
    }

    private @Nullable String ownPromise(Sentence reply) {
        for (var sentence : answer(reply)) {
            for (var pattern : List.of(Commitments.FIRST, Commitments.CAN, Commitments.YOU_GET)) {
                var match = pattern.matcher(sentence.text());
                if (!sentence.isQuestion()
                        && match.find()
                        && !CONDITION.matcher(sentence.text()).matches()) {
                    if (pattern == Commitments.YOU_GET) {
                        return "send you " + match.group(2);
                    }
                    var phrase = Verbs.deed(match.group(2));
                    if (phrase != null) {
                        return phrase;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable LocalDate day(Sentence reply) {
        for (var sentence : answer(reply)) {
            var limit = dates.limit(sentence.text());
            if (limit != null
                    && !sentence.isQuestion()
                    && !CONDITION.matcher(sentence.text()).matches()) {
                return limit.date();
            }
        }
        return null;
    }

    private List<Sentence> answer(Sentence reply) {
        return talk.subList(reply.order(), Math.min(talk.size(), reply.order() + SENTENCES)).stream()
                .filter(sentence -> sentence.turn() == reply.turn())
                .toList();
    }
}
