package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads WebVTT and SubRip, and what meeting tools write that is almost one of them: missing hours, a comma for a dot, no blank
 * line between cues, a name before a colon or on a line of its own.
 */
final class Captions {
    private static final String ARROW = "-->";

    private final Problems problems;
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable Block open;
    /** Lines before a time line: one of them is the cue's id, more are text that lost its time. */
    private final List<Integer> loose = new ArrayList<>();

    private boolean skipping;

    private Captions(Problems problems) {
        this.problems = problems;
    }

    static List<Cue> read(String content, Problems problems) {
        var captions = new Captions(problems);
        captions.split(content);
        return captions.cues();
    }

    private record Block(long startMs, @Nullable Long endMs, List<String> lines) {}

    private void split(String content) {
        var lines = content.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            line(lines[i].strip(), i + 1);
        }
        endOfBlock();
    }

    private void line(String line, int number) {
        if (line.contains(ARROW)) {
            timing(line, number);
        } else if (line.isEmpty()) {
            endOfBlock();
        } else if (open != null) {
            open.lines().add(line);
        } else if (!skipping) {
            if (loose.isEmpty() && startsComment(line)) {
                skipping = true;
            } else {
                loose.add(number);
            }
        }
    }

    private void timing(String line, int number) {
        if (open != null && !open.lines().isEmpty() && isNumber(open.lines().getLast())) {
            open.lines().removeLast(); // the next cue's number, with no blank line before it
        } else if (!loose.isEmpty()) {
            loose.removeLast(); // the cue's id
        }
        endOfBlock();
        int arrow = line.indexOf(ARROW);
        var from = Timestamps.read(line.substring(0, arrow));
        var until =
                Timestamps.read(firstWord(line.substring(arrow + ARROW.length()).strip()));
        if (from == null || until == null) {
            problems.atLine(
                    number, "the time cannot be read; this cue was left out.", Wording.of("cue_time_unreadable"));
            skipping = true;
            return;
        }
        if (until < from) {
            problems.atLine(
                    number, "the cue ends before it starts; its end was ignored.", Wording.of("cue_ends_early"));
            until = null;
        }
        open = new Block(from, until, new ArrayList<>());
        blocks.add(open);
    }

    private void endOfBlock() {
        if (!loose.isEmpty()) {
            problems.atLine(loose.getFirst(), "text without a time was left out.", Wording.of("text_without_time"));
            loose.clear();
        }
        open = null;
        skipping = false;
    }

    private static boolean startsComment(String line) {
        return line.startsWith("WEBVTT")
                || startsWord(line, "NOTE")
                || startsWord(line, "STYLE")
                || startsWord(line, "REGION");
    }

    private static boolean startsWord(String line, String word) {
        return line.startsWith(word)
                && (line.length() == word.length()
                        || line.charAt(word.length()) == ' '
                        || line.charAt(word.length()) == '\t');
    }

    private static boolean isNumber(String line) {
        return line.length() <= 7 && line.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private List<Cue> cues() {
        var cues = new ArrayList<Cue>();
        for (var block : blocks) {
            VoiceSpans.read(String.join("\n", block.lines()))
                    .forEach(span -> cues.add(new Cue(span.speaker(), block.startMs(), block.endMs(), span.text())));
        }
        if (cues.stream().anyMatch(cue -> cue.speaker() != null)) {
            return cues;
        }
        var prefixed = namedByPrefix(cues);
        return prefixed != null ? prefixed : namedByOwnLine(cues);
    }

    private static @Nullable List<Cue> namedByPrefix(List<Cue> cues) {
        var prefixes =
                Prefixes.in(cues.stream().map(cue -> firstLine(cue.text())).toList());
        if (prefixes.isEmpty()) {
            return null;
        }
        var named = new ArrayList<Cue>(cues.size());
        String speaker = null;
        for (var cue : cues) {
            // a caption may hold two speakers, each on a line of its own
            for (var line : cue.text().split("\n", -1)) {
                var prefix = Prefixes.of(line);
                if (prefix != null && prefixes.contains(prefix.name())) {
                    speaker = prefix.name();
                    named.add(new Cue(speaker, cue.startMs(), cue.endMs(), prefix.rest()));
                } else {
                    named.add(new Cue(speaker, cue.startMs(), cue.endMs(), line));
                }
            }
        }
        return named;
    }

    /** Older Teams files: the name is the first line of each cue, and the same few come back all the time. */
    private static List<Cue> namedByOwnLine(List<Cue> cues) {
        Map<String, Integer> seen = new HashMap<>();
        int several = 0;
        for (var cue : cues) {
            if (cue.text().indexOf('\n') > 0) {
                several++;
                var first = firstLine(cue.text());
                if (Names.likely(first)) {
                    seen.merge(first, 1, Integer::sum);
                }
            }
        }
        Set<String> names = new HashSet<>();
        int named = 0;
        for (var entry : seen.entrySet()) {
            if (entry.getValue() >= 2) {
                names.add(entry.getKey());
                named += entry.getValue();
            }
        }
        if (names.isEmpty() || named < 0.8 * several) {
            return cues;
        }
        return cues.stream()
                .map(cue -> {
                    var first = firstLine(cue.text());
                    return names.contains(first) && first.length() < cue.text().length()
                            ? new Cue(
                                    first,
                                    cue.startMs(),
                                    cue.endMs(),
                                    cue.text().substring(first.length() + 1))
                            : cue;
                })
                .toList();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
