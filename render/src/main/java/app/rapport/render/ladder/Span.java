package app.rapport.render.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Frames from one (inclusive) to another (exclusive). */
public record Span(int from, int to) {
    /** A second: spans closer than this are one, for key frames so close cost more than they save. */
    private static final int CLOSE = 30;

    /** How many frames. */
    public int frames() {
        return to - from;
    }

    /** Whether they share a frame. */
    public boolean touches(Span other) {
        return from < other.to && other.from < to;
    }

    /** The spans in order, those that touch or nearly touch as one. */
    static List<Span> merged(List<Span> spans) {
        var merged = new ArrayList<Span>();
        for (var span :
                spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            if (!merged.isEmpty() && span.from - merged.getLast().to < CLOSE) {
                var last = merged.removeLast();
                merged.add(new Span(last.from, Math.max(last.to, span.to)));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
