package app.rapport.render;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps own segments by the key of their content. What has the same key has the same meaning, so a segment is put once
 * and never changed; putting it again is harmless.
 */
public interface SegmentStore {
    /** The kept segment, if there is one. */
    Optional<Kept> find(String key) throws IOException;

    /** Keeps a segment; when this returns, it is found. */
    void put(Kept segment, byte[] bytes) throws IOException;

    /**
     * What is known of a kept segment.
     *
     * @param head bytes before the samples, as in {@link Rendition.Segment}
     */
    record Kept(String key, long bytes, int head) {}
}
