package app.rapport.videos;

import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How videos are watched, in a few numbers each. Callers hold the transaction. */
@Repository
class VideoMetrics {
    private final JdbcClient db;
    private final Fold fold;

    VideoMetrics(JdbcClient db, Fold fold) {
        this.db = db;
        this.fold = fold;
    }

    /**
     * @param completionRate null while nobody watched or the length is not known
     * @param band low, medium or high, by the rate
     * @param untrackedSeconds watched by whoever asked not to be tracked
     */
    record Metrics(
            long views,
            long uniqueViewers,
            @Nullable Double completionRate,
            @Nullable String band,
            double watchSeconds,
            long ctaClicks,
            long downloads,
            double untrackedSeconds,
            @Nullable Instant lastWatchedAt,
            Instant asOf) {}

    Metrics of(UUID video) {
        return of(List.of(video)).getOrDefault(video, none());
    }

    /** Nobody watched it. */
    Metrics none() {
        return new Metrics(0, 0, null, null, 0, 0, 0, 0, null, fold.asOf());
    }

    /** One query for all; those that nobody watched are left out. */
    Map<UUID, Metrics> of(Collection<UUID> videos) {
        var asOf = fold.asOf();
        var all = new HashMap<UUID, Metrics>();
        db.sql("""
                select t.*, v.duration_ms from videos.video_totals t join videos.videos v on v.id = t.video_id
                where t.video_id = any(:videos)
                """)
                .param("videos", videos.toArray(UUID[]::new))
                .query((row, number) -> {
                    var viewers = row.getLong("viewers");
                    var rate = rate(row.getLong("covered_ms"), viewers, row.getObject("duration_ms", Long.class));
                    return all.put(
                            row.getObject("video_id", UUID.class),
                            new Metrics(
                                    row.getLong("views"),
                                    viewers,
                                    rate,
                                    band(rate),
                                    row.getLong("watched_ms") / 1000.0,
                                    row.getLong("clicks"),
                                    row.getLong("downloads"),
                                    row.getLong("anonymous_ms") / 1000.0,
                                    Timestamps.readOrNull(row, "last_seen_at"),
                                    asOf));
                })
                .list();
        return all;
    }

    /** The mean share of the video that its viewers have seen. */
    static @Nullable Double rate(long coveredMs, long viewers, @Nullable Long lengthMs) {
        return viewers == 0 || lengthMs == null
                ? null
                : rounded(Math.min(1, coveredMs / ((double) viewers * lengthMs)));
    }

    static Double rounded(double rate) {
        return Math.round(rate * 10_000) / 10_000.0;
    }

    /** 0–25, 26–59 and 60–100 percent. */
    static @Nullable String band(@Nullable Double rate) {
        if (rate == null) {
            return null;
        }
        var percent = Math.round(rate * 100);
        return percent <= 25 ? "low" : percent < 60 ? "medium" : "high";
    }
}
