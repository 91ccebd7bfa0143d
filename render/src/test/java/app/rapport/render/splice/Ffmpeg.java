package app.rapport.render.splice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The encoder as the ladder uses it, and a decoder to hear what came of it. */
record Ffmpeg(Path folder, int channels) implements Aac {
    @Override
    public List<byte[]> frames(Sound sound) throws IOException, InterruptedException {
        var stream = run(
                sound.toFloats(),
                "pcm",
                List.of("-f", "f32le", "-ar", "48000", "-ac", "" + channels),
                List.of("-c:a", "aac", "-b:a", "128k", "-f", "adts"));
        var frames = new ArrayList<byte[]>();
        for (var at = 0; at < stream.length; ) {
            var length = (stream[at + 3] & 3) << 11 | (stream[at + 4] & 0xff) << 3 | (stream[at + 5] & 0xff) >> 5;
            frames.add(Arrays.copyOfRange(stream, at + 7, at + length));
            at += length;
        }
        return frames;
    }

    /** What a player hears of these frames, when the priming one was left out. */
    Sound heard(List<byte[]> frames) throws IOException, InterruptedException {
        var stream = new ByteArrayOutputStream();
        for (var frame : frames) {
            var length = frame.length + 7;
            stream.write(new byte[] {
                (byte) 0xff,
                (byte) 0xf1,
                (byte) (1 << 6 | 3 << 2),
                (byte) (channels << 6 | length >> 11),
                (byte) (length >> 3),
                (byte) (length << 5 | 0x1f),
                (byte) 0xfc
            });
            stream.write(frame);
        }
        return Sound.ofFloats(
                channels,
                run(
                        stream.toByteArray(),
                        "aac",
                        List.of("-xerror", "-f", "aac"),
                        List.of("-f", "f32le", "-c:a", "pcm_f32le")));
    }

    private byte[] run(byte[] input, String kind, List<String> before, List<String> after)
            throws IOException, InterruptedException {
        var in = Files.write(folder.resolve("in." + kind), input);
        var out = folder.resolve("out");
        var command = new ArrayList<>(List.of(System.getenv("FF"), "-v", "error", "-y"));
        command.addAll(before);
        command.addAll(List.of("-i", in.toString()));
        command.addAll(after);
        command.add(out.toString());
        var log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0 || Files.size(log) > 0) {
            throw new IOException(Files.readString(log));
        }
        return Files.readAllBytes(out);
    }
}
