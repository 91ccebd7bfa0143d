package app.rapport.media;

import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small videos for tests, made once by ffmpeg itself. */
public final class Films {
    private static final Path FOLDER = Path.of("target", "films").toAbsolutePath();

    private Films() {}

    /** Moving pictures with a tone, 320×240. */
    public static Path of(int seconds) {
        return made(
                "film-" + seconds + ".mp4",
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=320x240:rate=30:duration=" + seconds,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:duration=" + seconds,
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:a",
                        "aac",
                        "-shortest"));
    }

    /** Large enough for all qualities. */
    public static Path large(int seconds) {
        return made(
                "large-" + seconds + ".mov",
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=1280x720:rate=30:duration=" + seconds,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:duration=" + seconds,
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:a",
                        "aac",
                        "-shortest"));
    }

    /** Longer than a video may be. */
    public static Path tooLong() {
        return made(
                "long.mp4",
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "color=size=32x32:rate=1:duration=301",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast"));
    }

    /** Sound without pictures. */
    public static Path soundOnly() {
        return made("sound.mp4", List.of("-f", "lavfi", "-i", "sine=duration=2", "-c:a", "aac"));
    }

    /**
     * A tone of this frequency between two silences, as a browser would record a name.
     *
     * @param format webm or mp4, as browsers have them; or wav
     */
    public static Path tone(String format, int frequency, double seconds) {
        var codec = switch (format) {
            case "webm" -> "libopus";
            case "mp4" -> "aac";
            default -> "pcm_s16le";
        };
        return made(
                "tone-" + frequency + "-" + seconds + "." + format,
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=" + frequency + ":duration=" + seconds + ",adelay=300,apad=pad_dur=0.3",
                        "-c:a",
                        codec));
    }

    /** How much of the sound from one second to another is of this frequency, from 0 to 1. */
    public static double share(String url, double from, double to, int frequency) throws Exception {
        var pcm = FOLDER.resolve(java.util.UUID.randomUUID() + ".f32");
        try {
            Tools.find()
                    .ffmpeg(List.of(
                            "-i",
                            url,
                            "-ss",
                            "" + from,
                            "-t",
                            "" + (to - from),
                            "-map",
                            "0:a:0",
                            "-ac",
                            "1",
                            "-ar",
                            "48000",
                            "-f",
                            "f32le",
                            "-y",
                            pcm.toString()))
                    .done();
            var samples = java.nio.ByteBuffer.wrap(Files.readAllBytes(pcm))
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            double all = 0;
            double cosine = 0;
            double sine = 0;
            var many = samples.remaining();
            for (var i = 0; i < many; i++) {
                var sample = samples.get(i);
                var angle = 2 * Math.PI * frequency * i / 48_000;
                all += sample * sample;
                cosine += sample * Math.cos(angle);
                sine += sample * Math.sin(angle);
            }
            return all == 0 ? 0 : 2 * (cosine * cosine + sine * sine) / (many * all);
        } finally {
            Files.deleteIfExists(pcm);
        }
    }

    /** A film with a hole in its middle. */
    public static Path damaged() throws IOException {
        var target = FOLDER.resolve("damaged.mp4");
        var bytes = Files.readAllBytes(of(6));
        for (var i = bytes.length / 2; i < bytes.length / 2 + 20_000 && i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(target, bytes);
        return target;
    }

    /** What ffmpeg complains about when it plays this from the first to the last frame. */
    public static List<String> complaints(String url) throws Exception {
        var result = Tools.find()
                .ffmpeg(List.of(
                        "-protocol_whitelist", "file,http,tcp,crypto,data", "-xerror", "-i", url, "-f", "null", "-"))
                .any();
        var all = new ArrayList<>(result.complaints());
        if (result.exit() != 0) {
            all.add("ended with " + result.exit() + ": " + String.join("\n", result.log()));
        }
        return all;
    }

    private static synchronized Path made(String name, List<String> arguments) {
        var target = FOLDER.resolve(name);
        if (!Files.exists(target)) {
            try {
                Files.createDirectories(FOLDER);
                var all = new ArrayList<>(arguments);
                var draft = FOLDER.resolve("draft-" + name);
                all.addAll(List.of("-y", draft.toString()));
                Tools.find().ffmpeg(all).done();
                Files.move(draft, target);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return target;
    }
}
