package app.rapport.conversations.analysis;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom a request is meant for: the person addressed by name, else the other of two. */
final class Addressees {
    private static final Pattern NAMED_FIRST = Pattern.compile(
            "^(?:(?:and|so|okay|good|fine|great|thanks|right),? )*(\\p{L}+(?: \\p{L}+)?), ", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED_LAST = Pattern.compile(", (\\p{L}+)[.?!]?$");
    private static final Pattern NAMED_INSIDE = Pattern.compile(", (\\p{L}+)(?:,|[.?!] )");

    private final People people;

    Addressees(People people) {
        this.people = people;
    }

    @Nullable
    String of(Sentence at, String clause) {
        var inClause = named(clause);
        var named = inClause != null ? inClause : named(at.text());
        return named != null ? people.known(named) : people.otherThan(at.speaker());
    }

    /** The name somebody is called by in this text, as said. */
    @Nullable
    String named(String text) {
        for (var pattern : List.of(NAMED_FIRST, NAMED_LAST, NAMED_INSIDE)) {
            var match = pattern.matcher(text);
            if (match.find() && people.known(match.group(1)) != null) {
                return match.group(1);
            }
        }
        return null;
    }

    /** What is said to somebody called by name first. */
    @Nullable
    String behindName(String clause) {
        var match = NAMED_FIRST.matcher(clause);
        return match.find() && people.known(match.group(1)) != null ? clause.substring(match.end()) : null;
    }

    String without(String phrase, String clause) {
        var named = named(clause);
        return named == null ? phrase : phrase.replaceFirst(", " + Pattern.quote(named) + "[.?!]*$", "");
    }
}
