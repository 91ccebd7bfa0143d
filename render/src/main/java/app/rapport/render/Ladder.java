package app.rapport.render;

import app.rapport.render.probe.Upload;
import java.util.List;
import java.util.stream.Stream;

/**
 * A base video in its qualities, each one file of an initialisation part and segments that begin with a key frame. Can
 * be written as JSON and read back.
 *
 * @param source SHA-256 of the upload
 * @param parameters hash of everything pinned for the encoder, its build included
 * @param encoder the encoder's build, in words
 * @param frames how many frames the video has, 30 a second
 * @param upload what was uploaded
 * @param video the qualities, lowest first
 * @param sound the sound as a rendition of its own
 * @param pcm name of the file with the whole sound, lossless: FLAC, 48 kHz, stereo
 * @param effort what it cost
 */
public record Ladder(
        String source,
        String parameters,
        String encoder,
        int frames,
        Upload upload,
        List<Rendition> video,
        Rendition sound,
        String pcm,
        Effort effort) {
    /** Frames of every rendition in a second. */
    public static final int RATE = 30;

    /** The video's length. */
    public double seconds() {
        return frames / (double) RATE;
    }

    /** All renditions, the sound last. */
    public List<Rendition> renditions() {
        return Stream.concat(video.stream(), Stream.of(sound)).toList();
    }
}
