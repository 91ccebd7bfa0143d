package app.rapport.videos;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.KeepSettings;
import app.rapport.platform.jobs.Perishable;
import app.rapport.videos.Changes.Change;
import app.rapport.videos.Watching.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets in time who did what when; what it added up to stays, noted as settled. Called in system scope. */
@Component
class OldViewing implements Perishable {
    private final JdbcClient db;
    private final ViewingKept kept;

    OldViewing(JdbcClient db, ViewingKept kept) {
        this.db = db;
        this.kept = kept;
    }

    @Override
    public Duration kept(KeepSettings settings) {
        return kept.viewing();
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        var views = db.sql("""
                select * from videos.video_views where last_seen_at < :before order by last_seen_at limit :most
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .query((row, number) -> Ledger.view(row))
                .list();
        if (!views.isEmpty()) {
            lock(views);
            settleSums(views);
            settleViewers(views);
            delete(views);
        }
        return views.size();
    }

    /** Whoever counts these videos waits. */
    private void lock(List<View> views) {
        db.sql("select video_id from videos.video_totals where video_id = any(:videos) order by video_id for update")
                .param("videos", views.stream().map(View::video).distinct().toArray(UUID[]::new))
                .query(SqlArrays::id)
                .list();
    }

    private void settleSums(List<View> views) {
        var changes = new Changes();
        views.forEach(view -> changes.add(view, 1));
        var videos = changes.videos();
        db.sql("""
                update videos.video_totals t set settled_views = settled_views + c.views,
                  settled_watched_ms = settled_watched_ms + c.watched, settled_clicks = settled_clicks + c.clicks,
                  settled_downloads = settled_downloads + c.downloads, settled_anonymous_ms = settled_anonymous_ms + c.anonymous
                from unnest(:videos::uuid[], :views::int8[], :watched::int8[], :clicks::int8[], :downloads::int8[],
                  :anonymous::int8[]) as c (video, views, watched, clicks, downloads, anonymous)
                where t.video_id = c.video
                """)
                .param("videos", SqlArrays.uuids(videos, one -> one.video))
                .param("views", SqlArrays.longs(videos, one -> one.views))
                .param("watched", SqlArrays.longs(videos, one -> one.watchedMs))
                .param("clicks", SqlArrays.longs(videos, one -> one.clicks))
                .param("downloads", SqlArrays.longs(videos, one -> one.downloads))
                .param("anonymous", SqlArrays.longs(videos, one -> one.anonymousMs))
                .update();
        var seconds = changes.seconds();
        db.sql("""
                update videos.video_heat h set settled_ms = settled_ms + c.ms
                from unnest(:videos::uuid[], :seconds::int4[], :ms::int8[]) as c (video, second, ms)
                where h.video_id = c.video and h.second = c.second
                """)
                .param("videos", SqlArrays.uuids(seconds, one -> one.of().video()))
                .param("seconds", SqlArrays.ints(seconds, one -> one.of().second()))
                .param("ms", SqlArrays.longs(seconds, Change::ms))
                .update();
    }

    private void settleViewers(List<View> views) {
        db.sql("""
                update videos.video_viewers w set settled_views = settled_views + c.views,
                  settled_watched_ms = settled_watched_ms + c.watched, settled_clicks = settled_clicks + c.clicks,
                  settled_covered = settled_covered + c.covered, settled_ended = settled_ended or c.ended
                from (
                  select v.video_id, v.viewer_id, count(*) filter (where v.counted) as views,
                    sum(v.covered_ms) as watched, count(*) filter (where v.clicked) as clicks,
                    range_agg(v.covered) as covered, bool_or(v.ended) as ended
                  from unnest(:videos::uuid[], :views::uuid[]) as t (video_id, view_id) join videos.video_views v using (video_id, view_id)
                  where v.viewer_id is not null group by v.video_id, v.viewer_id) c
                where w.video_id = c.video_id and w.viewer_id = c.viewer_id
                """)
                .param("videos", SqlArrays.uuids(views, View::video))
                .param("views", SqlArrays.uuids(views, View::id))
                .update();
    }

    private void delete(List<View> views) {
        var keys = views.stream()
                .map(view -> new Ledger.Key(view.video(), view.id()))
                .toList();
        for (var table : List.of("video_events", "video_views")) {
            db.sql("delete from videos." + table + " where (video_id, view_id) in"
                            + " (select * from unnest(:videos::uuid[], :views::uuid[]))")
                    .param("videos", SqlArrays.uuids(keys, Ledger.Key::video))
                    .param("views", SqlArrays.uuids(keys, Ledger.Key::view))
                    .update();
        }
    }
}
