package app.rapport.conversations.transcript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Speakers written on lines of their own above what they said, with neither time nor colon. */
final class NameLines {
    private static final int LONGEST = 40;
    private static final double SHARE = 0.6;

    private NameLines() {}

    /** The names, when they stand above most paragraphs of the text; a heading or two makes no transcript. */
    static Set<String> in(List<String> lines) {
        Map<String, Integer> seen = new HashMap<>();
        int paragraphs = 0;
        int named = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty() || !opensParagraph(lines, i)) {
                continue;
            }
            paragraphs++;
            if (isName(lines, i)) {
                named++;
                seen.merge(lines.get(i), 1, Integer::sum);
            }
        }
        long returning = seen.values().stream().filter(times -> times >= 2).count();
        return returning >= 2 && named >= SHARE * paragraphs ? new HashSet<>(seen.keySet()) : Set.of();
    }

    static boolean opensParagraph(List<String> lines, int index) {
        return index == 0 || lines.get(index - 1).isEmpty();
    }

    private static boolean isName(List<String> lines, int index) {
        var line = lines.get(index);
        return line.length() <= LONGEST
                && Character.isLetter(line.charAt(0))
                && Character.isLetterOrDigit(line.charAt(line.length() - 1))
                && index + 1 < lines.size()
                && !lines.get(index + 1).isEmpty()
                && Names.likely(line);
    }
}
