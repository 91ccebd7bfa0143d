package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who promised what in English: commitments ("I'll send"), requests that were not refused ("Can you …?" "Sure"), offers that were
 * taken up ("Shall I …?" "Yes, please") and plans ("let's meet on Monday"). A negation, a condition or an idiom is no promise.
 */
final class Actions {
    private static final int MOST = 25;
    private static final int MEMORY = 4;
    private static final String GROUP =
            "(?i:our|my|the) (?:[\\w-]+ ){0,2}(?:team|lead|manager|director|people|folks|engineers?|colleagues?|department|lawyers?|assistant|guys|side)";
    private static final Pattern CLAUSE = Pattern.compile(
            "(?:,|;)? (?:and|but|so|then)(?: then)? (?=(?:i|we|he|she|they|you|" + Names.PERSON
                    + ")(?:'ll| will| shall|'m going to| am going to| are going to| is going to)\\b)"
                    + "|; |, (?=(?:i'll|i will|we'll|can you|could you|would you|please|let's)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST = Pattern.compile(
            "\\b(i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to|'m gonna|'re gonna) +(?!not\\b|never\\b|n't)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MUST = Pattern.compile(
            "\\b(i)(?: also| still| just)? (?:need to|have to|must|promised to|should|agreed to|plan to|'ve got to|gotta|committed to) +(?!not\\b|say\\b|admit\\b|be honest)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REPORTED = Pattern.compile(
            "\\b(i) (?:said|promised|agreed|offered|told \\w+)(?: (?:him|her|them|\\p{Lu}\\w+))?(?: that)? i(?:'d| would| will|'ll) +(?!not\\b|never\\b)(.+)",
            Pattern.CASE_INSENSITIVE);
    /** "It'll be in your inbox before lunch" */
    private static final Pattern ARRIVES = Pattern.compile(
            "\\b(?:it|that|this|they|those)(?:'ll| will) be (?:in your (?:inbox|mailbox|hands)|with you|there|ready|done|fixed|sent|on your desk)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNSURE = Pattern.compile(
            "(?i)\\b(?:not sure|unsure|if|whether|doubt|don't think|don't know|when|once|until|before|what|how|where|who|why)(?: that)? *$");
    private static final Pattern CAN =
            Pattern.compile("^(?:[\\p{L}']+,? ){0,4}?(i|we) can (?:also )?(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LET_ME = Pattern.compile(
            "\\blet (me) ((?:also |just )?(?:talk|speak|check|find out|ask|look into|send|get back|come back|confirm|follow up|put together|verify|write|draft|raise|dig|connect|introduce|set up|arrange|call|email|forward|loop|book|schedule)\\b.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern YOU_GET = Pattern.compile(
            "\\byou(?:'ll| will)(?: also)? (get|have|receive|hear|see) +(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHERS = Pattern.compile("(?:^|[ ,])((?:" + Names.PERSON + "|he|she|they|" + GROUP
            + "))(?:'ll| will| shall| is going to| are going to| is gonna) +(?!not\\b|never\\b)(.+)");
    private static final Pattern OTHERS_LOWER =
            Pattern.compile("(?:^|.* )([a-z]+)(?:'ll| will| is going to| is gonna) +(?!not\\b|never\\b)(.+)");
    private static final Pattern REQUEST = Pattern.compile(
            "\\b(?:can|could|would|will) (?:you|i (?:get|ask) you to|one of you)(?: please| also| maybe| perhaps| then| mind| be able to)* +(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLEASE = Pattern.compile(
            "(?:^(?:.{0,25}[,:] *)?(?:and |also |then |so |but )*|[,;:] (?:so |and |but |then )*)please (?:also |then )?(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLEASE_BEHIND =
            Pattern.compile("^(?:(?:and|then|so|also|but),? )*([a-z].*?),? please\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEED = Pattern.compile(
            "\\b(?:i|we)(?:(?: still| also| just| only|'d|'ll| will)* (?:need|want|expect|require)|(?:'d| would) (?:ask(?: you)? for|like(?: to (?:have|get|see|receive))?|appreciate)"
                    + "|(?:'re| are|'m| am)? still (?:waiting for|missing)| (?:never|haven't) (?:got|received|seen)) ((?:the|a|an|your|some|those|that)\\b.+?)(?: from (?:you|your)\\b.*)?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MISSING = Pattern.compile(
            "\\b(the [^,]{3,60}), (?:i|we) (?:still )?(?:never|haven't|have not|didn't) (?:got|get|received?|seen|had) (?:it|them|that)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFER =
            Pattern.compile("\\b(?:shall|should) (i|we) (.+)\\?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETS = Pattern.compile("\\b(?:let's|let us) (?!not\\b)(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WE_SHOULD = Pattern.compile(
            "\\bwe(?: also)? (?:should|need to|must|have to|ought to)(?: also)? +(?!not\\b)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JOINT = Pattern.compile(
            "(?i)^(?:meet|talk|speak|reconvene|regroup|catch up|touch base|sit down|see each other|reconnect)\\b.*");
    private static final Pattern CONDITION = Pattern.compile(
            "(?i)^(?:(?:and|so|but|well|okay|then|honestly),? )*(?:if|unless|suppose|imagine|provided|assuming|in case)\\b.*");
    private static final Pattern YES = Pattern.compile(
            "(?i)^(?:oh |okay,? |ok,? |well,? )*(?:yes|yeah|yep|yup|sure|of course|okay|ok|certainly|absolutely|definitely|will do|no problem|happy to|gladly|fine|right|works|good|great|sounds|perfect|let's do that|please|i can|i'll|i will|i shall|we can|we'll|you'll|that's on me|consider it|agreed|cool|alright|got it|on it|can do|with pleasure|that would|that'd|i'd (?:like|appreciate|love)|by all means|wonderful|excellent|amazing|awesome|that helps|thanks|thank you)\\b.*");
    private static final Pattern PLAIN_YES =
            Pattern.compile("(?i)^(?:yes|yeah|yep|sure|of course|okay|ok|absolutely|certainly|no problem|gladly)\\b.*");
    private static final Pattern NO = Pattern.compile(
            "(?i)^(?:well,? |i'm afraid,? |sorry,? |honestly,? |oh,? )*(?:no\\b(?! problem| worries)|nope|not (?:yet|now|really|today)|i'd rather not|i can't|i cannot|we can't|unfortunately|i'm afraid|i don't think|sorry\\b).*");

    /** Asked for an answer here and now … */
    private static final Pattern ASKED_IN_TALK = Pattern.compile(
            "(?i)(?:do|make|show me|tell|give me (?:an example|a sense|an idea|a bit)|confirm|come|have|be|find|go|look at|start|work|try|run|call|talk|speak|discuss|put a number|take)\\b.*");
    /** … or for something to be done afterwards. */
    private static final Pattern ASKED_AFTER = Pattern.compile(
            "(?i)(?:confirm|talk to|speak (?:to|with)|call|go through|find (?!out (?:more|what))|take (?:care|over)|put (?!a number)|have (?:a look|your))\\b.*");

    private final People people;
    private final DueDates dates;
    private final ArabicActions arabic;
    private final List<Sentence> talk;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    /** Asked or offered, and not yet answered. */
    private record Pending(
            Sentence at,
            @Nullable String asker,
            @Nullable String doer,
            String phrase,
            boolean joint,
            boolean needsYes,
            boolean firm) {}

    private Actions(List<Sentence> talk, People people, DueDates dates, ArabicDates arabicDates) {
        this.talk = talk;
        this.people = people;
        this.dates = dates;
        this.arabic = new ArabicActions(arabicDates);
    }

    static List<Promise> in(List<Sentence> talk, People people, DueDates dates, ArabicDates arabicDates) {
        var actions = new Actions(talk, people, dates, arabicDates);
        actions.read();
        return Likeness.merged(actions.promises).stream().limit(MOST).toList();
    }

    private void read() {
        for (int i = 0; i < talk.size(); i++) {
            var sentence = talk.get(i);
            boolean opens = i == 0 || talk.get(i - 1).turn() != sentence.turn();
            if (sentence.isArabic()) {
                arabic.read(sentence, i == 0 ? null : talk.get(i - 1), promises);
                continue;
            }
            if (opens) {
                answer(sentence, i);
            }
            int before = promises.size();
            var clauses = CLAUSE.split(sentence.text(), -1);
            for (var clause : clauses) {
                clause(sentence, clause.strip());
            }
            if (promises.size() == before) {
                amend(sentence, opens);
            }
            if (promises.size() == before + 1
                    && promises.getLast().due == null
                    && clauses.length > 1
                    && promises.getLast().phrase.matches("(?i).*\\bthen\\b.*")) {
                var limit = dates.limit(sentence.text());
                promises.getLast().due = limit == null ? null : limit.date();
            }
        }
        pending.stream().filter(Pending::firm).toList().forEach(this::accept);
    }

    private void clause(Sentence at, String clause) {
        if (CONDITION.matcher(at.text()).matches()
                && !clause.matches(
                        "(?i)^(?:i|we)(?:'ll| will) (?:send|get back|come back|let you know|call|write)\\b.*")) {
            return;
        }
        if (at.isQuestion()) {
            question(at, clause);
            return;
        }
        if (commitment(at, clause)
                || youGet(at, clause)
                || arrives(at, clause)
                || others(at, clause)
                || plan(at, clause)
                || imperative(at, clause)) {
            return;
        }
        var missing = MISSING.matcher(at.text());
        if (missing.find()) {
            pending.add(new Pending(
                    at, at.speaker(), answerer(at, clause), "send me " + missing.group(1), false, true, false));
            return;
        }
        var need = NEED.matcher(clause);
        if (need.find() && !clause.matches("(?i).*\\bapproval\\b.*")) {
            pending.add(new Pending(
                    at,
                    at.speaker(),
                    answerer(at, clause),
                    "send me " + need.group(1).replaceAll("[.!]+$", ""),
                    false,
                    true,
                    false));
        }
        var request = REQUEST.matcher(clause);
        if (request.find()) { // a recogniser writes no question mark
            question(at, clause);
        }
    }

    private boolean commitment(Sentence at, String clause) {
        for (var pattern : List.of(REPORTED, FIRST, MUST, LET_ME)) {
            var match = pattern.matcher(clause);
            if (!match.find()
                    || UNSURE.matcher(clause.substring(0, match.start())).find()) {
                continue;
            }
            var phrase = (pattern == MUST ? Verbs.work(match.group(2)) : Verbs.deed(match.group(2)));
            if (phrase == null
                    && JOINT.matcher(match.group(2)).matches()
                    && match.group(1).equalsIgnoreCase("we")) {
                add(at, null, match.group(2), true);
                return true;
            }
            if (phrase == null
                    || (match.group(1).equalsIgnoreCase("we")
                            && JOINT.matcher(phrase).matches()
                            && !phrase.matches("(?i)(?:talk|speak) (?:to|with)\\b.*"))) {
                if (phrase != null) {
                    add(at, null, phrase, true);
                }
                return phrase != null;
            }
            if (pattern == MUST
                    && dates.limit(phrase) == null
                    && !phrase.matches(
                            "(?i)(?:ask|send|check|call|write|prepare|confirm|find out|update|email|schedule|share|follow|talk|speak)\\b.*")) {
                pending.add(new Pending(at, null, at.speaker(), phrase, false, true, false));
                continue;
            }
            add(at, at.speaker(), phrase, false);
            return true;
        }
        var can = CAN.matcher(clause);
        if (can.find()
                && !clause.matches(
                        "(?i).*\\b(?:before|whenever|as soon as|once|so that|so)\\b.{0,30}\\b(?:i|we) can\\b.*")) {
            var phrase = Verbs.work(can.group(2));
            boolean asked = isAsked(at);
            if (phrase != null
                    && (asked || dates.limit(phrase) != null)
                    && phrase.matches(
                            "(?i)(?:send|share|do|get|prepare|provide|check|ask|talk|set up|introduce|forward|put|book|arrange|make)\\b.*")) {
                add(at, can.group(1).equalsIgnoreCase("i") || asked ? at.speaker() : null, phrase, false);
                return true;
            }
            if (phrase != null && !ASKED_IN_TALK.matcher(phrase).matches()) {
                pending.add(new Pending(at, null, at.speaker(), phrase, false, true, false));
            }
        }
        return false;
    }

    private boolean youGet(Sentence at, String clause) {
        var match = YOU_GET.matcher(clause);
        if (!match.find()
                || (dates.limit(clause) == null
                        && !match.group(2).matches("(?i)(?:the|a|an|it|that|them|those)\\b.*"))) {
            return false;
        }
        boolean object = match.group(1).matches("(?i)get|have|receive|see");
        if (!object || match.group(2).matches("(?i)to\\b.*|(?:a|the) (?:chance|problem|feeling|sense|idea)\\b.*")) {
            return false;
        }
        add(at, at.speaker(), "send you " + match.group(2), false);
        return true;
    }

    private boolean arrives(Sentence at, String clause) {
        var match = ARRIVES.matcher(clause);
        if (!match.find() || dates.limit(clause) == null) {
            return false;
        }
        int before = promises.size();
        add(
                at,
                at.speaker(),
                "send you it " + match.group().replaceFirst("(?i)^\\w+(?:'ll| will) be \\w+(?: your \\w+| you)?", ""),
                false);
        return promises.size() > before || !promises.isEmpty();
    }

    private boolean others(Sentence at, String clause) {
        var match = OTHERS.matcher(clause);
        if (match.find()) {
            return other(at, match);
        }
        var lower = OTHERS_LOWER.matcher(clause);
        return lower.matches() && people.known(lower.group(1)) != null && other(at, lower);
    }

    private boolean other(Sentence at, Matcher match) {
        var phrase = Verbs.work(match.group(2));
        var who = match.group(1).strip();
        if (phrase == null
                || (phrase.matches("(?i)(?:be|come|go|take|have|start|work|run|do|make|change|try) .*")
                        && people.known(who) == null)) {
            return false;
        }
        var lower = who.toLowerCase(Locale.ROOT);
        if (lower.equals("they")) {
            add(at, null, phrase, false);
            return true;
        }
        if (lower.equals("he") || lower.equals("she")) {
            var named = Persons.before(talk, at, people);
            add(at, named, phrase, false);
            return true;
        }
        if (lower.matches("(?:our|my) .*")) {
            add(at, at.speaker(), phrase, false);
            return true;
        }
        var names = Names.in(who);
        if (names.isEmpty() && people.known(who) == null) {
            if (lower.startsWith("the ")) {
                add(at, null, phrase, false);
                return true;
            }
            return false;
        }
        add(at, people.whole(names.isEmpty() ? who : names.getLast()), phrase, false);
        return true;
    }

    private boolean plan(Sentence at, String clause) {
        var lets = LETS.matcher(clause);
        if (lets.find()) {
            var phrase = Verbs.planned(lets.group(1));
            if (phrase != null
                    && !phrase.matches(
                            "(?i)do (?:that|it|this|so)\\b.*|get (?:started|going|right|straight|down|into|back|this|to)\\b.*|take (?:a|it|that|one|this)\\b.*|put (?:it|that)\\b.*|start (?:with|by)\\b.*|take (?:the|it on) .{0,12}$|take the \\\\d.*|(?:run|try) (?:it|that|this|through)\\b.*")) {
                add(at, null, phrase, true);
                return true;
            }
            return false;
        }
        var should = WE_SHOULD.matcher(clause);
        if (should.find() && !at.text().matches("(?i).*\\bif\\b.*")) {
            var phrase = Verbs.planned(should.group(1));
            if (phrase != null && (dates.limit(phrase) != null || phrase.contains("together"))) {
                add(at, null, phrase, true);
                return true;
            }
        }
        return false;
    }

    private boolean imperative(Sentence at, String clause) {
        var please = PLEASE.matcher(clause);
        Matcher behind = PLEASE_BEHIND.matcher(clause);
        String asked = please.find() ? please.group(1) : behind.matches() ? behind.group(1) : null;
        if (asked == null) {
            return false;
        }
        var vocative = vocative(clause);
        if (vocative != null) {
            asked = asked.replaceFirst("(?i)^" + Pattern.quote(vocative) + ",? ", "");
        }
        var phrase = asked.length() < clause.length() && clause.endsWith(asked) ? Verbs.deed(asked) : Verbs.work(asked);
        if (phrase == null || phrase.matches("(?i)(?:let me know|go ahead|do so|do)\\b.*")) {
            return false;
        }
        pending.add(new Pending(at, at.speaker(), answerer(at, clause), phrase, false, false, true));
        return true;
    }

    private void question(Sentence at, String clause) {
        var offer = OFFER.matcher(clause);
        if (offer.find()) {
            boolean mine = offer.group(1).equalsIgnoreCase("i");
            var phrase = mine ? Verbs.work(offer.group(2)) : Verbs.planned(offer.group(2));
            if (phrase != null) {
                pending.add(new Pending(
                        at, mine ? null : at.speaker(), mine ? at.speaker() : null, phrase, !mine, true, false));
            }
            return;
        }
        var request = REQUEST.matcher(clause);
        if (request.find()
                && !clause.matches("(?i).*\\b(?:how|what|when|where|why|who) (?:can|could|would|will) you\\b.*")) {
            var phrase = Verbs.work(request.group(1).replaceAll("\\?+$", ""));
            if (phrase != null
                    && (!ASKED_IN_TALK.matcher(phrase).matches()
                            || ASKED_AFTER.matcher(phrase).matches()
                            || dates.limit(phrase) != null)) {
                var said = vocativeOut(phrase, clause);
                boolean firm = said.matches(
                        "(?i)(?:please )?(?:send|share|provide|introduce|prepare|forward|create|set up|arrange|schedule|put|give us|email)\\b.*");
                pending.add(new Pending(at, at.speaker(), answerer(at, clause), said, false, false, firm));
            }
        }
    }

    /** The first words of a turn that follows a request: taken, refused, or neither. */
    private void answer(Sentence reply, int index) {
        var open = pending.stream()
                .filter(asked -> asked.at().turn() < reply.turn())
                .toList();
        for (var asked : open) {
            if (reply.turn() - asked.at().turn() > MEMORY) {
                pending.remove(asked);
                if (asked.firm()) {
                    accept(asked);
                }
                continue;
            }
            boolean theirs = asked.doer() == null || asked.doer().equals(reply.speaker()) || isOffer(asked);
            if (!theirs || Objects.equals(asked.at().speaker(), reply.speaker())) {
                continue;
            }
            pending.remove(asked);
            if (NO.matcher(reply.text()).matches()) {
                continue;
            }
            boolean yes = YES.matcher(reply.text()).matches();
            var own = ownPromise(reply, index);
            if (own == null && (yes || (asked.firm() && !asked.needsYes()))) {
                if (!(asked.needsYes()
                        && asked.phrase().startsWith("send me ")
                        && asked.asker() != null
                        && !reply.text().matches("(?i).*\\b(?:will do|on me|you'll|i'll|i will|i can)\\b.*"))) {
                    accept(
                            asked,
                            replyDate(reply, index),
                            asked.doer() != null ? asked.doer() : asked.joint() ? null : reply.speaker());
                }
            } else if (own != null && !asked.joint()) {
                boolean sameBreath = sentenceOfOwn(reply, index) == reply.order()
                        && PLAIN_YES.matcher(reply.text()).matches()
                        && own.split(" ", -1).length > 3;
                if (Titles.isHollow(own, dates) || (own.startsWith("send you ") && sentenceOfOwn(reply, index) < 0)) {
                    accept(asked, replyDate(reply, index), reply.speaker());
                    hollow = reply.turn();
                } else if (Words.overlap(Words.stems(own), Words.stems(asked.phrase())) < 0.3
                        && !asked.needsYes()
                        && !sameBreath) {
                    accept(asked, null, reply.speaker());
                }
            }
        }
    }

    /** "Shall I …?" is answered by anybody but the one who asks. */
    private static boolean isOffer(Pending asked) {
        return !asked.joint() && asked.asker() == null;
    }

    /** The turn whose "I'll do that" has already been written down in the words of the request. */
    private int hollow = -1;

    /** "Yes, I'll write to both of you": the yes and how it will be kept are one sentence. */
    private int sentenceOfOwn(Sentence reply, int index) {
        for (int i = index; i < talk.size() && i < index + 3 && talk.get(i).turn() == reply.turn(); i++) {
            if (FIRST.matcher(talk.get(i).text()).find()) {
                return talk.get(i).order();
            }
        }
        return -1;
    }

    private @Nullable String ownPromise(Sentence reply, int index) {
        for (int i = index; i < talk.size() && i < index + 3 && talk.get(i).turn() == reply.turn(); i++) {
            for (var pattern : List.of(FIRST, CAN, YOU_GET)) {
                var match = pattern.matcher(talk.get(i).text());
                if (!talk.get(i).isQuestion() && match.find()) {
                    if (pattern == YOU_GET) {
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

    private @Nullable LocalDate replyDate(Sentence reply, int index) {
        for (int i = index; i < talk.size() && i < index + 3 && talk.get(i).turn() == reply.turn(); i++) {
            var limit = dates.limit(talk.get(i).text());
            if (limit != null && !talk.get(i).isQuestion()) {
                return limit.date();
            }
        }
        return null;
    }

    private void accept(Pending asked) {
        accept(asked, null, asked.doer());
    }

    private void accept(Pending asked, @Nullable LocalDate replied, @Nullable String owner) {
        var same = lately(asked.at(), owner);
        if (same != null
                && (Titles.isHollow(asked.phrase(), dates)
                        || asked.phrase().matches("(?i)\\w+ (?:it|that|them|those)\\b.*"))
                && !asked.phrase().matches("(?i)put\\b.*|go through\\b.*|have a look\\b.*")) {
            same.due = same.due == null ? replied : same.due;
            return; // "send it to Omar, please" after "I'll send the list"
        }
        var limit = dates.limit(asked.phrase());
        var due = replied != null ? replied : limit == null ? null : limit.date();
        var title = Titles.of(
                asked.phrase(),
                dates,
                owner == null || owner.equals(asked.asker()) || asked.asker() != null ? null : people.otherThan(owner),
                asked.asker());
        promises.add(new Promise(asked.at(), owner, asked.phrase(), title, due, asked.joint()));
    }

    private @Nullable Promise lately(Sentence at, @Nullable String owner) {
        for (int i = promises.size() - 1;
                i >= 0 && at.turn() - promises.get(i).at.turn() <= MEMORY;
                i--) {
            var owned = promises.get(i).owner;
            if (owner != null && owner.equals(owned)) {
                return promises.get(i);
            }
        }
        return null;
    }

    private void add(Sentence at, @Nullable String owner, String phrase, boolean joint) {
        var limit = dates.limit(phrase);
        var due = limit == null
                ? null
                : limit.strength() == 0 && !phrase.matches("(?i)(?:schedule|book|plan|arrange|set|put|meet)\\b.*")
                        ? null
                        : limit.date();
        if (at.turn() == hollow && (Titles.isHollow(phrase, dates) || phrase.startsWith("send you "))) {
            return;
        }
        if (!joint && Titles.isHollow(phrase, dates)) {
            var meant = meant(at, owner);
            if (meant != null) {
                meant.due = due != null ? due : meant.due;
                return;
            }
        }
        var to = joint ? null : people.otherThan(owner) != null ? people.otherThan(owner) : lastOther(at);
        promises.add(new Promise(at, owner, phrase, Titles.of(phrase, dates, to, null), due, joint));
    }

    /** What "I'll do that" refers to: a request or offer of the last few turns, or what the same person just promised. */
    private @Nullable Promise meant(Sentence at, @Nullable String owner) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            var asked = pending.get(i);
            boolean fits = asked.doer() == null || asked.doer().equals(owner);
            if (fits && at.turn() - asked.at().turn() <= MEMORY && !asked.joint()) {
                pending.remove(i);
                var before = promises.size();
                accept(asked, null, owner);
                return promises.size() > before ? promises.getLast() : lately(at, owner);
            }
        }
        var same = lately(at, owner);
        return same != null && same.due == null ? same : null;
    }

    private @Nullable String lastOther(Sentence at) {
        for (int i = at.order() - 1; i >= 0 && at.turn() - talk.get(i).turn() <= 2; i--) {
            var speaker = talk.get(i).speaker();
            if (speaker != null && !speaker.equals(at.speaker())) {
                return speaker;
            }
        }
        return null;
    }

    /** "Monday." or "Let's say by 24 June." names the day of what was promised just before. */
    private void amend(Sentence sentence, boolean opens) {
        var last = promises.isEmpty() ? null : promises.getLast();
        if (last == null
                || last.due != null
                || sentence.turn() - last.at.turn() > 2
                || sentence.isQuestion()
                || sentence.text().length() > 60) {
            return;
        }
        boolean follows = sentence.turn() == last.at.turn()
                && sentence.order() - last.at.order() <= 2
                && sentence.text().matches("(?i)(?:let's say|say|ideally|probably|by|before|until|give me until)\\b.*");
        boolean replies = opens
                && sentence.speaker() != null
                && sentence.speaker().equals(last.owner)
                && sentence.text().split(" ", -1).length <= 5;
        var limit = follows || replies ? dates.limit(sentence.text()) : null;
        if (limit != null) {
            last.due = limit.date();
        }
    }

    private boolean isAsked(Sentence at) {
        for (int i = at.order() - 1; i >= 0 && at.turn() - talk.get(i).turn() <= 1; i--) {
            if (talk.get(i).turn() < at.turn()
                    && REQUEST.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }

    /** Who is asked: the person addressed by name, else the other of two. */
    private @Nullable String answerer(Sentence at, String clause) {
        var named = vocative(clause);
        if (named == null) {
            named = vocative(at.text());
        }
        if (named != null) {
            return people.known(named);
        }
        return people.otherThan(at.speaker());
    }

    private static final Pattern NAMED_FIRST = Pattern.compile(
            "^(?:(?:and|so|okay|good|fine|great|thanks|right),? )*(\\p{L}+(?: \\p{L}+)?), ", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED_LAST = Pattern.compile(", (\\p{L}+)[.?!]?$");
    private static final Pattern NAMED_INSIDE = Pattern.compile(", (\\p{L}+)(?:,|[.?!] )");

    private @Nullable String vocative(String text) {
        for (var pattern : List.of(NAMED_FIRST, NAMED_LAST, NAMED_INSIDE)) {
            var match = pattern.matcher(text);
            if (match.find() && people.known(match.group(1)) != null) {
                return match.group(1);
            }
        }
        return null;
    }

    private String vocativeOut(String phrase, String clause) {
        var named = vocative(clause);
        return named == null ? phrase : phrase.replaceFirst(", " + Pattern.quote(named) + "[.?!]*$", "");
    }
}
