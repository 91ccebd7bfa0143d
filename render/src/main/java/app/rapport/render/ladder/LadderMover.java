package app.rapport.render.ladder;

import app.rapport.render.Effort;
import app.rapport.render.Ladder;
import app.rapport.render.Point;
import app.rapport.render.RenderFailed;
import app.rapport.render.Rendition;
import app.rapport.render.Rendition.Segment;
import app.rapport.render.Watch;
import app.rapport.render.mp4.Fragment;
import app.rapport.render.tool.Tools;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a ladder anew when a point was moved: only segments whose borders change are encoded, the others are copied. */
public final class LadderMover {
    private static final int SEQUENCE = 20;

    private final Tools tools;
    private final Encoder encoder;

    /** With the tools in use and what is pinned. */
    public LadderMover(Tools tools, Encoder encoder) {
        this.tools = tools;
        this.encoder = encoder;
    }

    /** The ladder for these points, its files under another name; the old one's stay as they are. */
    public Ladder move(Ladder old, Path base, List<Point> points, Path folder, String name, Watch watch)
            throws IOException, InterruptedException {
        if (fits(old, points)) {
            return old;
        }
        var spans = wanted(old, points);
        var kept = kept(old);
        if (!encoder.fingerprint(tools).equals(old.parameters())) {
            throw new RenderFailed(
                    "ladder_outdated", "The base video was prepared by " + old.encoder() + ". Prepare it again.", "");
        }
        try (var work = Work.in(folder)) {
            var made = new HashMap<Span, List<Fragment>>();
            double cpu = encode(old, base, spans, kept, made, folder, work, watch);
            var video = new ArrayList<Rendition>();
            for (int quality = 0; quality < old.video().size(); quality++) {
                video.add(written(old.video().get(quality), quality, spans, kept, made, folder, work, name));
            }
            for (var rendition : video) {
                work.publish("moved-" + rendition.name(), folder.resolve(rendition.file()));
            }
            long bytes = made.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(part -> part.bytes().length)
                    .sum();
            return new Ladder(
                    old.source(),
                    old.parameters(),
                    old.encoder(),
                    old.frames(),
                    old.upload(),
                    List.copyOf(video),
                    old.sound(),
                    old.pcm(),
                    new Effort(cpu, bytes));
        }
    }

    /** Whether the ladder is cut where these points want it. */
    public static boolean fits(Ladder ladder, List<Point> points) {
        return wanted(ladder, points).equals(kept(ladder));
    }

    private static List<Span> wanted(Ladder ladder, List<Point> points) {
        return spans(Cuts.of(ladder.frames(), points), ladder.frames());
    }

    private static List<Span> kept(Ladder ladder) {
        return spans(
                ladder.video().getFirst().segments().stream()
                        .map(segment -> (int) (segment.start() / Encoder.STEP))
                        .toList(),
                ladder.frames());
    }

    private static List<Span> spans(List<Integer> cuts, int frames) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < cuts.size(); i++) {
            spans.add(new Span(cuts.get(i), i + 1 < cuts.size() ? cuts.get(i + 1) : frames));
        }
        return spans;
    }

    private double encode(
            Ladder old,
            Path base,
            List<Span> spans,
            List<Span> kept,
            Map<Span, List<Fragment>> made,
            Path folder,
            Work work,
            Watch watch)
            throws IOException, InterruptedException {
        double cpu = 0;
        int frames = 0;
        var missing = spans.stream()
                .filter(span -> !kept.contains(span))
                .mapToInt(Span::frames)
                .sum();
        var qualities = Quality.of(old.upload().width(), old.upload().height());
        for (int i = 0; i < spans.size(); i++) {
            int first = i;
            while (i < spans.size() && !kept.contains(spans.get(i))) {
                i++;
            }
            if (i == first) {
                continue;
            }
            var fresh = spans.subList(first, i);
            var whole = new Span(fresh.getFirst().from(), fresh.getLast().to());
            var cuts = fresh.stream().map(Span::from).toList();
            var outcome = new SpanEncoder(tools, encoder)
                    .encode(
                            base,
                            old.upload(),
                            qualities,
                            whole,
                            cuts,
                            List.of(),
                            work,
                            watch.part(frames / (double) missing, (frames + whole.frames()) / (double) missing));
            frames += whole.frames();
            cpu += outcome.cpuSeconds();
            var candidates = new ArrayList<Gate.Candidate>();
            for (var span : fresh) {
                var parts = new ArrayList<Fragment>();
                for (int quality = 0; quality < qualities.size(); quality++) {
                    var encoded = outcome.qualities().get(quality);
                    var rendition = old.video().get(quality);
                    if (!Arrays.equals(encoded.decoder(), rendition.decoder())) {
                        throw new RenderFailed(
                                "decoder_mismatch", "The encoder's set-up differs from the base video's.", "");
                    }
                    var part = Fragment.pictures(
                            1,
                            span.from() * (long) Encoder.STEP,
                            Encoder.STEP,
                            encoded.samples().subList(span.from() - whole.from(), span.to() - whole.from()));
                    parts.add(part);
                    candidates.add(new Gate.Candidate(rendition, part.bytes(), span.frames()));
                }
                made.put(span, parts);
            }
            cpu += new Gate(tools).pass(candidates, folder, work);
        }
        return cpu;
    }

    private static Rendition written(
            Rendition old,
            int quality,
            List<Span> spans,
            List<Span> kept,
            Map<Span, List<Fragment>> made,
            Path folder,
            Work work,
            String name)
            throws IOException {
        var segments = new ArrayList<Segment>();
        try (var from = FileChannel.open(folder.resolve(old.file()));
                var out = new BufferedOutputStream(Files.newOutputStream(work.file("moved-" + old.name())), 1 << 16)) {
            out.write(read(from, 0, (int) old.initBytes()));
            long offset = old.initBytes();
            for (int i = 0; i < spans.size(); i++) {
                var span = spans.get(i);
                var fresh = made.get(span);
                Segment segment;
                byte[] bytes;
                if (fresh == null) {
                    segment = old.segments().get(kept.indexOf(span));
                    bytes = read(from, segment.offset(), (int) segment.bytes());
                } else {
                    var part = fresh.get(quality);
                    bytes = part.bytes();
                    segment = new Segment(
                            span.from() * (long) Encoder.STEP,
                            span.frames() * (long) Encoder.STEP,
                            0,
                            bytes.length,
                            part.head(),
                            span.frames());
                }
                ByteBuffer.wrap(bytes).putInt(SEQUENCE, i + 1);
                out.write(bytes);
                segments.add(new Segment(
                        segment.start(), segment.duration(), offset, bytes.length, segment.head(), segment.samples()));
                offset += bytes.length;
            }
        } catch (IOException e) {
            throw Work.full(e);
        }
        return new Rendition(
                old.name(),
                old.width(),
                old.height(),
                old.bitrate(),
                old.codecs(),
                name + "_" + old.name() + ".mp4",
                old.initBytes(),
                old.timescale(),
                old.decoder(),
                old.sampleEntry(),
                List.copyOf(segments));
    }

    private static byte[] read(FileChannel from, long offset, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (from.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the base video's file is shorter than it was");
            }
        }
        return buffer.array();
    }
}
