package app.rapport.render.ladder;

import app.rapport.render.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Everything that is pinned for the encoders. The ladder and every own segment are made with exactly these, so that
 * one initialisation serves both and a player notices no seam.
 *
 * <p>A quicker preset than {@code medium} costs a few per cent of bytes at the same quality and saves more than half of
 * the work; whoever prefers {@code medium} sets it.
 */
public record Encoder(String preset) {
    /** What is used unless told otherwise. */
    public static final Encoder USUAL = new Encoder("veryfast");

    /** Bits a second of the sound. */
    public static final int SOUND_BITRATE = 128_000;

    /** Ticks of a frame of pictures, at 90,000 a second. */
    public static final int STEP = 3000;

    // Every segment has B-frames, and of one depth: tools that shift a whole rendition by its deepest frame then shift
    // every segment alike.
    // Named one by one although the preset has most of them: what must not drift is not left to a preset.
    private static final String PINNED = String.join(
            ":",
            "ref=1",
            "bframes=3",
            "b-adapt=0",
            "b-pyramid=none",
            "weightp=1",
            "weightb=1",
            "8x8dct=1",
            "cabac=1",
            "deblock=0,0",
            "open-gop=0",
            "scenecut=0",
            "keyint=infinite",
            "nal-hrd=none");

    /** Arguments of one picture output; key frames stand exactly at these frames. */
    public List<String> picture(Quality quality, List<Integer> keys) {
        var arguments = new ArrayList<String>(List.of(
                "-c:v",
                "libx264",
                "-preset",
                preset,
                "-profile:v",
                "high",
                "-level:v",
                quality.level(),
                "-pix_fmt",
                "yuv420p",
                "-b:v",
                String.valueOf(quality.bitrate()),
                "-maxrate",
                String.valueOf(quality.bitrate() * 6L / 5),
                "-bufsize",
                String.valueOf(quality.bitrate() * 2L),
                "-x264-params",
                PINNED,
                "-forced-idr",
                "1"));
        arguments.addAll(List.of("-force_key_frames", times(keys), "-video_track_timescale", "90000"));
        arguments.addAll(fragments());
        return arguments;
    }

    /** Arguments of the sound's output. */
    public List<String> sound() {
        var arguments = new ArrayList<String>(
                List.of("-c:a", "aac", "-b:a", String.valueOf(SOUND_BITRATE), "-ar", "48000", "-ac", "2"));
        arguments.addAll(fragments());
        return arguments;
    }

    private static List<String> fragments() {
        return List.of(
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                "-flags",
                "+bitexact",
                "-f",
                "mp4",
                "-movflags",
                "+empty_moov+default_base_moof+frag_keyframe");
    }

    /** Identifies the pinned parameters and the build they are given to: only what has the same one fits together. */
    public String fingerprint(Tools tools) {
        return Hash.of(preset + " " + PINNED + " aac " + SOUND_BITRATE + " v1 " + tools.build());
    }

    /** A hair before each frame: the encoder takes the first frame that is not earlier. */
    private static String times(List<Integer> keys) {
        return keys.stream()
                .map(key -> String.format(Locale.ROOT, "%.4f", Math.max(0, key / 30.0 - 0.005)))
                .collect(Collectors.joining(","));
    }
}
