package app.rapport.media;

import app.rapport.platform.Page;
import app.rapport.render.Point;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes uploads playable and says where they are played. In the scope's organisation. */
public interface Media {
    /** Takes a finished upload of the caller's over, in the caller's transaction, and has it made playable. */
    void take(UUID video, Uploads.Upload upload, List<Point> points);

    /** As {@link #take}, for a file that came with the request. */
    void take(UUID video, String fileName, InputStream file, List<Point> points) throws IOException;

    /** How a video stands; empty for one whose bytes are not ours. */
    Optional<Standing> standing(UUID video);

    /** How videos of a list stand, those that are known. */
    Map<UUID, Standing> standings(Collection<UUID> videos);

    /**
     * Says what of it becomes somebody's own from now on, and has it cut there, which encodes no more than what is around. What
     * was made before stays as it is.
     */
    void setPoints(UUID video, List<Point> points);

    /**
     * Says who speaks in its personal versions from now on.
     *
     * @param voice null leaves it to the organisation's usual one
     */
    void setVoice(UUID video, @Nullable UUID voice);

    /** The work on it and on what was made of it, the newest first. */
    Page<Job> jobs(UUID video, @Nullable String after, int limit);

    /** Has a video that failed tried again. */
    void retry(UUID video);

    /** Removes the bytes for good. */
    void remove(UUID video);

    /**
     * @param state processing, ready, failed, or expired when its files were kept for as long as they are kept
     * @param progress from 0 to 1
     * @param remainingSeconds by the speed until now; null while it cannot be told
     * @param sourceBytes of the upload as it came
     * @param voiceId who speaks in personal versions; null when nobody chose
     * @param adjusting how far it is being cut anew for points that were moved; meanwhile it plays as before
     */
    record Standing(
            String state,
            double progress,
            @Nullable Integer remainingSeconds,
            @Nullable Double durationSeconds,
            @Nullable Integer width,
            @Nullable Integer height,
            long sourceBytes,
            List<Rendition> renditions,
            @Nullable Failure error,
            @Nullable String poster,
            @Nullable String preview,
            @Nullable String waveform,
            @Nullable Playback playback,
            List<Point> points,
            @Nullable UUID voiceId,
            @Nullable Work adjusting,
            Instant keptUntil) {}

    /** Work that is under way or waits. */
    record Work(double progress, @Nullable Integer remainingSeconds) {}

    /** @param height 0 for the sound */
    record Rendition(String name, int height, int width, int bitrate, String codecs, long bytes) {}

    /**
     * @param detail what happened and what to do, in English; the code with the values says it in other languages
     */
    record Failure(String code, @Nullable String detail, Map<String, Object> values) {}

    /**
     * @param kind ladder, adjust, personal or preview
     * @param state queued, running, paused, done, failed or cancelled
     * @param logTail the end of what the failed program said
     */
    record Job(
            UUID id,
            String kind,
            @Nullable UUID personalId,
            String state,
            int priority,
            int attempts,
            double progress,
            @Nullable Integer remainingSeconds,
            @Nullable Failure error,
            @Nullable String logTail,
            long cpuMs,
            long bytes,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** Signed addresses that need no sign-in until they end. */
    record Playback(String hls, String mp4, Instant expiresAt) {}
}
