package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is written like a name: capitalised, or, in speech written down without capitals, no ordinary word. */
final class Names {
    /** One to three capitalised words, a title before them allowed. */
    static final String PERSON =
            "(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Madame)\\.? )?\\p{Lu}[\\p{L}\\p{M}'-]+(?: (?:(?:van|von|de|da|al|el|der|bin|ibn|abu) )*\\p{Lu}[\\p{L}\\p{M}-]+){0,2}";

    private static final String WORD =
            "(?:\\p{Lu}[\\p{L}\\p{M}\\d]*(?:[&'-][\\p{L}\\d]+)*|[a-z]{1,2}\\p{Lu}[\\p{L}\\d]+|\\d{1,3}\\p{L}[\\p{L}\\d]*)(?:\\.(?:com|io|ai|me|app|net))?";
    private static final String TITLE = "(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Madame|Captain|Doctor)\\.? )?";
    private static final Pattern CAPITALISED = Pattern.compile("(?<![\\p{L}\\d'@/.])" + TITLE + WORD
            + "(?: (?:(?:van|von|de|da|al|el|der|bin|ibn|abu) )?" + WORD + "){0,3}(?: [0-9]{3}(?![\\d,.]\\d))?");
    private static final Pattern LOWER =
            Pattern.compile("(?<![\\p{L}\\d'@/.-])[a-z][a-z0-9]{2,}(?:\\.(?:com|io|ai))?(?![\\p{L}\\d'@])");

    private static final Pattern ARTICLE = Pattern.compile(
            "(?:^|[^\\p{L}'])(?:a|an|some|another|every|each|no|any|many|several|two|three|these|those|my|his|her) $");

    private static final Set<String> FUNCTION = Set.of(
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "Thanks",
            "Hello",
            "Thank",
            "Sorry",
            "When",
            "What",
            "Then",
            "That",
            "This",
            "With",
            "From",
            "Your",
            "They",
            "Okay",
            "Great",
            "Good",
            "Sure",
            "Well",
            "Yeah",
            "Perfect",
            "Dear",
            "Morning",
            "Also");

    private Names() {}

    static List<Mention> in(Sentence sentence) {
        var text = sentence.text();
        var found = new ArrayList<Mention>();
        if (isWithoutCapitals(text)) {
            lower(sentence, found);
            return found;
        }
        var match = CAPITALISED.matcher(text);
        while (match.find()) {
            int start = match.start();
            var name = match.group();
            boolean opens = isOpening(text, start);
            // ordinary words before the name, "So Maria", "Will Turner" stays whole inside a sentence
            while (!name.isEmpty()) {
                int space = name.indexOf(' ');
                var first = space < 0 ? name : name.substring(0, space);
                if (!isOrdinary(first, space < 0 ? "" : name.substring(space + 1), opens)) {
                    break;
                }
                start += space < 0 ? name.length() : space + 1;
                name = space < 0 ? "" : name.substring(space + 1);
            }
            var bare = withoutEnding(name);
            if (bare.length() > 1 && bare.chars().anyMatch(Character::isLetter)) {
                found.add(new Mention(sentence, bare, start, start + bare.length()));
            }
        }
        return found;
    }

    /** A recogniser's output; it may still write "I". */
    static boolean isWithoutCapitals(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean alone = text.charAt(i) == 'I'
                    && (i == 0 || text.charAt(i - 1) == ' ')
                    && (i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)));
            if (Character.isUpperCase(text.charAt(i)) && !alone) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOrdinary(String first, String rest, boolean opens) {
        if (Vocabulary.isTitle(first) && !rest.isEmpty()) {
            return false;
        }
        var bare = withoutEnding(first);
        if (Vocabulary.isProduct(rest.isEmpty() ? bare : bare + " " + rest) || (!opens && Vocabulary.isProduct(bare))) {
            return false;
        }
        if (Vocabulary.isFirstName(bare)
                && (!opens || !Vocabulary.isWord(bare) || (!rest.isEmpty() && !Vocabulary.isCommon(rest)))) {
            return false;
        }
        if (!opens
                && !rest.isEmpty()
                && Character.isUpperCase(rest.charAt(0))
                && bare.length() > 3
                && !FUNCTION.contains(bare)) {
            return false; // "Yes, Kindly Cloud": nobody writes that big without a reason
        }
        return Vocabulary.isCommon(bare) || (Character.isDigit(first.charAt(0)) && !Vocabulary.isProduct(bare));
    }

    private static boolean isOpening(String text, int start) {
        int at = start - 1;
        while (at >= 0 && !Character.isLetterOrDigit(text.charAt(at))) {
            if (".?!:\"“".indexOf(text.charAt(at)) >= 0) {
                return true;
            }
            at--;
        }
        return at < 0;
    }

    private static String withoutEnding(String name) {
        var bare = name.endsWith("'s") || name.endsWith("'S") ? name.substring(0, name.length() - 2) : name;
        return bare.endsWith("'ll") || bare.endsWith("'ve") || bare.endsWith("'re")
                ? bare.substring(0, bare.length() - 3)
                : bare.endsWith("'d") ? bare.substring(0, bare.length() - 2) : bare;
    }

    /** A word nobody would put there otherwise; a first name takes the word behind it along. */
    private static void lower(Sentence sentence, List<Mention> found) {
        var match = LOWER.matcher(sentence.text());
        while (match.find()) {
            var word = match.group();
            boolean named = Vocabulary.isFirstName(word);
            if (!named
                    && (Vocabulary.isCommon(word)
                            || word.length() < 4
                            || isCounted(sentence.text(), match.start(), word))) {
                continue;
            }
            var last = found.isEmpty() ? null : found.getLast();
            if (last != null && last.end() + 1 == match.start() && Vocabulary.isFirstName(last.name()) && !named) {
                found.removeLast();
                found.add(new Mention(sentence, last.name() + " " + word, last.start(), match.end()));
            } else if (!named || !Vocabulary.isCommon(word)) {
                found.add(new Mention(sentence, word, match.start(), match.end()));
            }
        }
    }

    /** "A brochure", "some fella": an ordinary word the list does not know. */
    private static boolean isCounted(String text, int start, String word) {
        return !Vocabulary.isProduct(word)
                && ARTICLE.matcher(text.substring(Math.max(0, start - 12), start))
                        .find();
    }

    /** Names in a text that is no whole sentence. */
    static List<String> in(String text) {
        return in(new Sentence(0, 0, null, null, text)).stream()
                .map(Mention::name)
                .toList();
    }

    static String capitalised(String name) {
        var words = name.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                boolean label = words[i].indexOf('_') >= 0 || Character.isDigit(words[i].charAt(words[i].length() - 1));
                if (label) {
                    continue; // SPEAKER_00
                }
                boolean shout = words[i].length() > 3 && words[i].equals(words[i].toUpperCase(Locale.ROOT));
                var rest = words[i].substring(1);
                words[i] = words[i].substring(0, 1).toUpperCase(Locale.ROOT)
                        + (shout ? rest.toLowerCase(Locale.ROOT) : rest);
            }
        }
        return String.join(" ", words);
    }
}
