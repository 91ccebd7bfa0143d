package app.rapport.render.splice;

import app.rapport.render.Refused;
import app.rapport.render.ladder.Work;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A name as somebody recorded it, made ready for any video: one channel, without the silence around it, as loud as speech
 * usually is.
 */
public final class Recording {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final double SHORTEST = 0.15;
    private static final double LONGEST = 10;
    private static final double SHORTEST_SAMPLE = 5;
    private static final double LONGEST_SAMPLE = 300;
    private static final double FAINTEST = 1e-6; // about -60 LUFS
    private static final String BROKEN = "This is not a recording that can be played. Record it again.";

    private Recording() {}

    /**
     * Reads what a browser recorded, by its content, and writes it as a WAV file.
     *
     * @return how long the name is, in seconds
     */
    public static double ready(Tools tools, Path given, Path wav) throws IOException, InterruptedException, Refused {
        var folder = wav.toAbsolutePath().getParent();
        try (var work = Work.in(folder == null ? Path.of("") : folder)) {
            var bare = work.file("name.f32");
            var name = checked(Trim.silence(read(tools, given, LONGEST + 5, bare)));
            var loud = name.louder(Loudness.gain(name, Loudness.USUAL));
            Files.write(bare, loud.toFloats());
            var writing = new ArrayList<>(PcmReader.bare(1));
            writing.addAll(List.of("-i", bare.toString(), "-c:a", "pcm_s16le", "-f", "wav", "-y", wav.toString()));
            tools.ffmpeg(writing).limit(LIMIT).done();
            return name.seconds();
        }
    }

    /**
     * Whether this is somebody speaking for long enough to be imitated.
     *
     * @return how long, in seconds
     */
    public static double sample(Tools tools, Path given) throws IOException, InterruptedException, Refused {
        var folder = given.toAbsolutePath().getParent();
        try (var work = Work.in(folder == null ? Path.of("") : folder)) {
            var heard = Trim.silence(read(tools, given, LONGEST_SAMPLE, work.file("sample.f32")));
            if (heard.seconds() < SHORTEST_SAMPLE || Loudness.ofSpeech(heard) < FAINTEST) {
                throw new Refused(
                        "sample_too_short",
                        Map.of("limit", (int) SHORTEST_SAMPLE),
                        "A sample lasts " + (int) SHORTEST_SAMPLE + " seconds at least; a minute or two is better.");
            }
            return heard.seconds();
        }
    }

    private static Sound read(Tools tools, Path given, double seconds, Path bare)
            throws IOException, InterruptedException, Refused {
        var arguments = new ArrayList<>(PcmReader.clip(given, seconds));
        arguments.addAll(List.of("-map", "0:a:0"));
        arguments.addAll(PcmReader.bare(1));
        arguments.addAll(List.of("-y", bare.toString()));
        if (tools.ffmpeg(arguments).limit(LIMIT).memory(1L << 30).any().exit() != 0 || !Files.exists(bare)) {
            throw new Refused("recording_unreadable", Map.of(), BROKEN);
        }
        return Sound.ofFloats(1, Files.readAllBytes(bare));
    }

    private static Sound checked(Sound name) throws Refused {
        if (name.seconds() < SHORTEST || Loudness.ofSpeech(name) < FAINTEST) {
            throw new Refused(
                    "recording_silent", Map.of(), "Nothing can be heard. Check the microphone and record it again.");
        }
        if (name.seconds() > LONGEST) {
            throw new Refused(
                    "recording_too_long",
                    Map.of("limit", (int) LONGEST),
                    "A recorded name lasts " + (int) LONGEST + " seconds at most. Record only the name.");
        }
        return name;
    }
}
