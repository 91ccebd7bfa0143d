package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who decides, in Arabic: the name behind a role and a title, else the role. */
final class ArabicDeciders {
    private static final Lexicon LEXICON = Lexicon.arabic("deciders");
    private static final Pattern SUBJECT = LEXICON.anywhere("subject");
    private static final Pattern OBJECT = LEXICON.anywhere("object");
    private static final Pattern SELF = LEXICON.anywhere("self");
    private static final Pattern ROLE = word("role");
    private static final Pattern REST_OF_ROLE = word("rest of role");
    private static final Pattern TITLE = word("title");
    private static final Pattern END_OF_NAME = Pattern.compile("[وف]?" + LEXICON.any("end of name"));
    private static final Pattern NEGATED = Pattern.compile("(?<!\\p{L})(?:لا|لن|لم|ليس|ليست|غير)(?: \\p{L}+)?$");
    private static final int LONGEST = 3;

    private ArabicDeciders() {}

    private static Pattern word(String section) {
        return Pattern.compile("[وف]?[لب]?" + LEXICON.any(section));
    }

    /** Names or roles; an empty one is the speaker. */
    static List<String> in(Sentence at, boolean answer) {
        var found = new ArrayList<String>();
        var text = Words.withoutMarks(at.text());
        if (SELF.matcher(text).find()) {
            found.add("");
            return found;
        }
        var object = OBJECT.matcher(text);
        while (object.find()) {
            add(found, named(words(text.substring(object.end()))));
        }
        var subject = SUBJECT.matcher(text);
        while (found.isEmpty() && subject.find()) {
            var before = text.substring(0, subject.start());
            if (!NEGATED.matcher(before.strip()).find()) {
                add(found, namedLast(before));
                if (found.isEmpty()) { // the verb stands first in Arabic as well
                    add(found, afterVerb(text.substring(subject.end())));
                }
            }
        }
        if (found.isEmpty() && answer) {
            add(found, titled(text));
        }
        return found;
    }

    private static void add(List<String> found, String name) {
        if (!name.isEmpty() && !found.contains(name)) {
            found.add(name);
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /** The name at the start of these words, behind role and title; the role if there is no name. */
    private static String named(List<String> words) {
        var role = new ArrayList<String>();
        var name = new ArrayList<String>();
        boolean titled = false;
        for (var raw : words) {
            var word = bare(raw);
            boolean ends = raw.endsWith(".") || raw.endsWith("؟") || raw.endsWith("!");
            if (TITLE.matcher(word).matches() || TITLE.matcher(raw).matches()) {
                titled = true;
            } else if (name.isEmpty()
                    && !titled
                    && (role.isEmpty() ? ROLE : isRest(word) ? REST_OF_ROLE : ROLE)
                            .matcher(word)
                            .matches()) {
                role.add(role.isEmpty() ? word.replaceFirst("^ل(?=لم|ال)", "") : word);
            } else if (END_OF_NAME.matcher(word).matches()
                    || (name.size() >= 2 && word.startsWith("و"))
                    || word.isEmpty()
                    || word.length() > 12) {
                break;
            } else {
                name.add(word);
            }
            if (ends || name.size() == LONGEST || (raw.endsWith("،") && !name.isEmpty())) {
                break;
            }
        }
        boolean verb = !name.isEmpty()
                && name.getFirst().startsWith("و")
                && name.getFirst().length() > 4;
        return verb ? "" : String.join(" ", name.isEmpty() ? role : name);
    }

    private static boolean isRest(String word) {
        return REST_OF_ROLE.matcher(word).matches();
    }

    private static String bare(String word) {
        return word.replaceAll("[.،؛!؟?:\"«»()]+", "");
    }

    /** The last role or title of the clause before the verb, and the name behind it. */
    private static String namedLast(String before) {
        var words = words(before.replaceAll("^.*[.؛!؟]", ""));
        for (int i = 0; i < words.size(); i++) {
            var word = bare(words.get(i));
            if (ROLE.matcher(word).matches() || TITLE.matcher(word).matches()) {
                return named(words.subList(i, words.size()));
            }
        }
        return words.size() <= LONGEST ? named(words) : "";
    }

    private static String afterVerb(String after) {
        var words = words(after);
        var first = bare(words.getFirst());
        return ROLE.matcher(first).matches() || TITLE.matcher(first).matches() ? named(words) : "";
    }

    private static String titled(String text) {
        var words = words(text);
        for (int i = 0; i < Math.min(words.size(), 6); i++) {
            var word = bare(words.get(i));
            if (ROLE.matcher(word).matches() || TITLE.matcher(word).matches()) {
                return named(words.subList(i, words.size()));
            }
        }
        return words.size() <= LONGEST ? named(words) : "";
    }
}
