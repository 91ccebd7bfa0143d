package app.rapport.render.splice;

/** From here up to, but not including, there. */
record Span(long from, long to) {
    Span {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a span must begin at 0 or later and end after it began");
        }
    }

    /** The samples from one second of the video to another. */
    static Span ofSeconds(double from, double to) {
        return new Span(Math.round(from * Sound.RATE), Math.round(to * Sound.RATE));
    }

    long length() {
        return to - from;
    }

    double startSeconds() {
        return (double) from / Sound.RATE;
    }

    double seconds() {
        return (double) length() / Sound.RATE;
    }

    boolean meets(Span other) {
        return from < other.to && other.from < to;
    }
}
