package app.rapport.render.ladder;

import app.rapport.render.Effort;
import app.rapport.render.Ladder;
import app.rapport.render.Point;
import app.rapport.render.Refused;
import app.rapport.render.Rendition;
import app.rapport.render.Watch;
import app.rapport.render.mp4.Encoded;
import app.rapport.render.probe.Probe;
import app.rapport.render.probe.Upload;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the ladder: one decode of the upload feeds all encoders, and is at the same time the check that every frame can
 * be decoded. Damage in the middle of a file passes any look at its container.
 */
public final class LadderMaker {
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private final Tools tools;
    private final Encoder encoder;

    /** With the tools in use and what is pinned. */
    public LadderMaker(Tools tools, Encoder encoder) {
        this.tools = tools;
        this.encoder = encoder;
    }

    /** The ladder, its files in the folder under names that begin with the given one. */
    public Ladder make(Path base, List<Point> points, Path folder, String name, Watch watch)
            throws IOException, InterruptedException, Refused {
        var upload = new Probe(tools).look(base);
        var qualities = Quality.of(upload.width(), upload.height());
        try (var work = Work.in(folder)) {
            var planned = Cuts.of(frames(upload), points);
            double cpu = encode(base, upload, qualities, planned, work, watch);
            var encoded = new ArrayList<Encoded>();
            for (var quality : qualities) {
                encoded.add(Encoded.read(work.file(quality.name())));
            }
            int frames = frames(encoded, upload);
            cpu += sound(upload, frames, work, watch);
            // Planned before the length was known to the frame: those beyond the end were never made.
            var cuts = planned.stream().filter(cut -> cut < frames).toList();
            var video = new ArrayList<Rendition>();
            for (int i = 0; i < qualities.size(); i++) {
                video.add(Stamped.pictures(
                        work.file("stamped-" + qualities.get(i).name()),
                        named(name, qualities.get(i).name() + ".mp4"),
                        qualities.get(i),
                        encoded.get(i),
                        cuts));
            }
            var sound = Stamped.sound(
                    work.file("stamped-audio"), named(name, "audio.mp4"), Encoded.read(work.file("audio")), frames);
            var pcm = named(name, "sound.flac");
            for (var rendition : video) {
                work.publish("stamped-" + rendition.name(), folder.resolve(rendition.file()));
            }
            work.publish("stamped-audio", folder.resolve(sound.file()));
            work.publish("flac", folder.resolve(pcm));
            long bytes = sound.bytes()
                    + Files.size(folder.resolve(pcm))
                    + video.stream().mapToLong(Rendition::bytes).sum();
            return new Ladder(
                    Hash.of(base),
                    encoder.fingerprint(tools),
                    tools.build(),
                    frames,
                    upload,
                    List.copyOf(video),
                    sound,
                    pcm,
                    new Effort(cpu, bytes));
        }
    }

    private static String named(String name, String part) {
        return name + "_" + part;
    }

    private static int frames(Upload upload) {
        return (int) Math.min(Math.round(upload.seconds() * Ladder.RATE) + Ladder.RATE, longest());
    }

    private static int longest() {
        return (int) Math.round(Probe.LONGEST * Ladder.RATE);
    }

    private double encode(Path base, Upload upload, List<Quality> qualities, List<Integer> cuts, Work work, Watch watch)
            throws IOException, InterruptedException, Refused {
        var arguments = new ArrayList<>(Frames.input(upload, base.toString(), 0));
        var all = new Span(0, longest() + Ladder.RATE);
        arguments.addAll(List.of(
                "-filter_complex",
                "[0:" + upload.stream() + "]" + Frames.filter(upload, all, qualities.getLast()) + "[p];"
                        + Frames.split(qualities, "p")));
        for (int i = 0; i < qualities.size(); i++) {
            arguments.addAll(List.of("-map", "[v" + i + "]"));
            arguments.addAll(encoder.picture(qualities.get(i), cuts));
            arguments.addAll(List.of("-y", work.file(qualities.get(i).name()).toString()));
        }
        if (upload.sound()) {
            long first = Math.round(upload.start() * 48000);
            arguments.addAll(List.of(
                    "-map",
                    "0:a:0",
                    "-af",
                    "aresample=48000:async=1:first_pts=" + first + ",aformat=channel_layouts=stereo",
                    "-t",
                    String.valueOf(Probe.LONGEST + 1),
                    "-f",
                    "s16le",
                    "-y",
                    work.file("pcm").toString()));
        }
        arguments.addAll(List.of("-progress", "pipe:1"));
        double expected = Math.max(1, upload.seconds() * Ladder.RATE);
        var result = tools.ffmpeg(arguments)
                .limit(LIMIT)
                .watch(watch)
                .until(Damage::isIn)
                .lines(line -> {
                    if (line.startsWith("frame=")) {
                        watch.progress(Math.min(
                                0.95, Integer.parseInt(line.substring(6).strip()) / expected * 0.95));
                    }
                })
                .any();
        if (result.cutShort() || (result.exit() != 0 && result.exit() <= 128)) {
            var damage = Damage.find(tools, base, upload);
            if (damage.isPresent()) {
                throw damage.get();
            }
        }
        if (result.exit() != 0) {
            throw result.failure();
        }
        return result.cpuSeconds();
    }

    /** All qualities have the same frames, neither too many nor fewer than the container promised. */
    private static int frames(List<Encoded> encoded, Upload upload) throws IOException, Refused {
        int frames = encoded.getFirst().samples().size();
        if (encoded.stream().anyMatch(one -> one.samples().size() != frames)) {
            throw new IOException("the qualities differ in their frames");
        }
        double seconds = frames / (double) Ladder.RATE;
        if (frames == 0) {
            throw new Refused(
                    "no_video",
                    Map.of(),
                    "No frame of the video can be decoded. Export it again and upload the new file.");
        }
        if (frames > longest()) {
            throw Probe.tooLong(seconds);
        }
        if (upload.declared() - seconds > Math.max(1, upload.declared() * 0.02)) {
            throw Damage.at(
                    seconds, 1, "The file says it is " + Probe.clock(upload.declared()) + " long, but it ends at ");
        }
        return frames;
    }

    /** The sound, exactly as long as the picture, lossless and as its own rendition; silence where there is none. */
    private double sound(Upload upload, int frames, Work work, Watch watch) throws IOException, InterruptedException {
        long samples = frames * 48000L / Ladder.RATE;
        var arguments = new ArrayList<String>();
        boolean some = upload.sound() && Files.size(work.file("pcm")) > 0;
        arguments.addAll(
                some
                        ? List.of(
                                "-f",
                                "s16le",
                                "-ar",
                                "48000",
                                "-ac",
                                "2",
                                "-i",
                                work.file("pcm").toString())
                        : List.of("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo"));
        arguments.addAll(List.of(
                "-filter_complex",
                "[0:a]apad=whole_len=" + samples + ",atrim=end_sample=" + samples + ",asplit=2[a][b]",
                "-map",
                "[a]"));
        arguments.addAll(encoder.sound());
        arguments.addAll(
                List.of("-y", work.file("audio").toString(), "-map", "[b]", "-c:a", "flac", "-f", "flac", "-y"));
        arguments.add(work.file("flac").toString());
        return tools.ffmpeg(arguments).limit(LIMIT).watch(watch).done().cpuSeconds();
    }
}
