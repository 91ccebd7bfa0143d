package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has been promised and asked so far, while the talk is being read. */
final class Promises {
    /** Turns after which a question no longer waits for its answer. */
    static final int MEMORY = 4;

    private static final Pattern DATED_BY_SUBJECT =
            Pattern.compile("(?i)(?:schedule|book|plan|arrange|set|put|meet|do|hold|have|run)\\b.*");
    private static final Pattern OF_SOMETHING_SAID = Pattern.compile("(?i)\\w+ (?:it|that|them|those)\\b.*");
    private static final Pattern ON_ITS_OWN = Pattern.compile("(?i)(?:put|go through|have a look)\\b.*");
    private static final Pattern NAMES_A_DAY =
            Pattern.compile("(?i)(?:let's say|say|ideally|probably|by|before|until|give me until)\\b.*");
    private static final int SHORT = 60;

    final List<Promise> made = new ArrayList<>();
    final List<Pending> pending = new ArrayList<>();

    private final List<Sentence> talk;
    private final People people;
    private final DueDates dates;
    /** The turn whose "I'll do that" has already been written down in the words of the request. */
    private int hollow = -1;

    Promises(List<Sentence> talk, People people, DueDates dates) {
        this.talk = talk;
        this.people = people;
        this.dates = dates;
    }

    void ask(Pending asked) {
        pending.add(asked);
    }

    /** What the rest of this turn promises is the answer already written down, unless it says something of its own. */
    void isSpokenFor(int turn) {
        hollow = turn;
    }

    void accept(Pending asked) {
        accept(asked, null, asked.doer());
    }

    void accept(Pending asked, @Nullable LocalDate replied, @Nullable String owner) {
        var same = lately(asked.at(), owner);
        if (same != null
                && (Titles.isHollow(asked.phrase(), dates)
                        || OF_SOMETHING_SAID.matcher(asked.phrase()).matches())
                && !ON_ITS_OWN.matcher(asked.phrase()).matches()) {
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
        made.add(new Promise(asked.at(), owner, asked.phrase(), title, due, asked.joint()));
    }

    void add(Sentence at, @Nullable String owner, String phrase, boolean joint) {
        boolean isHollow = Titles.isHollow(phrase, dates);
        if (at.turn() == hollow && (isHollow || phrase.startsWith("send you "))) {
            return;
        }
        var due = due(phrase);
        if (!joint && isHollow) {
            var meant = meant(at, owner);
            if (meant != null) {
                meant.due = due != null ? due : meant.due;
                return;
            }
        }
        var other = people.otherThan(owner);
        var to = joint ? null : other != null ? other : lastOther(at);
        made.add(new Promise(at, owner, phrase, Titles.of(phrase, dates, to, null), due, joint));
    }

    /** A day a thing is only about ("the slot for Friday") is no limit, unless it is a date that is being made. */
    private @Nullable LocalDate due(String phrase) {
        var limit = dates.limit(phrase);
        boolean aboutIt = limit != null
                && limit.strength() == 0
                && !DATED_BY_SUBJECT.matcher(phrase).matches();
        return limit == null || aboutIt ? null : limit.date();
    }

    /** What "I'll do that" refers to: a request or offer of the last few turns, or what the same person just promised. */
    private @Nullable Promise meant(Sentence at, @Nullable String owner) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            var asked = pending.get(i);
            boolean fits = asked.doer() == null || asked.doer().equals(owner);
            if (fits && at.turn() - asked.at().turn() <= MEMORY && !asked.joint()) {
                pending.remove(i);
                var before = made.size();
                accept(asked, null, owner);
                return made.size() > before ? made.getLast() : lately(at, owner);
            }
        }
        var same = lately(at, owner);
        return same != null && same.due == null ? same : null;
    }

    private @Nullable Promise lately(Sentence at, @Nullable String owner) {
        for (int i = made.size() - 1; i >= 0 && at.turn() - made.get(i).at.turn() <= MEMORY; i--) {
            var owned = made.get(i).owner;
            if (owner != null && owner.equals(owned)) {
                return made.get(i);
            }
        }
        return null;
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
    void amend(Sentence sentence, boolean opens) {
        var last = made.isEmpty() ? null : made.getLast();
        if (last == null
                || last.due != null
                || sentence.turn() - last.at.turn() > 2
                || sentence.isQuestion()
                || sentence.text().length() > SHORT) {
            return;
        }
        boolean follows = sentence.turn() == last.at.turn()
                && sentence.order() - last.at.order() <= 2
                && NAMES_A_DAY.matcher(sentence.text()).matches();
        boolean replies = opens
                && sentence.speaker() != null
                && sentence.speaker().equals(last.owner)
                && sentence.text().split(" ", -1).length <= 5;
        var limit = follows || replies ? dates.limit(sentence.text()) : null;
        if (limit != null) {
            last.due = limit.date();
        }
    }
}
