package app.rapport.render.mp4;

import java.nio.ByteBuffer;

/** Finds the AudioSpecificConfig in an {@code esds} box: descriptors within descriptors, lengths of seven bits a byte. */
final class AudioConfig {
    private AudioConfig() {}

    static byte[] of(byte[] esds) {
        var in = ByteBuffer.wrap(esds, 4, esds.length - 4);
        while (in.remaining() > 2) {
            int tag = in.get();
            int length = 0;
            int part;
            do {
                part = in.get();
                length = (length << 7) | (part & 0x7F);
            } while ((part & 0x80) != 0);
            switch (tag) {
                case 3 -> in.position(in.position() + 3);
                case 4 -> in.position(in.position() + 13);
                case 5 -> {
                    byte[] config = new byte[length];
                    in.get(config);
                    return config;
                }
                default -> in.position(in.position() + length);
            }
        }
        throw new IllegalArgumentException("no AudioSpecificConfig");
    }
}
