package app.rapport.render.mp4;

import app.rapport.render.Ladder;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Rendition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A person's video as one MP4 that exists nowhere: a header that is computed, then the samples where they already
 * are, in the shared files and the own segments. Any range of it can be written.
 */
public final class VirtualMp4 {
    private final byte[] header;
    private final List<Stretch> body;
    private final long length;

    private VirtualMp4(byte[] header, List<Stretch> body) {
        this.header = header;
        this.body = body;
        this.length = header.length + body.stream().mapToLong(Stretch::bytes).sum();
    }

    /** Where bytes are: a rendition's file of the ladder, or an own segment. */
    public sealed interface Place {
        /** A file of the ladder, by its rendition. */
        record Shared(Rendition rendition) implements Place {}

        /** A person's own segment, by the key of its content. */
        record Own(String key) implements Place {}
    }

    /** Gives the bytes of a place. */
    public interface Source {
        /** Writes exactly these bytes of the place. */
        void write(Place place, long offset, long bytes, OutputStream out) throws IOException;
    }

    private record Stretch(Place place, long offset, long bytes) {}

    /** Computes the header; reads the heads of the segments for it, not their samples. */
    public static VirtualMp4 of(Ladder ladder, Rendition quality, PersonalVideo personal, Source source)
            throws IOException {
        var picture = new Tables(quality, personal, source);
        var sound = new Tables(ladder.sound(), personal, source);
        var order = new ArrayList<Chunk>();
        order.addAll(picture.chunks);
        order.addAll(sound.chunks);
        // Side by side in time, so that a player needs no far jumps.
        order.sort(java.util.Comparator.comparingDouble(Chunk::seconds));
        byte[] ftyp = Boxes.box(
                "ftyp",
                new Boxes().name("isom").u32(0x200).name("isomiso4avc1mp41").done());
        int size = ftyp.length + moov(ladder, picture, sound).length + 16;
        long at = size;
        for (var chunk : order) {
            chunk.at = at;
            at += chunk.stretch.bytes();
        }
        byte[] head = new Boxes()
                .bytes(ftyp)
                .bytes(moov(ladder, picture, sound))
                .u32(1)
                .name("mdat")
                .u64(at - size + 16)
                .done();
        return new VirtualMp4(head, order.stream().map(chunk -> chunk.stretch).toList());
    }

    private static byte[] moov(Ladder ladder, Tables picture, Tables sound) {
        return Boxes.box(
                "moov",
                Track.movie(Math.ceilDiv(ladder.frames() * (long) Track.CLOCK, Ladder.RATE), 3),
                picture.trak(1),
                sound.trak(2));
    }

    /** All bytes. */
    public long length() {
        return length;
    }

    /** How many of them are computed rather than read. */
    public int headerBytes() {
        return header.length;
    }

    /** Writes the bytes from one position (inclusive) to another (exclusive). */
    public void write(long from, long to, Source source, OutputStream out) throws IOException {
        if (from < 0 || to > length || from > to) {
            throw new IllegalArgumentException("not a range of this file");
        }
        if (from < header.length) {
            out.write(header, (int) from, (int) (Math.min(to, header.length) - from));
        }
        long start = header.length;
        for (var stretch : body) {
            long first = Math.max(from, start);
            long last = Math.min(to, start + stretch.bytes());
            if (first < last) {
                source.write(stretch.place(), stretch.offset() + first - start, last - first, out);
            }
            start += stretch.bytes();
            if (start >= to) {
                return;
            }
        }
    }

    /** Samples that lie together. */
    private static final class Chunk {
        private final double seconds;
        private final Stretch stretch;
        private final int samples;
        private long at;

        Chunk(double seconds, Stretch stretch, int samples) {
            this.seconds = seconds;
            this.stretch = stretch;
            this.samples = samples;
        }

        double seconds() {
            return seconds;
        }
    }

    /** The tables of one track. */
    private static final class Tables {
        private final Rendition rendition;
        private final List<Chunk> chunks = new ArrayList<>();
        private final Boxes sizes = new Boxes();
        private final Boxes shifts = new Boxes();
        private final Boxes keys = new Boxes();
        private int samples;
        private int shiftRuns;
        private int keyCount;
        private boolean shifted;

        Tables(Rendition rendition, PersonalVideo personal, Source source) throws IOException {
            this.rendition = rendition;
            for (int i = 0; i < rendition.segments().size(); i++) {
                var segment = rendition.segments().get(i);
                var own = personal.own(rendition.name(), i);
                Place place = own.isPresent() ? new Place.Own(own.get().key()) : new Place.Shared(rendition);
                long offset = own.isPresent() ? 0 : segment.offset();
                int head = own.isPresent() ? own.get().head() : segment.head();
                long bytes = own.isPresent() ? own.get().bytes() : segment.bytes();
                var read = new java.io.ByteArrayOutputStream(head);
                source.write(place, offset, head, read);
                add(read.toByteArray(), segment.samples());
                chunks.add(new Chunk(
                        segment.start() / (double) rendition.timescale(),
                        new Stretch(place, offset + head, bytes - head),
                        segment.samples()));
            }
        }

        private void add(byte[] head, int expected) throws IOException {
            var run = Box.need(ByteBuffer.wrap(head, 0, head.length - 8), "moof", "traf", "trun")
                    .inside();
            boolean pictures = (run.getInt() & 0x800) != 0;
            int count = run.getInt();
            run.getInt();
            if (count != expected) {
                throw new IOException("a segment has " + count + " samples instead of " + expected);
            }
            for (int i = 0; i < count; i++) {
                samples++;
                sizes.u32(run.getInt());
                int marks = pictures ? run.getInt() : 0;
                int shift = pictures ? run.getInt() : 0;
                shifts.u32(1).u32(shift);
                shiftRuns++;
                shifted |= shift != 0;
                if ((marks & 0x10000) == 0) {
                    keys.u32(samples);
                    keyCount++;
                }
            }
        }

        byte[] trak(int id) {
            long step = rendition.isSound() ? 1024 : rendition.timescale() / Ladder.RATE;
            var track = new Track(
                    id,
                    rendition.timescale(),
                    rendition.width(),
                    rendition.height(),
                    samples * step,
                    rendition.sampleEntry());
            var tables = new ArrayList<byte[]>();
            tables.add(track.description());
            tables.add(Boxes.full(
                    "stts", 0, 0, new Boxes().u32(1).u32(samples).u32(step).done()));
            if (shifted) {
                tables.add(Boxes.full("ctts", 1, 0, new Boxes().u32(shiftRuns).done(), shifts.done()));
            }
            if (keyCount < samples) {
                tables.add(Boxes.full("stss", 0, 0, new Boxes().u32(keyCount).done(), keys.done()));
            }
            var runs = new Boxes();
            var places = new Boxes();
            for (int i = 0; i < chunks.size(); i++) {
                runs.u32(i + 1L).u32(chunks.get(i).samples).u32(1);
                places.u64(chunks.get(i).at);
            }
            tables.add(Boxes.full("stsc", 0, 0, new Boxes().u32(chunks.size()).done(), runs.done()));
            tables.add(Boxes.full("stsz", 0, 0, new Boxes().u32(0).u32(samples).done(), sizes.done()));
            tables.add(Boxes.full("co64", 0, 0, new Boxes().u32(chunks.size()).done(), places.done()));
            return track.trak(samples * step, tables.toArray(new byte[0][]));
        }
    }
}
