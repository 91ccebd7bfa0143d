package app.rapport.videos;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.KeepSettings;
import app.rapport.platform.jobs.Perishable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the numbers of videos that nobody has watched for years. Called in system scope. */
@Component
class OldViewingTotals implements Perishable {
    private final JdbcClient db;
    private final ViewingKept kept;

    OldViewingTotals(JdbcClient db, ViewingKept kept) {
        this.db = db;
        this.kept = kept;
    }

    @Override
    public Duration kept(KeepSettings settings) {
        return kept.viewingTotals();
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        var videos = db.sql("""
                delete from videos.video_totals t where video_id in (
                  select video_id from videos.video_totals where last_seen_at < :before order by last_seen_at limit :most)
                  and not exists (select from videos.video_views v where v.video_id = t.video_id)
                returning video_id
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .query(SqlArrays::id)
                .list()
                .toArray(UUID[]::new);
        for (var table : List.of("video_heat", "video_viewers")) {
            db.sql("delete from videos." + table + " where video_id = any(:videos)")
                    .param("videos", videos)
                    .update();
        }
        return videos.length;
    }
}
