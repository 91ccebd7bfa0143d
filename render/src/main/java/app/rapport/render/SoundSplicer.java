package app.rapport.render;

import app.rapport.render.ladder.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Puts spoken words into the base video's sound and encodes the segments they touch anew, so that they follow and are
 * followed by the ladder's own without a seam.
 */
public interface SoundSplicer {
    /** The segments the slots touch, encoded anew. */
    Spliced splice(Ladder ladder, Path folder, List<Slot> slots, Work work, Watch watch)
            throws IOException, InterruptedException, Refused;

    /** The indexes of the segments that words in these slots touch. */
    List<Integer> touched(Ladder ladder, List<Slot> slots);

    /**
     * What was encoded.
     *
     * @param blocks the sound's blocks (1024 samples each, without timestamps) of every touched segment, by the
     *     segment's index; a segment has as many blocks as the ladder's
     */
    record Spliced(SortedMap<Integer, List<byte[]>> blocks, double cpuSeconds) {}

    /** Words for one slot, in seconds of the base video. */
    record Slot(double from, double to, Speech.SpokenClip clip) {}
}
