package app.rapport.videos;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What plays a video whose bytes are ours. A bean of whatever holds the bytes. In the scope's organisation. */
interface Playback {
    /**
     * Addresses that work for a while; empty while there is nothing to play.
     *
     * @param personal the personal version, null for the video itself
     */
    Optional<Playable> of(UUID video, @Nullable UUID personal);

    /** Whether the video has this personal version. */
    boolean hasPersonal(UUID video, UUID personal);

    record Playable(@Nullable String poster, Streams streams, List<Caption> captions) {}

    record Streams(@Nullable String hls, @Nullable String mp4, Instant expiresAt) {}

    record Caption(String src, String language, String label) {}
}
