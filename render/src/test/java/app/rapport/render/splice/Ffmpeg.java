package app.rapport.render.splice;

import app.rapport.render.Watch;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.Work;
import app.rapport.render.tool.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ladder's encoder, and a decoder to hear what came of it. */
record Ffmpeg(Work work, int channels) implements Aac {
    static final Tools TOOLS = tools();

    private static Tools tools() {
        try {
            return Tools.find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Ffmpeg in(Path folder) throws IOException {
        return new Ffmpeg(Work.in(folder), 2);
    }

    @Override
    public List<byte[]> frames(Sound sound) throws IOException, InterruptedException {
        return new LadderAac(TOOLS, Encoder.USUAL, work, Watch.NONE).frames(sound);
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
        var in = Files.write(work.file("in.aac"), stream.toByteArray());
        return decoded(List.of("-xerror", "-f", "aac", "-i", in.toString()));
    }

    /** The sound of any file, as it is after decoding. */
    Sound decoded(List<String> input) throws IOException, InterruptedException {
        var out = work.file("out.f32");
        var arguments = new ArrayList<>(input);
        arguments.addAll(List.of("-map", "0:a:0"));
        arguments.addAll(PcmReader.bare(channels));
        arguments.addAll(List.of("-y", out.toString()));
        TOOLS.ffmpeg(arguments).done();
        return Sound.ofFloats(channels, Files.readAllBytes(out));
    }
}
