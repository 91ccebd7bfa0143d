package app.rapport.conversations.analysis;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "I'll send", "Petra will check", "you'll have it by Friday": what somebody undertakes for oneself or says somebody will do. */
final class Commitments {
    private static final String GROUP =
            "(?i:our|my|the) (?:[\\w-]+ ){0,2}(?:team|lead|manager|director|people|folks|engineers?|colleagues?|department|lawyers?|assistant|guys|side)";
    static final Pattern FIRST = Pattern.compile(
            "\\b(i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to|'m gonna|'re gonna) +(?!not\\b|never\\b|n't)(.+)",
            Pattern.CASE_INSENSITIVE);
    /** "Will ping you tomorrow", as people write in a chat. */
    private static final Pattern ELLIPTIC = Pattern.compile(
            "^(?:(?:ok|okay|sure|yes|yep|cool|great|and|then|so|perfect|thanks|got it)[,.!]? )*(will|gonna|going to) +(?!not\\b|never\\b|do\\b|be\\b)((?:send|ping|call|write|email|mail|forward|share|check|ask|let you know|get back|come back|set up|book|schedule|prepare|draft|look into|follow up|confirm|update|arrange|dm|message|text|raise|fix|add)\\b.*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MUST = Pattern.compile(
            "\\b(i)(?: also| still| just)? (?:need to|have to|must|promised to|should|agreed to|plan to|'ve got to|gotta|committed to) +(?!not\\b|say\\b|admit\\b|be honest)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REPORTED = Pattern.compile(
            "\\b(i) (?:said|promised|agreed|offered|told \\w+)(?: (?:him|her|them|\\p{Lu}\\w+))?(?: that)? i(?:'d| would| will|'ll) +(?!not\\b|never\\b)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LET_ME = Pattern.compile(
            "\\blet (me) ((?:also |just )?(?:talk|speak|check|find out|ask|look into|send|get back|come back|confirm|follow up|put together|verify|write|draft|raise|dig|connect|introduce|set up|arrange|call|email|forward|loop|book|schedule|take|sound out|run it|see (?:what|whether|if) (?!i can do|we can do|it))\\b.*)",
            Pattern.CASE_INSENSITIVE);
    /** "It'll be in your inbox before lunch" */
    private static final Pattern ARRIVES = Pattern.compile(
            "\\b(?:it|that|this|they|those)(?:'ll| will) be (?:in your (?:inbox|mailbox|hands)|with you|there|ready|done|fixed|sent|on your desk)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ARRIVAL = Pattern.compile("(?i)^\\w+(?:'ll| will) be \\w+(?: your \\w+| you)?");
    /** Before a promise these take it back. */
    private static final Pattern UNSURE = Pattern.compile(
            "(?i)\\b(?:not sure|unsure|if|whether|doubt|don't think|don't know|when|once|until|before|what|how|where|who|why)(?: that)? *$");

    static final Pattern CAN =
            Pattern.compile("^(?:[\\p{L}']+,? ){0,4}?(i|we) can (?:also )?(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CAN_OF_PURPOSE =
            Pattern.compile("(?i).*\\b(?:before|whenever|as soon as|once|so that|so)\\b.{0,30}\\b(?:i|we) can\\b.*");
    private static final Pattern CAN_DO = Pattern.compile(
            "(?i)(?:send|share|do|get|have|prepare|provide|check|ask|talk|set up|introduce|forward|put|book|arrange|make)\\b.*");
    static final Pattern YOU_GET = Pattern.compile(
            "\\byou(?:'ll| will)(?: also)? (get|have|receive|hear|see) +(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING = Pattern.compile("(?i)(?:the|a|an|it|that|both|them|those)\\b.*");
    private static final Pattern NOTHING_SENT =
            Pattern.compile("(?i)to\\b.*|(?:a|the) (?:chance|problem|feeling|sense|idea)\\b.*");
    private static final Pattern OTHERS = Pattern.compile("(?:^|[ ,])((?:" + Names.PERSON + "|he|she|they|" + GROUP
            + "))(?:'ll| will| shall| is going to| are going to| is gonna) +(?!not\\b|never\\b)(.+)");
    private static final Pattern OTHERS_LOWER =
            Pattern.compile("(?:^|.* )([a-z]+)(?:'ll| will| is going to| is gonna) +(?!not\\b|never\\b)(.+)");
    /** What others will do by themselves, or only say and ask. */
    private static final Pattern THEIR_OWN =
            Pattern.compile("(?i)(?:be|come|go|take|have|start|work|run|do|make|change|try) .*");

    private static final Pattern ONLY_SAID =
            Pattern.compile("(?i)(?:ask|tell|say|want|know)(?:$|[ ,.](?!.*\\b(?:for|to|about)\\b).*|.*\\bwhy\\b.*)");
    private static final Pattern DUTY = Pattern.compile(
            "(?i)(?:ask|send|check|call|write|prepare|confirm|find out|update|email|schedule|share|follow|talk|speak)\\b.*");
    /** Said of this very talk unless a day is named. */
    private static final Pattern IN_TALK = Pattern.compile(
            "(?i)(?:show|demo|walk|present|start|begin|skip|hand over|hand off|keep (?:it|this)|jump|pass (?:it|over|to)|turn (?:it )?over|pull (?:it|this|that) up|bring (?:it|this|that) up|open (?:it|this|that) up|switch (?:over|to)|stop (?:here|there|sharing))\\b.*");

    private static final Pattern JOINT = Pattern.compile(
            "(?i)^(?:meet|talk|speak|reconvene|regroup|catch up|touch base|sit down|see each other|reconnect)\\b.*|^(?:do|hold|have|run|schedule|plan)(?: on)? (?:the|a|an|our|another) (?:[\\w-]+ ){0,2}(?:session|call|meeting|workshop|review|demo|kick-?off|check-?in|walkthrough|retro|sync)\\b.*|^review (?:it|this|that) together\\b.*");
    private static final Pattern WITH_SOMEBODY = Pattern.compile("(?i)(?:talk|speak) (?:to|with)\\b.*");

    /** "Oscar and I will": nobody in particular. */
    private static final Pattern WITH_ANOTHER = Pattern.compile("\\p{Lu}\\p{L}+ and $");

    private final List<Sentence> talk;
    private final People people;
    private final DueDates dates;
    private final Promises promises;
    private final Requests requests;

    Commitments(List<Sentence> talk, People people, DueDates dates, Promises promises, Requests requests) {
        this.talk = talk;
        this.people = people;
        this.dates = dates;
        this.promises = promises;
        this.requests = requests;
    }

    /** True when the clause was one. */
    boolean read(Sentence at, String clause) {
        return firstPerson(at, clause)
                || able(at, clause)
                || received(at, clause)
                || arriving(at, clause)
                || thirdPerson(at, clause);
    }

    private boolean firstPerson(Sentence at, String clause) {
        for (var pattern : List.of(REPORTED, FIRST, MUST, LET_ME, ELLIPTIC)) {
            var match = pattern.matcher(clause);
            if (!match.find()
                    || UNSURE.matcher(clause.substring(0, match.start())).find()) {
                continue;
            }
            boolean together = match.group(1).equalsIgnoreCase("we");
            var said = match.group(2);
            var phrase = pattern == MUST ? Verbs.work(said) : Verbs.deed(said);
            if (together && isJoint(phrase == null ? said : phrase)) {
                promises.add(at, null, phrase == null ? said : phrase, true);
                return true;
            }
            if (phrase == null
                    && pattern == LET_ME
                    && said.toLowerCase(Locale.ROOT).startsWith("see ")) {
                phrase = said;
            }
            if (phrase == null) {
                return false;
            }
            if (pattern == MUST
                    && dates.limit(phrase) == null
                    && !DUTY.matcher(phrase).matches()) {
                promises.ask(new Pending(at, null, at.speaker(), phrase, false, true, false));
                continue;
            }
            if (IN_TALK.matcher(phrase).matches() && dates.limit(phrase) == null) {
                return true;
            }
            boolean withAnother =
                    WITH_ANOTHER.matcher(clause.substring(0, match.start())).find();
            promises.add(at, withAnother ? null : at.speaker(), phrase, false);
            return true;
        }
        return false;
    }

    private static boolean isJoint(String phrase) {
        return JOINT.matcher(phrase).matches() && !WITH_SOMEBODY.matcher(phrase).matches();
    }

    /** "I can send it on Monday" is a promise when it was asked for or has a day. */
    private boolean able(Sentence at, String clause) {
        var can = CAN.matcher(clause);
        if (!can.find() || CAN_OF_PURPOSE.matcher(clause).matches()) {
            return false;
        }
        var phrase = can.group(2).matches("(?i)have .*") ? Verbs.deed(can.group(2)) : Verbs.work(can.group(2));
        boolean asked = requests.isAsked(at);
        if (phrase != null
                && (asked || dates.limit(phrase) != null)
                && CAN_DO.matcher(phrase).matches()) {
            promises.add(at, can.group(1).equalsIgnoreCase("i") || asked ? at.speaker() : null, phrase, false);
            return true;
        }
        if (phrase != null && !Requests.isForNow(phrase)) {
            promises.ask(new Pending(at, null, at.speaker(), phrase, false, true, false));
        }
        return false;
    }

    private boolean received(Sentence at, String clause) {
        var match = YOU_GET.matcher(clause);
        if (!match.find()
                || (dates.limit(clause) == null
                        && !SOMETHING.matcher(match.group(2)).matches())) {
            return false;
        }
        boolean object = !match.group(1).equalsIgnoreCase("hear");
        if (!object || NOTHING_SENT.matcher(match.group(2)).matches()) {
            return false;
        }
        promises.add(at, at.speaker(), "send you " + match.group(2), false);
        return true;
    }

    private boolean arriving(Sentence at, String clause) {
        var match = ARRIVES.matcher(clause);
        if (!match.find() || dates.limit(clause) == null) {
            return false;
        }
        promises.add(
                at,
                at.speaker(),
                "send you it " + ARRIVAL.matcher(match.group()).replaceFirst(""),
                false);
        return true;
    }

    private boolean thirdPerson(Sentence at, String clause) {
        var match = OTHERS.matcher(clause);
        if (match.find()) {
            return others(at, match);
        }
        var lower = OTHERS_LOWER.matcher(clause);
        return lower.matches() && people.known(lower.group(1)) != null && others(at, lower);
    }

    private boolean others(Sentence at, Matcher match) {
        var phrase = Verbs.work(match.group(2));
        var who = match.group(1).strip();
        if (phrase == null
                || ONLY_SAID.matcher(phrase).matches()
                || (THEIR_OWN.matcher(phrase).matches() && people.known(who) == null)) {
            return false;
        }
        var lower = who.toLowerCase(Locale.ROOT);
        boolean unnamed = lower.equals("they") || lower.startsWith("the ");
        var names = Names.in(who);
        if (!unnamed && !lower.matches("he|she|(?:our|my) .*") && names.isEmpty() && people.known(who) == null) {
            return false;
        }
        promises.add(at, owner(at, who, lower, names), phrase, false);
        return true;
    }

    /** "My team" answers for itself through whoever speaks. */
    private @Nullable String owner(Sentence at, String who, String lower, List<String> names) {
        if (lower.equals("he") || lower.equals("she")) {
            return Persons.before(talk, at, people);
        }
        if (lower.matches("(?:our|my) .*")) {
            return at.speaker();
        }
        if (lower.equals("they") || (names.isEmpty() && people.known(who) == null)) {
            return null;
        }
        return people.whole(names.isEmpty() ? who : names.getLast());
    }
}
