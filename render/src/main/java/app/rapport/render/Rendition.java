package app.rapport.render;

import java.util.List;

/**
 * One quality of the picture, or the sound.
 *
 * @param name {@code 360p}, {@code 480p}, {@code 720p}, … or {@code audio}
 * @param bitrate the wanted bits a second
 * @param codecs as playlists name it, such as {@code avc1.64001f}
 * @param file name within the ladder's folder; begins with {@code initBytes} of initialisation, then the segments
 * @param timescale ticks in a second
 * @param decoder the decoder's configuration: avcC, or the AudioSpecificConfig
 * @param sampleEntry the whole sample description, for the header of an MP4
 */
public record Rendition(
        String name,
        int width,
        int height,
        int bitrate,
        String codecs,
        String file,
        long initBytes,
        int timescale,
        byte[] decoder,
        byte[] sampleEntry,
        List<Segment> segments) {
    /** Whether this is the sound. */
    public boolean isSound() {
        return width == 0;
    }

    /**
     * A part that can be decoded after the initialisation alone: one {@code moof} and one {@code mdat}.
     *
     * @param start in ticks
     * @param duration in ticks
     * @param offset in the rendition's file
     * @param head bytes of the {@code moof} and of the {@code mdat}'s own head; the samples follow
     * @param samples frames of the picture, or blocks of 1024 of the sound
     */
    public record Segment(long start, long duration, long offset, long bytes, int head, int samples) {}

    /** All bytes of the file. */
    public long bytes() {
        return initBytes + segments.stream().mapToLong(Segment::bytes).sum();
    }
}
