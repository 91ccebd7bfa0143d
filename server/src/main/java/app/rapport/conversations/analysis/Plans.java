package app.rapport.conversations.analysis;

import java.util.regex.Pattern;

/** "Let's meet on Monday", "we should review it together next week": what both sides undertake together. */
final class Plans {
    private static final Pattern LETS = Pattern.compile("\\b(?:let's|let us) (?!not\\b)(.+)", Pattern.CASE_INSENSITIVE);
    /** Said of this very talk. */
    private static final Pattern IN_TALK = Pattern.compile(
            "(?i)do (?:that|it|this|so)\\b.*|get (?:started|going|right|straight|down|into|back|this|to)\\b.*|take (?:a|it|that|one|this)\\b.*|put (?:it|that)\\b.*|start (?:with|by)\\b.*|take (?:the|it on) .{0,12}$|(?:run|try) (?:it|that|this|through)\\b.*");

    private static final Pattern WE_SHOULD = Pattern.compile(
            "\\bwe(?: also)? (?:should|need to|must|have to|ought to)(?: also)? +(?!not\\b)(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IF = Pattern.compile("(?i).*\\bif\\b.*");

    private final DueDates dates;
    private final Promises promises;

    Plans(DueDates dates, Promises promises) {
        this.dates = dates;
        this.promises = promises;
    }

    /** True when the clause was one. */
    boolean read(Sentence at, String clause) {
        var lets = LETS.matcher(clause);
        if (lets.find()) {
            var phrase = Verbs.planned(lets.group(1));
            if (phrase == null || IN_TALK.matcher(phrase).matches()) {
                return false;
            }
            promises.add(at, null, phrase, true);
            return true;
        }
        var should = WE_SHOULD.matcher(clause);
        if (should.find() && !IF.matcher(at.text()).matches()) {
            var phrase = Verbs.planned(should.group(1));
            if (phrase != null && (dates.limit(phrase) != null || phrase.contains("together"))) {
                promises.add(at, null, phrase, true);
                return true;
            }
        }
        return false;
    }
}
