package app.rapport.render.splice;

import java.util.List;

/** A base sound of which some spans are replaced. */
record Patched(Track base, List<Patch> patches) implements Track {
    record Patch(Span span, Sound sound) {}

    @Override
    public int channels() {
        return base.channels();
    }

    @Override
    public long length() {
        return base.length();
    }

    @Override
    public Sound between(long from, long to) {
        var part = base.between(from, to);
        for (var patch : patches) {
            var first = Math.max(from, patch.span().from());
            var last = Math.min(to, patch.span().to());
            if (last > first) {
                System.arraycopy(
                        patch.sound().samples(),
                        Math.toIntExact((first - patch.span().from()) * channels()),
                        part.samples(),
                        Math.toIntExact((first - from) * channels()),
                        Math.toIntExact((last - first) * channels()));
            }
        }
        return part;
    }
}
