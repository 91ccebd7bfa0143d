package app.rapport.videos;

import app.rapport.platform.Page;
import app.rapport.videos.VideoViewers.ViewerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who watched a video and what of it, out of what was counted already. */
@Service
class Analytics {
    private static final int FIRST_VIEWERS = 200;
    private static final Map<String, String> DEFINITIONS = Map.of(
            "views",
            "A view counts from 5 seconds watched, or from 75 % of a shorter video, or when its end is reached."
                    + " The owner's and the team's own viewing, programs and scanners of links never count.",
            "uniqueViewers",
            "People with a view that counts. A link of one's own tells who it is; others are told apart by network and browser.",
            "completionRate",
            "The mean share of the video that its viewers have watched, each second once.",
            "bands",
            "low: 0 to 25 %, medium: 26 to 59 %, high: 60 to 100 %.",
            "watchSeconds",
            "Seconds really played; skipping adds nothing, and what is played twice in one view counts once.",
            "heatmap",
            "For each second of the video how long it was played, added up over all views.",
            "ctaClicks",
            "Views in which the call to action was followed, each once.",
            "completed",
            "At least 90 % of the video watched.",
            "untrackedSeconds",
            "Watched by people who asked not to be tracked; nothing else is kept of them.");

    private final JdbcClient db;
    private final VideoStore videos;
    private final VideoMetrics metrics;
    private final VideoViewers viewers;
    private final Ledger ledger;

    Analytics(JdbcClient db, VideoStore videos, VideoMetrics metrics, VideoViewers viewers, Ledger ledger) {
        this.db = db;
        this.videos = videos;
        this.metrics = metrics;
        this.viewers = viewers;
        this.ledger = ledger;
    }

    /**
     * @param viewers those with a link of their own first, then the latest; the first 200
     * @param viewersTotal how many there are; the list of viewers has them all, a page at a time
     */
    record Whole(
            long views,
            long uniqueViewers,
            @Nullable Double completionRate,
            @Nullable String band,
            double watchSeconds,
            long ctaClicks,
            long downloads,
            double untrackedSeconds,
            @Nullable Double durationSeconds,
            List<Heat> heatmap,
            List<ViewerRow> viewers,
            long viewersTotal,
            Map<String, String> definitions,
            Instant asOf) {}

    /** @param watched seconds, over all views */
    record Heat(int second, double watched) {}

    @Transactional(readOnly = true)
    public Whole of(UUID id) {
        var video = videos.require(id);
        var sums = metrics.of(id);
        var length = video.duration();
        return new Whole(
                sums.views(),
                sums.uniqueViewers(),
                sums.completionRate(),
                sums.band(),
                sums.watchSeconds(),
                sums.ctaClicks(),
                sums.downloads(),
                sums.untrackedSeconds(),
                length == null ? null : length.toMillis() / 1000.0,
                heat(id, length),
                viewers.first(video, FIRST_VIEWERS),
                sums.uniqueViewers(),
                DEFINITIONS,
                sums.asOf());
    }

    /** @param query part of a name or an e-mail address; null for all */
    @Transactional(readOnly = true)
    public Page<ViewerRow> viewers(UUID id, @Nullable String query, @Nullable String after, int limit) {
        return viewers.page(videos.require(id), query, after, limit);
    }

    /** Works the numbers out anew from the events, should somebody doubt them. */
    @Transactional
    public Whole rebuilt(UUID id) {
        videos.require(id);
        ledger.rebuild(id);
        return of(id);
    }

    private List<Heat> heat(UUID video, @Nullable Duration length) {
        var watched = new HashMap<Integer, Long>();
        db.sql("select second, watched_ms from videos.video_heat where video_id = :video")
                .param("video", video)
                .query((row, number) -> watched.put(row.getInt("second"), row.getLong("watched_ms")))
                .list();
        var last = length == null
                ? watched.keySet().stream().mapToInt(second -> second + 1).max().orElse(0)
                : (int) Math.ceilDiv(length.toMillis(), 1000L);
        var heat = new ArrayList<Heat>();
        for (var second = 0; second < last; second++) {
            heat.add(new Heat(second, watched.getOrDefault(second, 0L) / 1000.0));
        }
        return heat;
    }
}
