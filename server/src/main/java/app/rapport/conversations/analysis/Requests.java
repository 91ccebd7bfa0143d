package app.rapport.conversations.analysis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "Can you send …?", "please check", "I need the list", "shall I …?": asked or offered, and waiting for an answer. */
final class Requests {
    private static final Pattern REQUEST = Pattern.compile(
            "\\b(?:can|could|would|will) (?:you|i (?:get|ask) you to|one of you)(?: please| also| maybe| perhaps| then| mind| be able to)* +(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HOW_COULD_YOU =
            Pattern.compile("(?i).*\\b(?:how|what|when|where|why|who) (?:can|could|would|will) you\\b.*");
    private static final Pattern PLEASE = Pattern.compile(
            "(?:^(?:.{0,25}[,:] *)?(?:and |also |then |so |but )*|[,;:] (?:so |and |but |then )*)please (?:also |then )?(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLEASE_BEHIND =
            Pattern.compile("^(?:(?:and|then|so|also|but),? )*([a-z].*?),? please\\b.*", Pattern.CASE_INSENSITIVE);
    /** Behind somebody's name: "John, draft the list". */
    private static final Pattern ORDER = Pattern.compile(
            "(?i)(?:please |also |then |just )?(?:send|draft|write|prepare|check|book|call|email|schedule|share|review|update|confirm|arrange|set up|put together|find out|follow up|get|ask|forward|create|order|collect|add|fix|test|document|invite|compile|circulate|raise|chase)\\b.*");

    private static final Pattern NO_WORK = Pattern.compile("(?i)(?:let me know|go ahead|do so|do)\\b.*");
    private static final Pattern NEED = Pattern.compile(
            "\\b(?:i|we)(?:(?: still| also| just| only|'d|'ll| will)* (?:need|want|expect|require)|(?:'d| would) (?:ask(?: you)? for|like(?: to (?:have|get|see|receive))?|appreciate)"
                    + "|(?:'re| are|'m| am)? still (?:waiting for|missing)| (?:never|haven't) (?:got|received|seen)) ((?:the|a|an|your|some|those|that)\\b.+?)(?: from (?:you|your)\\b.*)?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern APPROVAL = Pattern.compile("(?i).*\\bapproval\\b.*");
    private static final Pattern MISSING = Pattern.compile(
            "\\b(the [^,]{3,60}), (?:i|we) (?:still )?(?:never|haven't|have not|didn't) (?:got|get|received?|seen|had) (?:it|them|that)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFER =
            Pattern.compile("\\b(?:shall|should) (i|we) (.+)\\?", Pattern.CASE_INSENSITIVE);
    /** Asked for an answer here and now … */
    private static final Pattern FOR_NOW = Pattern.compile(
            "(?i)(?:do|make|show me|tell|give me (?:an example|a sense|an idea|a bit)|confirm|come|have|be|find|go|look at|start|work|try|run|call|talk|speak|discuss|put a number|take)\\b.*");
    /** … or for something to be done afterwards. */
    private static final Pattern FOR_LATER = Pattern.compile(
            "(?i)(?:confirm|talk to|speak (?:to|with)|call|go through|find (?!out (?:more|what))|take (?:care|over)|put (?!a number)|have (?:a look|your))\\b.*");

    private static final Pattern FIRM = Pattern.compile(
            "(?i)(?:please )?(?:send|share|provide|introduce|prepare|forward|create|set up|arrange|schedule|put|give us|email)\\b.*");

    private final List<Sentence> talk;
    private final DueDates dates;
    private final Addressees addressees;
    private final Promises promises;

    Requests(List<Sentence> talk, DueDates dates, Addressees addressees, Promises promises) {
        this.talk = talk;
        this.dates = dates;
        this.addressees = addressees;
        this.promises = promises;
    }

    static boolean isForNow(String phrase) {
        return FOR_NOW.matcher(phrase).matches();
    }

    /** A question: an offer or a request, or neither. */
    void question(Sentence at, String clause) {
        var offer = OFFER.matcher(clause);
        if (offer.find()) {
            boolean mine = offer.group(1).equalsIgnoreCase("i");
            var phrase = mine ? Verbs.work(offer.group(2)) : Verbs.planned(offer.group(2));
            if (phrase != null) {
                promises.ask(new Pending(
                        at, mine ? null : at.speaker(), mine ? at.speaker() : null, phrase, !mine, true, false));
            }
            return;
        }
        var request = REQUEST.matcher(clause);
        if (!request.find() || HOW_COULD_YOU.matcher(clause).matches()) {
            return;
        }
        var phrase = Verbs.work(request.group(1).replaceAll("\\?+$", ""));
        if (phrase != null
                && (!isForNow(phrase) || FOR_LATER.matcher(phrase).matches() || dates.limit(phrase) != null)) {
            var said = addressees.without(phrase, clause);
            promises.ask(new Pending(
                    at,
                    at.speaker(),
                    addressees.of(at, clause),
                    said,
                    false,
                    false,
                    FIRM.matcher(said).matches()));
        }
    }

    /** "Please send me the list." True when the clause was one. */
    boolean imperative(Sentence at, String clause) {
        var please = PLEASE.matcher(clause);
        Matcher behind = PLEASE_BEHIND.matcher(clause);
        String asked = please.find() ? please.group(1) : behind.matches() ? behind.group(1) : order(clause);
        if (asked == null) {
            return false;
        }
        var named = addressees.named(clause);
        if (named != null) {
            asked = asked.replaceFirst("(?i)^" + Pattern.quote(named) + ",? ", "");
        }
        var phrase = asked.length() < clause.length() && clause.endsWith(asked) ? Verbs.deed(asked) : Verbs.work(asked);
        if (phrase == null || NO_WORK.matcher(phrase).matches()) {
            return false;
        }
        promises.ask(new Pending(at, at.speaker(), addressees.of(at, clause), phrase, false, false, true));
        return true;
    }

    private @Nullable String order(String clause) {
        var behindName = addressees.behindName(clause);
        return behindName != null && ORDER.matcher(behindName).matches() ? behindName : null;
    }

    /** "I need the list", "the report, I never got it"; and questions a recogniser wrote without their mark. */
    void statement(Sentence at, String clause) {
        var missing = MISSING.matcher(at.text());
        if (missing.find()) {
            want(at, clause, missing.group(1));
            return;
        }
        var need = NEED.matcher(clause);
        if (need.find() && !APPROVAL.matcher(clause).matches()) {
            want(at, clause, need.group(1).replaceAll("[.!]+$", ""));
        }
        if (REQUEST.matcher(clause).find()) {
            question(at, clause);
        }
    }

    private void want(Sentence at, String clause, String thing) {
        promises.ask(new Pending(at, at.speaker(), addressees.of(at, clause), "send me " + thing, false, true, false));
    }

    /** Whether the turn before holds a request. */
    boolean isAsked(Sentence at) {
        for (int i = at.order() - 1; i >= 0 && at.turn() - talk.get(i).turn() <= 1; i--) {
            if (talk.get(i).turn() < at.turn()
                    && REQUEST.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }
}
