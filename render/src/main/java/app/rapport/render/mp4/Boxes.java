package app.rapport.render.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes boxes: a four-letter name, a length, and what is inside. */
final class Boxes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A box of a name around parts that are complete. */
    static byte[] box(String name, byte[]... parts) {
        var box = new Boxes();
        int size = 8;
        for (byte[] part : parts) {
            size += part.length;
        }
        box.u32(size).name(name);
        for (byte[] part : parts) {
            box.bytes(part);
        }
        return box.done();
    }

    /** A box that begins with a version and flags. */
    static byte[] full(String name, int version, int flags, byte[]... parts) {
        var all = new byte[parts.length + 1][];
        all[0] = new Boxes().u32(((long) version << 24) | flags).done();
        System.arraycopy(parts, 0, all, 1, parts.length);
        return box(name, all);
    }

    Boxes u8(int value) {
        out.write(value);
        return this;
    }

    Boxes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Boxes u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    Boxes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    Boxes name(String name) {
        return bytes(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    Boxes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Boxes bytes(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return bytes(copy);
    }

    Boxes zeros(int count) {
        return bytes(new byte[count]);
    }

    byte[] done() {
        return out.toByteArray();
    }
}
