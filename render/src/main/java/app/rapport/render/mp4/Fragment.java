package app.rapport.render.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A segment as it is served: one {@code moof} and one {@code mdat}, stamped so that it stands on the grid of its
 * rendition. Decoding times are the grid itself, the time of showing is a signed distance from it; the encoder's own
 * delay is gone, so the picture begins at 0 as the sound does.
 *
 * @param head bytes before the samples
 */
public record Fragment(byte[] bytes, int head, int samples) {
    private static final int KEY = 0x02000000;
    private static final int NOT_KEY = 0x01010000;

    /**
     * Pictures: a closed group that begins with its only key frame or has more of them.
     *
     * @param start in ticks
     * @param step ticks of a frame
     * @throws IOException if the frames' order of showing has gaps: such a segment would not play
     */
    public static Fragment pictures(int sequence, long start, int step, List<Sample> samples) throws IOException {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < samples.size(); i++) {
            first = Math.min(first, i + samples.get(i).shift());
        }
        var shown = new HashSet<Long>();
        var shifts = new long[samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            long place = i + samples.get(i).shift() - first;
            if (place >= samples.size() || !shown.add(place)) {
                throw new IOException("the encoder's frames are not one after another");
            }
            shifts[i] = (place - i) * step;
        }
        if (samples.isEmpty() || !samples.getFirst().key()) {
            throw new IOException("the encoder's segment does not begin with a key frame");
        }
        return of(sequence, start, step, samples, shifts);
    }

    /** Sound: blocks of 1024 samples. */
    public static Fragment sound(int sequence, long start, List<byte[]> blocks) {
        return of(sequence, start, 1024, blocks.stream().map(Sample::sound).toList(), new long[blocks.size()]);
    }

    /** The blocks that {@link #sound} put into a segment. */
    public static List<byte[]> blocks(ByteBuffer segment) {
        var run = Box.need(segment, "moof", "traf", "trun").inside();
        run.getInt();
        var blocks = new ArrayList<byte[]>();
        int count = run.getInt();
        int at = run.getInt();
        for (int i = 0; i < count; i++) {
            var block = new byte[run.getInt()];
            segment.get(at, block);
            at += block.length;
            blocks.add(block);
        }
        return blocks;
    }

    private static Fragment of(int sequence, long start, int step, List<Sample> samples, long[] shifts) {
        boolean pictures = samples.stream().anyMatch(sample -> !sample.key()) || anyShift(shifts);
        byte[] moof = moof(sequence, start, step, samples, shifts, pictures, 0);
        moof = moof(sequence, start, step, samples, shifts, pictures, moof.length + 8);
        long size = 8;
        for (var sample : samples) {
            size += sample.bytes().remaining();
        }
        var out = new Boxes().bytes(moof).u32(size).name("mdat");
        samples.forEach(sample -> out.bytes(sample.bytes()));
        return new Fragment(out.done(), moof.length + 8, samples.size());
    }

    private static boolean anyShift(long[] shifts) {
        for (long shift : shifts) {
            if (shift != 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] moof(
            int sequence, long start, int step, List<Sample> samples, long[] shifts, boolean pictures, int data) {
        var run = new Boxes().u32(samples.size()).u32(data);
        for (int i = 0; i < samples.size(); i++) {
            run.u32(samples.get(i).bytes().remaining());
            if (pictures) {
                run.u32(samples.get(i).key() ? KEY : NOT_KEY).u32(shifts[i]);
            }
        }
        return Boxes.box(
                "moof",
                Boxes.full("mfhd", 0, 0, new Boxes().u32(sequence).done()),
                Boxes.box(
                        "traf",
                        Boxes.full(
                                "tfhd",
                                0,
                                0x020028,
                                new Boxes().u32(1).u32(step).u32(KEY).done()),
                        Boxes.full("tfdt", 1, 0, new Boxes().u64(start).done()),
                        Boxes.full("trun", 1, pictures ? 0xE01 : 0x201, run.done())));
    }
}
