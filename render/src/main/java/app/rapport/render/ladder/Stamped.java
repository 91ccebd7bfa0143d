package app.rapport.render.ladder;

import app.rapport.render.Ladder;
import app.rapport.render.Rendition;
import app.rapport.render.Rendition.Segment;
import app.rapport.render.mp4.Encoded;
import app.rapport.render.mp4.Fragment;
import app.rapport.render.mp4.Track;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what an encoder made as a rendition: an initialisation, then segments on the grid. */
final class Stamped {
    private static final int BLOCK = 1024;
    private static final int SOUND = 48000;

    private Stamped() {}

    static Rendition pictures(Path file, String name, Quality quality, Encoded encoded, List<Integer> cuts)
            throws IOException {
        int frames = encoded.samples().size();
        if (!encoded.keys().equals(cuts)) {
            throw new IOException("the encoder's key frames are not where they should be");
        }
        long length = frames * (long) Encoder.STEP;
        byte[] init = new Track(1, 90000, quality.width(), quality.height(), length, encoded.sampleEntry()).init();
        var segments = new ArrayList<Segment>();
        try (var out = open(file)) {
            long offset = init.length;
            out.write(init);
            for (int i = 0; i < cuts.size(); i++) {
                int from = cuts.get(i);
                int to = i + 1 < cuts.size() ? cuts.get(i + 1) : frames;
                var part = Fragment.pictures(
                        i + 1,
                        from * (long) Encoder.STEP,
                        Encoder.STEP,
                        encoded.samples().subList(from, to));
                out.write(part.bytes());
                segments.add(segment(part, from * (long) Encoder.STEP, (to - from) * (long) Encoder.STEP, offset));
                offset += part.bytes().length;
            }
        } catch (IOException e) {
            throw Work.full(e);
        }
        byte[] avcC = encoded.decoder();
        return new Rendition(
                quality.name(),
                quality.width(),
                quality.height(),
                quality.bitrate(),
                String.format("avc1.%02x%02x%02x", avcC[1], avcC[2], avcC[3]),
                name,
                init.length,
                90000,
                avcC,
                encoded.sampleEntry(),
                List.copyOf(segments));
    }

    /** The first block is what the encoder needs to warm up; without it the sound begins where the picture does. */
    static Rendition sound(Path file, String name, Encoded encoded, int frames) throws IOException {
        int blocks = (int) Math.ceilDiv(frames * (long) SOUND / Ladder.RATE, BLOCK);
        if (encoded.samples().size() < blocks + 1) {
            throw new IOException(
                    "the encoder left " + encoded.samples().size() + " blocks of sound instead of " + (blocks + 1));
        }
        var samples = encoded.samples().subList(1, blocks + 1);
        byte[] init = new Track(1, SOUND, 0, 0, blocks * (long) BLOCK, encoded.sampleEntry()).init();
        var segments = new ArrayList<Segment>();
        try (var out = open(file)) {
            long offset = init.length;
            out.write(init);
            for (int i = 0; first(i) < blocks; i++) {
                int from = first(i);
                int to = blocks - first(i + 1) < BLOCK / 50 ? blocks : first(i + 1);
                var part = Fragment.sound(
                        i + 1,
                        from * (long) BLOCK,
                        samples.subList(from, to).stream()
                                .map(sample -> bytes(sample.bytes()))
                                .toList());
                out.write(part.bytes());
                segments.add(segment(part, from * (long) BLOCK, (to - from) * (long) BLOCK, offset));
                offset += part.bytes().length;
                if (to == blocks) {
                    break;
                }
            }
        } catch (IOException e) {
            throw Work.full(e);
        }
        return new Rendition(
                "audio",
                0,
                0,
                Encoder.SOUND_BITRATE,
                "mp4a.40.2",
                name,
                init.length,
                SOUND,
                encoded.decoder(),
                encoded.sampleEntry(),
                List.copyOf(segments));
    }

    /** The block nearest to every fourth second: the sound's segments stand still wherever the picture's move. */
    private static int first(int segment) {
        return (int) Math.round(segment * 4.0 * SOUND / BLOCK);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Segment segment(Fragment part, long start, long duration, long offset) {
        return new Segment(start, duration, offset, part.bytes().length, part.head(), part.samples());
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }
}
