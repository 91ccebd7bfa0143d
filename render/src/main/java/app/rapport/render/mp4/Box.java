package app.rapport.render.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box that was read: its name and what is inside, without its head. */
record Box(String name, ByteBuffer inside) {
    /** The boxes of a stretch of bytes, one after another. */
    static List<Box> all(ByteBuffer bytes) {
        var boxes = new ArrayList<Box>();
        var left = bytes.duplicate();
        while (left.remaining() >= 8) {
            long size = left.getInt() & 0xFFFFFFFFL;
            byte[] name = new byte[4];
            left.get(name);
            long head = 8;
            if (size == 1) {
                size = left.getLong();
                head = 16;
            } else if (size == 0) {
                size = head + left.remaining();
            }
            if (size < head || size - head > left.remaining()) {
                throw new IllegalArgumentException("a box reaches beyond its end");
            }
            boxes.add(new Box(
                    new String(name, StandardCharsets.ISO_8859_1), left.slice(left.position(), (int) (size - head))));
            left.position(left.position() + (int) (size - head));
        }
        return boxes;
    }

    /** The first box along a path of names. */
    static Optional<Box> find(ByteBuffer bytes, String... path) {
        var here = bytes;
        Optional<Box> found = Optional.empty();
        for (String name : path) {
            found = all(here).stream().filter(box -> box.name.equals(name)).findFirst();
            if (found.isEmpty()) {
                return found;
            }
            here = found.get().inside();
        }
        return found;
    }

    /** As {@link #find}, where the box must be. */
    static Box need(ByteBuffer bytes, String... path) {
        return find(bytes, path).orElseThrow(() -> new IllegalArgumentException("no box " + String.join("/", path)));
    }

    /** A fresh view on what is inside. */
    @Override
    public ByteBuffer inside() {
        return inside.duplicate();
    }

    byte[] bytes() {
        byte[] bytes = new byte[inside.remaining()];
        inside().get(bytes);
        return bytes;
    }

    /** The box as it stood, head included. */
    byte[] whole() {
        return Boxes.box(name, bytes());
    }
}
