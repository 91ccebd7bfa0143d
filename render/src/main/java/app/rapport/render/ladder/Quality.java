package app.rapport.render.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A quality as it is encoded: how large and how many bits. Everything pinned for the encoder hangs on this and on
 * {@link Encoder}.
 */
public record Quality(String name, int width, int height, int bitrate, String level) {
    /** A picture fits into one of these, lying or upright, and is never made larger. */
    private record Frame(int across, int down, int bitrate, String level) {}

    private static final List<Frame> FRAMES = List.of(
            new Frame(640, 360, 500_000, "3.0"),
            new Frame(854, 480, 1_000_000, "3.1"),
            new Frame(1280, 720, 2_500_000, "3.1"));

    /** The qualities of an upload, lowest first: every one it is large enough for, and its own size if it is for none. */
    public static List<Quality> of(int width, int height) {
        boolean upright = height > width;
        var qualities = new ArrayList<Quality>();
        for (var frame : FRAMES) {
            int across = upright ? frame.down : frame.across;
            int down = upright ? frame.across : frame.down;
            double scale = Math.min(across / (double) width, down / (double) height);
            // A pixel less than a whole quality is still that quality: 852 by 480 is 480p.
            if (scale <= 1.02) {
                double shrink = Math.min(scale, 1);
                qualities.add(new Quality(
                        frame.down + "p", even(width * shrink), even(height * shrink), frame.bitrate, frame.level));
            }
        }
        if (qualities.isEmpty()) {
            int side = even(Math.min(width, height));
            qualities.add(new Quality(side + "p", even(width), even(height), FRAMES.getFirst().bitrate, "3.1"));
        }
        qualities.sort(Comparator.comparingInt(Quality::bitrate));
        return qualities;
    }

    /** The nearest even side, and the smaller of two as near: an odd side is never enlarged. */
    private static int even(double side) {
        return Math.max(16, (int) Math.ceil(side / 2 - 0.5) * 2);
    }
}
