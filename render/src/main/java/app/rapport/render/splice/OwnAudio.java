package app.rapport.render.splice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the audio segments that changes of the sound touch, so that they continue the ladder's without a seam: only the frames
 * around a change are encoded, the others are the ladder's.
 *
 * <p>Frame {@code k} is the one whose decoding gives the samples from {@code 1024 k}; the frame that primes the decoder
 * is not counted. A frame also shapes the 1024 samples after its own, so a change at the start of a segment touches the
 * segment before as well.
 */
final class OwnAudio {
    /** Encoded behind a change, until the encoder judges the sound as the ladder's did: so its frames and the ladder's fit. */
    private static final int SETTLING = 8;
    /** Encoded before a border and thrown away: the encoder is then in the state the ladder's was in. */
    private static final int WARM_UP = 8;
    /** Given to the encoder after a border, for it looks ahead. */
    private static final int LOOK_AHEAD = 2;

    private OwnAudio() {}

    /** The ladder's own frames of a segment. */
    @FunctionalInterface
    interface Kept {
        List<byte[]> frames(int segment) throws IOException;
    }

    /**
     * @param segments the ladder's audio segments in frames, in order and without gaps
     * @param changed in samples
     */
    static List<OwnSegment> encode(Track sound, List<Span> changed, List<Span> segments, Kept ladder, Aac encoder)
            throws IOException, InterruptedException {
        var encoded = new HashMap<Long, byte[]>();
        for (var run : runs(changed, segments)) {
            encode(sound, run, encoder, encoded);
        }
        var own = new ArrayList<OwnSegment>();
        for (var index : touched(changed, segments)) {
            var frames = new ArrayList<>(ladder.frames(index));
            var first = segments.get(index).from();
            for (var i = 0; i < frames.size(); i++) {
                frames.set(i, encoded.getOrDefault(first + i, frames.get(i)));
            }
            own.add(new OwnSegment(index, List.copyOf(frames)));
        }
        return own;
    }

    /** What has to be known of the sound, in samples, to encode this run of frames. */
    static Span heard(Span run) {
        return new Span(Math.max(0, run.from() - WARM_UP) * Aac.FRAME, (run.to() + LOOK_AHEAD) * Aac.FRAME);
    }

    /** The frames that are encoded again, as few as the changes need; within the segments that are touched anyway. */
    static List<Span> runs(List<Span> changed, List<Span> segments) {
        var runs = new ArrayList<Span>();
        for (var span : frames(changed)) {
            var end = segments.stream()
                    .filter(span::meets)
                    .mapToLong(Span::to)
                    .max()
                    .orElse(span.to());
            var run = new Span(span.from(), Math.min(span.to() + SETTLING, end));
            if (!runs.isEmpty() && run.from() - runs.getLast().to() <= WARM_UP) {
                var last = runs.removeLast();
                run = new Span(last.from(), Math.max(last.to(), run.to()));
            }
            runs.add(run);
        }
        return runs;
    }

    private static List<Span> frames(List<Span> changed) {
        return changed.stream()
                .map(span -> new Span(Math.max(0, span.from() / Aac.FRAME - 1), Math.ceilDiv(span.to(), Aac.FRAME)))
                .sorted(Comparator.comparingLong(Span::from))
                .toList();
    }

    /** The indexes of the segments that have to be encoded again. */
    static List<Integer> touched(List<Span> changed, List<Span> segments) {
        var frames = frames(changed);
        var touched = new ArrayList<Integer>();
        for (var i = 0; i < segments.size(); i++) {
            if (frames.stream().anyMatch(segments.get(i)::meets)) {
                touched.add(i);
            }
        }
        return touched;
    }

    private static void encode(Track sound, Span run, Aac encoder, Map<Long, byte[]> into)
            throws IOException, InterruptedException {
        var heard = heard(run);
        var frames = encoder.frames(sound.between(heard.from(), heard.to()));
        // one further, for the encoder's first frame primes the decoder
        var ahead = Math.toIntExact(run.from() - heard.from() / Aac.FRAME + 1);
        if (ahead + run.length() > frames.size()) {
            throw new IOException(
                    "the encoder gave " + frames.size() + " frames where " + (ahead + run.length()) + " were due");
        }
        for (var i = 0; i < run.length(); i++) {
            into.put(run.from() + i, frames.get(ahead + i));
        }
    }
}
