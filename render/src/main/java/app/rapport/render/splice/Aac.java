package app.rapport.render.splice;

import java.io.IOException;
import java.util.List;

/** The encoder of the ladder's sound, with the ladder's settings. */
@FunctionalInterface
interface Aac {
    int FRAME = 1024;

    /** The bare frames of this sound, beginning with the one that only primes the decoder. */
    List<byte[]> frames(Sound sound) throws IOException, InterruptedException;
}
