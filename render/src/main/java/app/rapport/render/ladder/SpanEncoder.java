package app.rapport.render.ladder;

import app.rapport.render.Watch;
import app.rapport.render.mp4.Encoded;
import app.rapport.render.probe.Upload;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Encodes a few frames of an upload in all qualities, with pictures laid over them. */
public final class SpanEncoder {
    private final Tools tools;
    private final Encoder encoder;

    /** With the tools in use and what is pinned. */
    public SpanEncoder(Tools tools, Encoder encoder) {
        this.tools = tools;
        this.encoder = encoder;
    }

    /**
     * A picture laid over some of the frames.
     *
     * @param shown frames of the video
     */
    public record Over(Path png, int x, int y, Span shown) {}

    /** What came out: one for each quality. */
    public record Outcome(List<Encoded> qualities, double cpuSeconds) {}

    /** Encodes the span with key frames where segments begin, given as frames of the video. */
    public Outcome encode(
            Path base,
            Upload upload,
            List<Quality> qualities,
            Span span,
            List<Integer> cuts,
            List<Over> overs,
            Work work,
            Watch watch)
            throws IOException, InterruptedException {
        var files = new ArrayList<Path>();
        qualities.forEach(quality -> files.add(work.file(span.from() + "-" + quality.name())));
        var result = tools.ffmpeg(arguments(base, upload, qualities, span, cuts, overs, files))
                .limit(Duration.ofMinutes(10))
                .watch(watch)
                .lines(line -> {
                    if (line.startsWith("frame=")) {
                        watch.progress(Integer.parseInt(line.substring(6).strip()) / (double) span.frames());
                    }
                })
                .done();
        var encoded = new ArrayList<Encoded>();
        for (var file : files) {
            var one = Encoded.read(file);
            if (one.samples().size() != span.frames()) {
                throw new IOException(
                        "the encoder made " + one.samples().size() + " frames instead of " + span.frames());
            }
            encoded.add(one);
        }
        return new Outcome(encoded, result.cpuSeconds());
    }

    List<String> arguments(
            Path base,
            Upload upload,
            List<Quality> qualities,
            Span span,
            List<Integer> cuts,
            List<Over> overs,
            List<Path> files) {
        var arguments =
                new ArrayList<>(List.of("-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1"));
        arguments.addAll(List.of("-progress", "pipe:1"));
        arguments.addAll(Frames.input(upload, base.toString(), span.from()));
        for (var over : overs) {
            arguments.addAll(List.of("-f", "png_pipe", "-i", over.png().toString()));
        }
        var graph = new StringBuilder(
                "[0:" + upload.stream() + "]" + Frames.filter(upload, span, qualities.getLast()) + "[o0]");
        for (int i = 0; i < overs.size(); i++) {
            var over = overs.get(i);
            graph.append(";[o")
                    .append(i)
                    .append("][")
                    .append(i + 1)
                    .append(":v]overlay=x=")
                    .append(over.x())
                    .append(":y=");
            graph.append(over.y())
                    .append(":enable='between(n,")
                    .append(over.shown().from() - span.from())
                    .append(',');
            graph.append(over.shown().to() - 1 - span.from())
                    .append(")'[o")
                    .append(i + 1)
                    .append(']');
        }
        graph.append(';').append(Frames.split(qualities, "o" + overs.size()));
        arguments.addAll(List.of("-filter_complex", graph.toString()));
        var keys = cuts.stream().map(cut -> cut - span.from()).toList();
        for (int i = 0; i < qualities.size(); i++) {
            arguments.addAll(List.of("-map", "[v" + i + "]"));
            arguments.addAll(encoder.picture(qualities.get(i), keys));
            arguments.addAll(List.of("-threads", "1", "-y", files.get(i).toString()));
        }
        return arguments;
    }
}
