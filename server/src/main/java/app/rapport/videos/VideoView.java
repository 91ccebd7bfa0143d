package app.rapport.videos;

import app.rapport.media.Media;
import app.rapport.render.Point;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video as its page shows it.
 *
 * @param state processing, ready or failed
 * @param progress of the processing, from 0 to 1
 * @param remainingSeconds until it is ready, by the speed until now
 * @param error what is wrong with it and what to do
 * @param points what of it becomes somebody's own
 * @param voiceId who speaks in personal versions; null leaves it to the organisation's usual voice
 * @param adjusting how far it is being cut anew for points that were moved; it plays meanwhile
 * @param keptUntil when its files are removed
 */
record VideoView(
        UUID id,
        String title,
        String origin,
        String state,
        double progress,
        @Nullable Integer remainingSeconds,
        @Nullable Double durationSeconds,
        @Nullable Integer width,
        @Nullable Integer height,
        List<Media.Rendition> renditions,
        Media.@Nullable Failure error,
        @Nullable String poster,
        @Nullable String preview,
        @Nullable String waveform,
        Media.@Nullable Playback playback,
        @Nullable String embedUrl,
        List<Point> points,
        @Nullable UUID voiceId,
        Media.@Nullable Work adjusting,
        @Nullable UUID customerId,
        @Nullable Named customer,
        List<String> tags,
        @Nullable Named owner,
        VideoMetrics.Metrics metrics,
        @Nullable Instant keptUntil,
        Instant createdAt) {
    record Named(UUID id, String name) {}
}
