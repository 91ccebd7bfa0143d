package app.rapport.conversations.analysis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who promised what: commitments ("I'll send"), requests that were not refused ("Can you …?" "Sure"), offers that were taken up
 * ("Shall I …?" "Yes, please") and plans ("let's meet on Monday"). A negation, a condition or an idiom is no promise.
 */
final class Actions {
    private static final int MOST = 25;
    /** Where a sentence passes to another promise. */
    private static final Pattern CLAUSE = Pattern.compile(
            "(?:,|;)? (?:and|but|so|then)(?: then)? (?=(?:i|we|he|she|they|you|" + Names.PERSON
                    + ")(?:'ll| will| shall|'m going to| am going to| are going to| is going to)\\b)"
                    + "|; |, (?=(?:i'll|i will|we'll|can you|could you|would you|please(?= \\p{L})|let's)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONDITION = Pattern.compile(
            "(?i)^(?:(?:and|so|but|well|okay|then|honestly),? )*(?:if|unless|suppose|imagine|provided|assuming|in case)\\b.*");
    /** "If they don't answer, I'll call them": promised all the same. */
    private static final Pattern IN_ANY_CASE =
            Pattern.compile("(?i)^(?:i|we)(?:'ll| will) (?:send|get back|come back|let you know|call|write)\\b.*");

    /** "I'll set up a call for Friday, does three work?" */
    private static final Pattern PROMISE_FIRST = Pattern.compile(
            "(?i)(?:[\\p{L}']+,? ){0,3}(?:i|we)(?:'ll| will) .+, (?:does|do|is|are|would|will|can|could|if|okay|ok|right|alright|yeah|good)\\b[^,]*\\?");

    private static final Pattern THEN = Pattern.compile("(?i).*\\bthen\\b.*");

    private final List<Sentence> talk;
    private final DueDates dates;
    private final ArabicActions arabic;
    private final Promises promises;
    private final Requests requests;
    private final Replies replies;
    private final Commitments commitments;
    private final Plans plans;

    private Actions(List<Sentence> talk, People people, DueDates dates, ArabicDates arabicDates) {
        this.talk = talk;
        this.dates = dates;
        arabic = new ArabicActions(arabicDates);
        promises = new Promises(talk, people, dates);
        requests = new Requests(talk, dates, new Addressees(people), promises);
        replies = new Replies(talk, dates, promises);
        commitments = new Commitments(talk, people, dates, promises, requests);
        plans = new Plans(dates, promises);
    }

    static List<Promise> in(List<Sentence> talk, People people, DueDates dates, ArabicDates arabicDates) {
        var actions = new Actions(talk, people, dates, arabicDates);
        actions.read();
        actions.promises.made.removeIf(promise -> promise.title.isBlank());
        return Likeness.merged(actions.promises.made, MOST);
    }

    private void read() {
        for (int i = 0; i < talk.size(); i++) {
            var sentence = talk.get(i);
            var before = i == 0 ? null : talk.get(i - 1);
            if (sentence.isArabic()) {
                arabic.read(sentence, before, promises.made);
            } else {
                english(sentence, before == null || before.turn() != sentence.turn());
            }
        }
        promises.pending.stream().filter(Pending::firm).toList().forEach(promises::accept);
    }

    private void english(Sentence sentence, boolean opens) {
        if (opens) {
            replies.read(sentence);
        }
        int before = promises.made.size();
        var clauses = CLAUSE.split(sentence.text(), -1);
        for (var clause : clauses) {
            clause(sentence, clause.strip());
        }
        if (promises.made.size() == before) {
            promises.amend(sentence, opens);
        }
        if (promises.made.size() == before + 1 && clauses.length > 1) {
            var only = promises.made.getLast();
            if (only.due == null && THEN.matcher(only.phrase).matches()) {
                var limit = dates.limit(sentence.text()); // "the board meets on Friday and I'll tell you then"
                only.due = limit == null ? null : limit.date();
            }
        }
    }

    private void clause(Sentence at, String clause) {
        if (CONDITION.matcher(at.text()).matches()
                && !IN_ANY_CASE.matcher(clause).matches()) {
            return;
        }
        boolean asks = at.isQuestion();
        if (asks && PROMISE_FIRST.matcher(clause).matches()) {
            commitments.read(at, clause.substring(0, clause.lastIndexOf(',')));
        } else if (asks) {
            requests.question(at, clause);
        } else if (!commitments.read(at, clause) && !plans.read(at, clause) && !requests.imperative(at, clause)) {
            requests.statement(at, clause);
        }
    }
}
