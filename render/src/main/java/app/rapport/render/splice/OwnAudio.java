package app.rapport.render.splice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes the audio segments that changes of the sound touch, so that they continue the ladder's without a seam.
 *
 * <p>Frame {@code k} is the one whose decoding gives the samples from {@code 1024 k}; the frame that primes the decoder
 * is not counted. A frame also shapes the 1024 samples after its own, so a change at the start of a segment touches the
 * segment before as well.
 */
final class OwnAudio {
    /** Encoded before a border and thrown away: the encoder is then in the state the ladder's was in. */
    private static final int WARM_UP = 8;
    /** Given to the encoder after a border, for it looks ahead. */
    private static final int LOOK_AHEAD = 2;

    private OwnAudio() {}

    /**
     * @param segments the ladder's audio segments in frames, in order and without gaps
     * @param changed in samples
     */
    static List<OwnSegment> encode(Track sound, List<Span> changed, List<Span> segments, Aac encoder)
            throws IOException, InterruptedException {
        var touched = touched(changed, segments);
        var own = new ArrayList<OwnSegment>();
        for (var at = 0; at < touched.size(); ) {
            var end = at + 1;
            while (end < touched.size() && touched.get(end) == touched.get(end - 1) + 1) {
                end++;
            }
            own.addAll(run(sound, touched.subList(at, end), segments, encoder));
            at = end;
        }
        return own;
    }

    /** What has to be known of the sound, in samples, to encode this segment. */
    static Span heard(Span segment) {
        return new Span(Math.max(0, segment.from() - WARM_UP) * Aac.FRAME, (segment.to() + LOOK_AHEAD) * Aac.FRAME);
    }

    /** The indexes of the segments that have to be encoded again. */
    static List<Integer> touched(List<Span> changed, List<Span> segments) {
        var frames = changed.stream()
                .map(span ->
                        new Span(Math.max(0, span.from() / Aac.FRAME - 1), (span.to() + Aac.FRAME - 1) / Aac.FRAME))
                .toList();
        var touched = new ArrayList<Integer>();
        for (var i = 0; i < segments.size(); i++) {
            if (frames.stream().anyMatch(segments.get(i)::meets)) {
                touched.add(i);
            }
        }
        return touched;
    }

    /** Neighbours are encoded in one go. */
    private static List<OwnSegment> run(Track sound, List<Integer> indexes, List<Span> segments, Aac encoder)
            throws IOException, InterruptedException {
        var first = segments.get(indexes.getFirst()).from();
        var last = segments.get(indexes.getLast()).to();
        var start = Math.max(0, first - WARM_UP);
        var frames = encoder.frames(sound.between(start * Aac.FRAME, (last + LOOK_AHEAD) * Aac.FRAME));
        var own = new ArrayList<OwnSegment>();
        for (var index : indexes) {
            var segment = segments.get(index);
            // one further, for the encoder's first frame primes the decoder
            var from = Math.toIntExact(segment.from() - start + 1);
            var to = Math.toIntExact(segment.to() - start + 1);
            if (to > frames.size()) {
                throw new IOException("the encoder gave " + frames.size() + " frames where " + to + " were due");
            }
            own.add(new OwnSegment(index, List.copyOf(frames.subList(from, to))));
        }
        return own;
    }
}
