package app.rapport.conversations.transcript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads transcripts written as text: {@code Ana: …}, {@code [00:01:02] Ana: …}, {@code Ana (00:12)} above what she said, and
 * what Zoom, Otter, Teams and Google Meet export. Text without any speaker is kept, a line at a time.
 */
final class PlainText {
    private static final String TIME = "(\\d{1,3}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?)[ \\u202f]?([AaPp]\\.?[Mm]\\.?)?";
    private static final Pattern LEADING_TIME = Pattern.compile("^[\\[(]?" + TIME + "[\\])]?(?: *[-–|]+)? *(.*)$");
    private static final Pattern NAME_AND_TIME =
            Pattern.compile("^(.{1,80}?) *[ ,|(\\[–-] *" + TIME + " *[)\\]]? *(:?) *(.*)$");
    private static final Pattern BRACKETED_NAME =
            Pattern.compile("^\\[([^\\]]{1,80})\\] *(?:" + TIME + ")? *:? *(.*)$");
    /** Lines are as long as they like; what says who speaks is at their start. */
    private static final int HEAD = 200;

    private final List<Line> lines = new ArrayList<>();
    private final List<Cue> cues = new ArrayList<>();
    private final Set<String> people;
    private final List<String> plain;
    private final Set<String> ownLines;
    private @Nullable String speaker;
    private @Nullable Long time;
    private boolean wallClock;
    private boolean paragraph;

    private PlainText(String content) {
        for (var raw : content.split("\n", -1)) {
            var line = raw.strip();
            if (line.startsWith("**") || line.startsWith("__")) {
                line = line.replace("**", "").replace("__", "");
            }
            lines.add(Line.of(line));
        }
        people = people(lines);
        plain = lines.stream().map(Line::rest).toList();
        ownLines = NameLines.in(plain);
    }

    static List<Cue> read(String content) {
        var text = new PlainText(content);
        for (int i = 0; i < text.lines.size(); i++) {
            text.take(i);
        }
        return text.wallClock ? fromTheFirst(text.cues) : text.cues;
    }

    /** A line with the time in front of it taken off. */
    private record Line(@Nullable Long time, boolean wallClock, String rest) {
        static Line of(String line) {
            var head = Cleaning.cut(line, HEAD);
            if (head.isEmpty() || !(Character.isDigit(head.charAt(0)) || "[(".indexOf(head.charAt(0)) >= 0)) {
                return new Line(null, false, line);
            }
            var match = LEADING_TIME.matcher(head);
            var time = match.matches() ? clock(match.group(1), match.group(2)) : null;
            if (time == null) {
                return new Line(null, false, line);
            }
            return new Line(time, match.group(2) != null, line.substring(match.start(3)));
        }
    }

    private static Set<String> people(List<Line> lines) {
        var people = new HashSet<>(Prefixes.in(lines.stream().map(Line::rest).toList()));
        Map<String, Integer> alone = new HashMap<>();
        for (var line : lines) {
            if (line.time() != null && Names.likely(line.rest())) {
                alone.merge(line.rest(), 1, Integer::sum);
            }
        }
        alone.forEach((name, times) -> {
            if (times >= 2 && name.length() > 2) {
                people.add(name);
            }
        });
        return people;
    }

    private void take(int index) {
        var line = lines.get(index);
        if (line.time() != null) {
            time = line.time();
            wallClock |= line.wallClock();
        }
        var rest = line.rest();
        if (rest.isEmpty() || rest.startsWith("Transcribed by ")) {
            paragraph = true;
            return;
        }
        if (line.time() != null && people.contains(rest) && followedByText(index)) {
            speaker = rest;
            return;
        }
        if (ownLines.contains(rest) && NameLines.opensParagraph(plain, index)) {
            speaker = Names.tidy(rest);
            return;
        }
        if (bracketed(rest, index) || nameAndTime(rest, index)) {
            return;
        }
        var prefix = Prefixes.of(rest);
        if (prefix != null && people.contains(prefix.name())) {
            speaker = prefix.name();
            say(prefix.rest());
        } else {
            say(rest);
        }
    }

    private boolean bracketed(String line, int index) {
        if (line.charAt(0) != '[') {
            return false;
        }
        var match = BRACKETED_NAME.matcher(Cleaning.cut(line, HEAD));
        if (!match.matches() || !Names.likely(match.group(1))) {
            return false;
        }
        if (match.group(2) != null) {
            time = clock(match.group(2), match.group(3));
            wallClock = true; // Zoom writes the time of day here
        } else if (match.group(4).isEmpty() && !followedByText(index)) {
            return false; // [Laughter]
        }
        speaker = Names.tidy(match.group(1));
        say(line.substring(match.start(4)));
        return true;
    }

    private boolean nameAndTime(String line, int index) {
        var match = NAME_AND_TIME.matcher(Cleaning.cut(line, HEAD));
        if (!match.matches() || !Names.likely(match.group(1))) {
            return false;
        }
        var at = clock(match.group(2), match.group(3));
        boolean header = match.group(5).isEmpty() && followedByText(index);
        boolean inLine = !match.group(4).isEmpty() && !match.group(5).isEmpty();
        if (at == null || !(header || inLine)) {
            return false;
        }
        speaker = Names.tidy(match.group(1));
        time = at;
        wallClock |= match.group(3) != null;
        if (inLine) {
            say(line.substring(match.start(5)));
        }
        return true;
    }

    private boolean followedByText(int index) {
        for (int i = index + 1; i < lines.size() && i <= index + 2; i++) {
            if (!lines.get(i).rest().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void say(String text) {
        if (!text.isBlank()) {
            cues.add(new Cue(speaker, time, null, text, paragraph));
            paragraph = false;
        }
    }

    private static @Nullable Long clock(@Nullable String time, @Nullable String half) {
        var at = time == null ? null : Timestamps.read(time);
        if (time == null || at == null || half == null) {
            return at;
        }
        if (time.indexOf(':') == time.lastIndexOf(':')) {
            at = at * 60; // hours and minutes
        }
        long noon = 12 * 3_600_000L;
        return Character.toLowerCase(half.charAt(0)) == 'p' ? at % noon + noon : at % noon;
    }

    /** Times of day become times since the first. */
    private static List<Cue> fromTheFirst(List<Cue> cues) {
        long day = 24 * 3_600_000L;
        Long first = null;
        var shifted = new ArrayList<Cue>(cues.size());
        for (var cue : cues) {
            var at = cue.startMs();
            if (at != null) {
                first = first == null ? at : first;
                at = Math.floorMod(at - first, day);
            }
            shifted.add(new Cue(cue.speaker(), at, null, cue.text(), cue.opens()));
        }
        return shifted;
    }
}
