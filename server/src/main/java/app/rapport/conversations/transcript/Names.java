package app.rapport.conversations.transcript;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether the words before a colon are somebody's name or just the start of a sentence. */
final class Names {
    static final int LONGEST = 80;
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "do", "dos", "del", "della", "der", "den", "di", "du", "la", "le", "van", "von", "zu", "bin",
            "ibn", "bint", "al", "el", "and", "of", "y", "e", "the", "from", "at");
    /** What stands before a colon in notes without being a person. */
    private static final Set<String> NOT_PEOPLE = Set.of(
            "note",
            "notes",
            "question",
            "answer",
            "agenda",
            "summary",
            "date",
            "time",
            "subject",
            "re",
            "fyi",
            "ps",
            "warning",
            "example",
            "topic",
            "meeting",
            "duration",
            "participants",
            "attendees",
            "location",
            "title",
            "action",
            "action item",
            "action items",
            "next steps",
            "todo",
            "important",
            "update",
            "reminder",
            "http",
            "https",
            "transcript",
            "recording",
            "start",
            "end",
            "kind",
            "language",
            "problem",
            "solution",
            "result",
            "however",
            "so",
            "and",
            "but",
            "first",
            "second",
            "third",
            "finally",
            "also",
            "ملاحظة",
            "ملاحظات",
            "التاريخ",
            "الموضوع",
            "الوقت",
            "الحضور",
            "المشاركون",
            "سؤال",
            "جواب",
            "ملخص");

    private static final Pattern GENERIC =
            Pattern.compile("(?:speaker|participant|caller|guest|unknown speaker|voice|user)[ _-]?#?[0-9a-z]{0,3}");

    private Names() {}

    /** True when this has the shape of a person's name, a role or a "Speaker 1". */
    static boolean likely(String text) {
        var name = text.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (GENERIC.matcher(lower).matches()) {
            return true;
        }
        if (NOT_PEOPLE.contains(lower)) {
            return false;
        }
        var words = withoutBracket(name).split(" +", -1);
        if (words.length > 5) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!word(words[i], i == 0)) {
                return false;
            }
        }
        return true;
    }

    /** Weaker: a short prefix that may be a name if it keeps coming back ("sam", "host 2"). */
    static boolean possible(String text) {
        var name = text.strip();
        if (name.isEmpty() || name.length() > 30 || NOT_PEOPLE.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return name.split(" +", -1).length <= 2 && name.codePoints().allMatch(Names::inName);
    }

    /** The name in one spelling: single spaces, no quotes around it, not longer than a name is; null when nothing remains. */
    static @Nullable String tidy(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        var name = Cleaning.oneLine(raw);
        while (name.startsWith(">") || name.startsWith("-") || name.startsWith("*")) {
            name = name.substring(1).strip();
        }
        while (name.endsWith(":") || name.endsWith("*") || name.endsWith("：")) {
            name = name.substring(0, name.length() - 1).strip();
        }
        if (name.length() > LONGEST) {
            name = Cleaning.cut(name, LONGEST).strip();
        }
        return name.isEmpty() ? null : name;
    }

    /** "Ana Lima (Acme)" without what stands in brackets at the end. */
    private static String withoutBracket(String name) {
        int open = name.indexOf('(') >= 0 ? name.indexOf('(') : name.indexOf('|');
        return open > 0 ? name.substring(0, open).strip() : name;
    }

    private static boolean word(String word, boolean first) {
        if (!word.codePoints().allMatch(Names::inName)) {
            return false;
        }
        int c = word.codePointAt(0);
        if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
            return true;
        }
        if (Character.isLetter(c) && !Character.isLowerCase(c)) {
            return true; // scripts without case
        }
        if (word.contains("@")) {
            return true;
        }
        return !first && (PARTICLES.contains(word) || Character.isDigit(c) || "-&/".indexOf(c) >= 0);
    }

    private static boolean inName(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || ".'’-_@&/#\u200c\u200e\u200f ".indexOf(c) >= 0;
    }
}
