package app.rapport.render.ladder;

import app.rapport.render.Ladder;
import app.rapport.render.Point;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a video is cut into segments: every four seconds, and at the borders of what is personal, so that no frame is
 * encoded for a person that is not that person's own. A cut of the grid within a second of a border, or inside, is left out.
 */
public final class Cuts {
    private static final int GRID = 4 * Ladder.RATE;
    private static final int CLOSE = Ladder.RATE;
    /** Frames of the shortest segment: less is not worth a request, and too short for the encoder's usual pattern. */
    private static final int SHORTEST = 12;

    private Cuts() {}

    /** The first frames of the segments. */
    public static List<Integer> of(int frames, List<Point> points) {
        var spans = spans(frames, points);
        var cuts = new TreeSet<Integer>();
        cuts.add(0);
        for (int cut = GRID; cut < frames; cut += GRID) {
            int here = cut;
            boolean free = spans.stream().noneMatch(span -> here > span.from() - CLOSE && here < span.to() + CLOSE);
            if (free && frames - cut >= SHORTEST) {
                cuts.add(cut);
            }
        }
        for (var span : spans) {
            int parts = Math.max(1, (int) Math.round(span.frames() / (double) GRID));
            for (int part = 0; part <= parts; part++) {
                cuts.add(span.from() + (int) Math.round(span.frames() * (part / (double) parts)));
            }
        }
        cuts.removeIf(cut -> cut >= frames);
        return List.copyOf(cuts);
    }

    /** The frames that overlays touch, merged and in order. */
    static List<Span> spans(int frames, List<Point> points) {
        return Span.merged(points.stream()
                .filter(point -> point.kind() == Point.Kind.overlay)
                .map(point -> span(point, frames))
                .filter(span -> span.frames() > 0)
                .map(span -> roomy(span, frames))
                .toList());
    }

    /** A span that is no segment too short, and leaves none before it; what is after it depends on the video's end. */
    private static Span roomy(Span span, int frames) {
        int from = span.from() < SHORTEST ? 0 : span.from();
        return new Span(from, Math.min(frames, Math.max(span.to(), from + SHORTEST)));
    }

    /** The frames of one point. */
    public static Span span(Point point, int frames) {
        int from = (int) Math.round(Math.clamp(point.from() * Ladder.RATE, 0, frames));
        int to = (int) Math.round(Math.clamp(point.to() * Ladder.RATE, 0, frames));
        return new Span(from, Math.max(from, to));
    }
}
