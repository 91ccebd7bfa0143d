package app.rapport.conversations.transcript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Speakers written as {@code Name: what they said}. */
final class Prefixes {
    private Prefixes() {}

    record Prefix(String name, String rest) {}

    /** The words before the first colon, if they could be a name. */
    static @Nullable Prefix of(String line) {
        int limit = Math.min(line.length(), Names.LONGEST + 10);
        for (int i = 0; i < limit; i++) {
            char c = line.charAt(i);
            if (c == ':' || c == '：') {
                var rest = line.substring(i + 1);
                if (rest.startsWith("//") || (i > 0 && digitAt(line, i - 1) && digitAt(line, i + 1))) {
                    return null; // an address or a time
                }
                var name = Names.tidy(line.substring(0, i));
                return name == null ? null : new Prefix(name, rest.strip());
            }
        }
        return null;
    }

    /** Which of the prefixes of these lines are people: those shaped like a name, and others that keep coming back. */
    static Set<String> in(List<String> lines) {
        Map<String, Integer> seen = new HashMap<>();
        for (var line : lines) {
            var prefix = of(line);
            if (prefix != null) {
                seen.merge(prefix.name(), 1, Integer::sum);
            }
        }
        Set<String> people = new HashSet<>();
        seen.forEach((name, times) -> {
            if (Names.likely(name) || (times >= 3 && Names.possible(name))) {
                people.add(name);
            }
        });
        return people;
    }

    private static boolean digitAt(String line, int at) {
        return at >= 0 && at < line.length() && Character.isDigit(line.charAt(at));
    }
}
