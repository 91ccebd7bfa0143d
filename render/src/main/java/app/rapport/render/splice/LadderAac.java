package app.rapport.render.splice;

import app.rapport.render.Watch;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.Work;
import app.rapport.render.mp4.Encoded;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Encodes with exactly what the ladder's sound was encoded with. */
final class LadderAac implements Aac {
    private final Tools tools;
    private final Encoder encoder;
    private final Work work;
    private final Watch watch;
    private double cpuSeconds;

    LadderAac(Tools tools, Encoder encoder, Work work, Watch watch) {
        this.tools = tools;
        this.encoder = encoder;
        this.work = work;
        this.watch = watch;
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    @Override
    public List<byte[]> frames(Sound sound) throws IOException, InterruptedException {
        var in = work.file("own.f32");
        var out = work.file("own.mp4");
        try {
            Files.write(in, sound.toFloats());
        } catch (IOException e) {
            throw Work.full(e);
        }
        var arguments = new ArrayList<>(PcmReader.bare(sound.channels()));
        arguments.addAll(List.of("-i", in.toString()));
        arguments.addAll(encoder.sound());
        arguments.addAll(List.of("-y", out.toString()));
        cpuSeconds += tools.ffmpeg(arguments).watch(watch).done().cpuSeconds();
        return Encoded.read(out).samples().stream()
                .map(sample -> {
                    var bytes = new byte[sample.bytes().remaining()];
                    sample.bytes().duplicate().get(bytes);
                    return bytes;
                })
                .toList();
    }
}
