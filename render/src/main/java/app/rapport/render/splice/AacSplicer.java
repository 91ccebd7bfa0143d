package app.rapport.render.splice;

import app.rapport.render.Ladder;
import app.rapport.render.Refused;
import app.rapport.render.SoundSplicer;
import app.rapport.render.Watch;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.Work;
import app.rapport.render.mp4.Fragment;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The splicer in use: reads what lies around the slots, fits the words in, and encodes what they touch. */
public final class AacSplicer implements SoundSplicer {
    private final Tools tools;
    private final Encoder encoder;

    /** With the tools in use and what is pinned. */
    public AacSplicer(Tools tools, Encoder encoder) {
        this.tools = tools;
        this.encoder = encoder;
    }

    @Override
    public List<Integer> touched(Ladder ladder, List<Slot> slots) {
        return OwnAudio.touched(slots.stream().map(slot -> span(ladder, slot)).toList(), segments(ladder));
    }

    @Override
    public Spliced splice(Ladder ladder, Path folder, List<Slot> slots, Work work, Watch watch)
            throws IOException, InterruptedException, Refused {
        var segments = segments(ladder);
        var needed = new ArrayList<Span>();
        var spans = slots.stream().map(slot -> span(ladder, slot)).toList();
        spans.forEach(span -> needed.add(Splicer.heard(span)));
        OwnAudio.runs(spans, segments).forEach(run -> needed.add(OwnAudio.heard(run)));
        var clips = slots.stream().map(slot -> slot.clip().wav()).distinct().toList();
        var reading =
                new PcmReader(tools, work, watch).read(folder.resolve(ladder.pcm()), length(ladder), needed, clips);
        var inserts = slots.stream()
                .map(slot ->
                        new Insert(span(ladder, slot), reading.clip(slot.clip().wav())))
                .toList();
        return switch (Splicer.splice(reading.base(), inserts)) {
            case Splicing.Spliced spliced ->
                encoded(spliced, segments, index -> kept(ladder, folder, index), work, watch, reading.cpuSeconds());
            case Splicing.NameTooLong tooLong -> throw tooLong(tooLong, slots);
            case Splicing.NothingSaid nothing ->
                throw new Refused(
                        Splicing.NothingSaid.CODE,
                        Map.of("from", slot(nothing.slot(), slots).from()),
                        "The recording for the gap at " + seconds(nothing.slot().startSeconds())
                                + " is silent. Record it again.");
        };
    }

    private Spliced encoded(
            Splicing.Spliced spliced,
            List<Span> segments,
            OwnAudio.Kept kept,
            Work work,
            Watch watch,
            double cpuSeconds)
            throws IOException, InterruptedException {
        var aac = new LadderAac(tools, encoder, work, watch);
        var blocks = new TreeMap<Integer, List<byte[]>>();
        for (var own : OwnAudio.encode(spliced.sound(), spliced.changed(), segments, kept, aac)) {
            blocks.put(own.index(), own.frames());
        }
        return new Spliced(blocks, cpuSeconds + aac.cpuSeconds());
    }

    private static List<byte[]> kept(Ladder ladder, Path folder, int index) throws IOException {
        var segment = ladder.sound().segments().get(index);
        try (var file = FileChannel.open(folder.resolve(ladder.sound().file()))) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(segment.bytes()));
            while (bytes.hasRemaining() && file.read(bytes, segment.offset() + bytes.position()) >= 0) {
                // until all is there
            }
            return Fragment.blocks(bytes.flip());
        }
    }

    private static Refused tooLong(Splicing.NameTooLong tooLong, List<Slot> slots) {
        var gap = tooLong.slot().seconds();
        var slot = slot(tooLong.slot(), slots);
        return new Refused(
                Splicing.NameTooLong.CODE,
                Map.of(
                        "spoken", round(tooLong.spokenSeconds()),
                        "gap", round(gap),
                        "from", slot.from(),
                        "voice", slot.clip().speaker().label()),
                "The name is too long for the gap: spoken it takes " + seconds(tooLong.spokenSeconds())
                        + ", the gap is " + seconds(gap) + ". Make the gap longer or use a shorter name.");
    }

    private static Slot slot(Span span, List<Slot> slots) {
        return slots.stream()
                .filter(slot -> Span.ofSeconds(slot.from(), slot.to()).from() == span.from())
                .findFirst()
                .orElseThrow();
    }

    private static double round(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** A slot that reaches over the end is cut there. */
    private static Span span(Ladder ladder, Slot slot) {
        var wanted = Span.ofSeconds(slot.from(), slot.to());
        return new Span(wanted.from(), Math.min(wanted.to(), length(ladder)));
    }

    private static long length(Ladder ladder) {
        return ladder.frames() * (long) Sound.RATE / Ladder.RATE;
    }

    private static List<Span> segments(Ladder ladder) {
        return ladder.sound().segments().stream()
                .map(segment -> new Span(segment.start() / Aac.FRAME, segment.start() / Aac.FRAME + segment.samples()))
                .toList();
    }
}
