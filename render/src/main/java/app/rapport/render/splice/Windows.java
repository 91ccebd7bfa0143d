package app.rapport.render.splice;

import java.util.List;

/** A long sound of which only some parts were read; to ask for another is a mistake, not silence. */
record Windows(int channels, long length, List<Part> parts) implements Track {
    /** A part that was read; the sound may end before the span does. */
    record Part(Span span, Sound sound) {}

    @Override
    public Sound between(long from, long to) {
        var first = Math.clamp(from, 0, length);
        var last = Math.clamp(to, first, length);
        for (var part : parts) {
            if (part.span().from() <= first && last <= part.span().to()) {
                // Nothing beyond the end is heard, even if the file had more.
                var read = part.sound()
                        .between(first - part.span().from(), last - part.span().from());
                return read.between(from - first, to - first);
            }
        }
        throw new IllegalArgumentException("the sound from " + from + " to " + to + " was not read");
    }
}
