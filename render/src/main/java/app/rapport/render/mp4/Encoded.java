package app.rapport.render.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * One track as an encoder left it in a fragmented MP4: its samples in the order of decoding, and how to decode them.
 * The encoder's own timestamps are only read to learn the order of showing; {@link Fragment} stamps anew.
 *
 * @param sampleEntry the sample description ({@code avc1} or {@code mp4a} with all inside)
 * @param decoder avcC of pictures, AudioSpecificConfig of sound
 */
public record Encoded(byte[] sampleEntry, byte[] decoder, List<Sample> samples) {
    /** Reads a file the encoder wrote with {@code empty_moov}, {@code default_base_moof} and one track. */
    public static Encoded read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return read(all);
        } catch (RuntimeException e) {
            throw new IOException("the encoder left a file that cannot be read: " + e.getMessage(), e);
        }
    }

    private static Encoded read(ByteBuffer all) {
        var moov = Box.need(all, "moov").inside();
        var table = Box.need(moov, "trak", "mdia", "minf", "stbl", "stsd").inside();
        var entry = Box.all(table.slice(8, table.remaining() - 8)).getFirst();
        var trex = Box.need(moov, "mvex", "trex").inside();
        var standard = new Standard(trex.getInt(12), trex.getInt(16), trex.getInt(20));
        var samples = new ArrayList<Sample>();
        int position = 0;
        while (all.limit() - position >= 8) {
            int size = all.getInt(position);
            if (size < 8) {
                throw new IllegalArgumentException("a box without a length");
            }
            if (all.getInt(position + 4) == 0x6D6F6F66) { // moof
                samples.addAll(new Reader(all, position, size, standard).samples());
            }
            position += size;
        }
        return new Encoded(entry.whole(), decoder(entry), samples);
    }

    private static byte[] decoder(Box entry) {
        // A picture's entry has 78 bytes of fields before its boxes, a sound's 28.
        return switch (entry.name()) {
            case "avc1" -> Box.need(inner(entry, 78), "avcC").bytes();
            case "mp4a" -> AudioConfig.of(Box.need(inner(entry, 28), "esds").bytes());
            default -> throw new IllegalArgumentException("unexpected coding " + entry.name());
        };
    }

    private static ByteBuffer inner(Box entry, int fields) {
        var inside = entry.inside();
        return inside.slice(fields, inside.remaining() - fields);
    }

    /** Frames of the picture that can be decoded without what is before them. */
    public List<Integer> keys() {
        var keys = new ArrayList<Integer>();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).key()) {
                keys.add(i);
            }
        }
        return keys;
    }

    private record Standard(int duration, int size, int flags) {}

    /** The samples of one {@code moof}. */
    private record Reader(ByteBuffer all, int start, int size, Standard standard) {
        List<Sample> samples() {
            var traf = Box.need(all.slice(start, size), "moof", "traf").inside();
            var head = Box.need(traf, "tfhd").inside();
            int flags = head.getInt() & 0xFFFFFF;
            head.getInt();
            skip(head, flags, 0x1, 8);
            skip(head, flags, 0x2, 4);
            int duration = (flags & 0x8) != 0 ? head.getInt() : standard.duration;
            int length = (flags & 0x10) != 0 ? head.getInt() : standard.size;
            int marks = (flags & 0x20) != 0 ? head.getInt() : standard.flags;
            var samples = new ArrayList<Sample>();
            for (var box : Box.all(traf)) {
                if (box.name().equals("trun")) {
                    read(box.inside(), new Standard(duration, length, marks), samples);
                }
            }
            return samples;
        }

        private static void skip(ByteBuffer head, int flags, int flag, int bytes) {
            if ((flags & flag) != 0) {
                head.position(head.position() + bytes);
            }
        }

        private void read(ByteBuffer run, Standard usual, List<Sample> into) {
            int flags = run.getInt() & 0xFFFFFF;
            int count = run.getInt();
            int data = start + ((flags & 0x1) != 0 ? run.getInt() : size + 8);
            boolean first = (flags & 0x4) != 0;
            int firstMarks = first ? run.getInt() : 0;
            for (int i = 0; i < count; i++) {
                int duration = (flags & 0x100) != 0 ? run.getInt() : usual.duration;
                int length = (flags & 0x200) != 0 ? run.getInt() : usual.size;
                int marks = (flags & 0x400) != 0 ? run.getInt() : first && i == 0 ? firstMarks : usual.flags;
                int shift = (flags & 0x800) != 0 ? run.getInt() : 0;
                var bytes = all.slice(data, length);
                data += length;
                // The shift in frames: the encoder's steps are constant, for its input is.
                into.add(new Sample(bytes, duration == 0 ? 0 : Math.floorDiv(shift, duration), (marks & 0x10000) == 0));
            }
        }
    }
}
