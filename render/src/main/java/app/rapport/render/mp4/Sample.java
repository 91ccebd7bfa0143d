package app.rapport.render.mp4;

import java.nio.ByteBuffer;

/**
 * One coded frame or block of sound.
 *
 * @param bytes where they are: a stretch of the encoder's file, not a copy
 * @param shift when it is shown, in ticks after its place in the order of decoding; may be negative
 * @param key whether decoding can begin here
 */
public record Sample(ByteBuffer bytes, long shift, boolean key) {
    /** A block of sound: always decodable where it stands. */
    public static Sample sound(byte[] bytes) {
        return new Sample(ByteBuffer.wrap(bytes), 0, true);
    }
}
