package app.rapport.conversations;

import app.rapport.conversations.Recognition.Likeness;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name as it stands in a transcript or a list of participants, ready to be compared.
 *
 * @param written all of it in one spelling
 * @param words without what stands in brackets: "Ana Lima (Acme)" is Ana Lima
 */
record SpokenName(String written, List<String> words) {
    static SpokenName of(String name) {
        var written = name.strip().toLowerCase(Locale.ROOT);
        var bare = written.replaceAll("[(\\[|].*$", "");
        return new SpokenName(written, words(bare.isBlank() ? written : bare));
    }

    Likeness to(SpokenName other) {
        if (written.equals(other.written)) {
            return Likeness.SAME;
        }
        if (words.equals(other.words)) {
            return Likeness.WHOLLY;
        }
        return begins(words, other.words) || begins(other.words, words) ? Likeness.PARTLY : Likeness.NONE;
    }

    /** How well the name fits what stands before the @ of an address. */
    Likeness toAddress(String email) {
        var local =
                email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT).replaceFirst("\\+.*$", "");
        if (words.isEmpty() || written.codePoints().anyMatch(Character::isDigit)) {
            return Likeness.NONE; // "Speaker 1" is nobody's name
        }
        var spelt = String.join("", words(local.replaceAll("[0-9]", "")));
        return spellings(words)
                .map(spelling -> spelling.likeness(spelt, words(local)))
                .max(Likeness::compareTo)
                .orElse(Likeness.NONE);
    }

    private record Spelling(Set<String> whole, Set<String> parts, String first, boolean single) {
        Likeness likeness(String spelt, List<String> pieces) {
            if (whole.contains(spelt)) {
                return Likeness.WHOLLY;
            }
            var firstOfMore = single && pieces.size() > 1 && pieces.getFirst().equals(first);
            return parts.contains(spelt) || firstOfMore ? Likeness.PARTLY : Likeness.NONE;
        }
    }

    /** The ways companies make addresses of names; names with umlauts are spelt in two ways. */
    private static Stream<Spelling> spellings(List<String> words) {
        return Stream.of(
                        words.stream().map(SpokenName::withoutMarks).toList(),
                        words.stream().map(SpokenName::german).toList())
                .distinct()
                .map(SpokenName::spelling);
    }

    private static Spelling spelling(List<String> words) {
        var first = words.getFirst();
        var last = words.getLast();
        if (words.size() == 1) {
            return new Spelling(Set.of(), Set.of(first), first, true);
        }
        var initials = words.subList(0, words.size() - 1).stream()
                .map(SpokenName::initial)
                .collect(Collectors.joining());
        return new Spelling(
                Stream.of(String.join("", words), first + last, last + first).collect(Collectors.toSet()),
                Stream.of(
                                first,
                                last,
                                initial(first) + last,
                                last + initial(first),
                                first + initial(last),
                                initials + last)
                        .collect(Collectors.toSet()),
                first,
                false);
    }

    private static String initial(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }

    private static String withoutMarks(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l");
    }

    private static String german(String word) {
        return withoutMarks(
                word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ø", "oe"));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{M}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean begins(List<String> shorter, List<String> longer) {
        return !shorter.isEmpty()
                && shorter.size() < longer.size()
                && longer.subList(0, shorter.size()).equals(shorter);
    }
}
