package app.rapport.render;

import app.rapport.render.ladder.Encoder;
import app.rapport.render.tool.Result;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real tools, sources made with them, and a look at what came out. */
final class Lab {
    static final Tools TOOLS = tools();

    private Lab() {}

    private static Tools tools() {
        try {
            return Tools.find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Engine engine(Path scratch) {
        return new Engine(TOOLS, Encoder.USUAL, scratch);
    }

    /** A moving, textured picture with a tone. */
    static Path source(Path file, String size, double seconds, String... more)
            throws IOException, InterruptedException {
        return source(file, size, 30, seconds, more);
    }

    static Path source(Path file, String size, int rate, double seconds, String... more)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + size + ":rate=" + rate + ":duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=330:sample_rate=44100:duration=" + seconds));
        if (more.length == 0) {
            arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"));
        } else {
            arguments.addAll(Arrays.asList(more));
        }
        arguments.addAll(List.of("-y", file.toString()));
        TOOLS.ffmpeg(arguments).done();
        return file;
    }

    static Path make(Path file, String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("-y", file.toString()));
        TOOLS.ffmpeg(all).done();
        return file;
    }

    /** Everything decoded: when each frame or block of a stream is shown, and what the decoder complained of. */
    record Decoded(List<Long> times, List<String> complaints, int exit) {
        long step() {
            var steps = new ArrayList<Long>();
            for (int i = 1; i < times.size(); i++) {
                steps.add(times.get(i) - times.get(i - 1));
            }
            return steps.stream().distinct().count() == 1 ? steps.getFirst() : -1;
        }
    }

    static Decoded playlist(Path file, String stream) throws IOException, InterruptedException {
        return decoded(
                List.of("-f", "hls", "-allowed_extensions", "ALL", "-extension_picky", "0", "-i", file.toString()),
                stream);
    }

    /**
     * Picture and sound of a whole master playlist. Both, for the tool complains of a packet cut off when it stops
     * reading a stream that nobody wants.
     */
    static Decoded master(Path file) throws IOException, InterruptedException {
        return decoded(
                List.of("-f", "hls", "-allowed_extensions", "ALL", "-extension_picky", "0", "-i", file.toString()),
                "v:0",
                "-map",
                "0:a:0");
    }

    static Decoded mp4(Path file, String stream) throws IOException, InterruptedException {
        return decoded(List.of("-f", "mov", "-i", file.toString()), stream);
    }

    private static Decoded decoded(List<String> input, String stream, String... more)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-xerror", "-copyts"));
        arguments.addAll(input);
        arguments.addAll(List.of("-map", "0:" + stream));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "framecrc", "-"));
        Result result = TOOLS.ffmpeg(arguments).limit(Duration.ofMinutes(2)).any();
        var times = new String(result.output(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("0,"))
                .map(line -> Long.parseLong(line.split(",", -1)[2].strip()))
                .toList();
        return new Decoded(times, result.complaints(), result.exit());
    }

    /** What ffprobe says of a file's first stream of a kind. */
    static String probe(Path file, String stream, String entries) throws IOException, InterruptedException {
        var result = TOOLS.ffprobe(
                        List.of("-select_streams", stream, "-show_entries", entries, "-of", "csv=p=0", file.toString()))
                .done();
        return new String(result.output(), StandardCharsets.UTF_8).strip();
    }
}
