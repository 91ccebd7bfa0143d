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
