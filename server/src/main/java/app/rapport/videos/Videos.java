package app.rapport.videos;

import app.rapport.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads videos as they stand, for other modules. In the scope's organisation; call inside a transaction. */
public interface Videos {
    /** Deleted ones are not found. */
    Optional<Video> find(UUID id);

    /**
     * @param origin upload, loom or render
     * @param state processing, ready or failed
     * @param progress of processing, 0 to 1
     * @param duration null until it was looked into
     * @param embedUrl where a provider plays it; null when its bytes are ours
     */
    record Video(
            UUID id,
            UserId owner,
            @Nullable UUID customerId,
            String title,
            String origin,
            String state,
            double progress,
            @Nullable Failure error,
            @Nullable Duration duration,
            @Nullable Integer width,
            @Nullable Integer height,
            List<String> tags,
            @Nullable String embedUrl,
            Instant createdAt) {}

    /** How far somebody is with a video; empty while they have not watched it. */
    Optional<Viewing> viewing(UUID video, UUID viewer);

    /**
     * @param share of the video, once each second; null when its length is not known
     * @param completed at least nine tenths of it
     */
    record Viewing(
            String title,
            UserId owner,
            @Nullable String name,
            @Nullable String email,
            @Nullable UUID customerId,
            @Nullable UUID stakeholderId,
            long views,
            Duration watched,
            @Nullable Double share,
            boolean completed,
            boolean clicked,
            Instant firstSeenAt) {}

    /** @param values what the code's sentence needs */
    record Failure(String code, Map<String, Object> values) {}
}
