package app.rapport.videos;

import app.rapport.platform.Timestamps;
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
    private static final int VIEWERS = 200;
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
    private final Ledger ledger;

    Analytics(JdbcClient db, VideoStore videos, VideoMetrics metrics, Ledger ledger) {
        this.db = db;
        this.videos = videos;
        this.metrics = metrics;
        this.ledger = ledger;
    }

    /** @param viewers those with a link of their own first, then the latest; at most 200 */
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
            Map<String, String> definitions,
            Instant asOf) {}

    /** @param watched seconds, over all views */
    record Heat(int second, double watched) {}

    /**
     * @param name null for whoever has no link of their own, as the e-mail address
     * @param share of the video; null when its length is not known
     */
    record ViewerRow(
            UUID id,
            @Nullable String name,
            @Nullable String email,
            @Nullable UUID stakeholderId,
            long views,
            double watchSeconds,
            @Nullable Double share,
            boolean completed,
            Instant lastSeenAt,
            long ctaClicks) {}

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
                viewers(id, length),
                DEFINITIONS,
                sums.asOf());
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

    private List<ViewerRow> viewers(UUID video, @Nullable Duration length) {
        return db.sql("""
                with people as (
                  select distinct on (viewer_id) viewer_id, recipient_name, recipient_email, stakeholder_id from videos.video_shares
                  where video_id = :video and viewer_id is not null order by viewer_id, created_at desc
                ), named as (
                  select w.*, p.recipient_name, p.recipient_email, p.stakeholder_id, true as known
                  from people p join videos.video_viewers w on w.video_id = :video and w.viewer_id = p.viewer_id
                  where w.views > 0 order by w.last_seen_at desc, w.viewer_id limit :most
                ), others as (
                  select w.*, null, null, null::uuid, false from videos.video_viewers w
                  where w.video_id = :video and w.views > 0
                    and not exists (select from videos.video_shares s where s.video_id = :video and s.viewer_id = w.viewer_id)
                  order by w.last_seen_at desc, w.viewer_id limit :most
                )
                select * from (select * from named union all select * from others) all_of_them
                order by known desc, last_seen_at desc, viewer_id limit :most
                """)
                .param("video", video)
                .param("most", VIEWERS)
                .query((row, number) -> {
                    var covered = row.getLong("covered_ms");
                    return new ViewerRow(
                            row.getObject("viewer_id", UUID.class),
                            row.getString("recipient_name"),
                            row.getString("recipient_email"),
                            row.getObject("stakeholder_id", UUID.class),
                            row.getLong("views"),
                            row.getLong("watched_ms") / 1000.0,
                            VideoMetrics.rate(covered, 1, length == null ? null : length.toMillis()),
                            ViewerLedger.completed(covered, row.getBoolean("ended"), length),
                            Timestamps.read(row, "last_seen_at"),
                            row.getLong("clicks"));
                })
                .list();
    }
}
