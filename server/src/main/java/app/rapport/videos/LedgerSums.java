package app.rapport.videos;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.videos.Changes.Sums;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sums per video and per second of it. Callers hold the transaction. */
@Repository
class LedgerSums {
    private final JdbcClient db;

    LedgerSums(JdbcClient db) {
        this.db = db;
    }

    /** Makes those who count the same video wait for each other. */
    void lock(Collection<UUID> videos) {
        var ids = videos.toArray(UUID[]::new);
        db.sql("""
                insert into videos.video_totals (organization_id, video_id)
                select :organization, id from unnest(:videos::uuid[]) id order by id on conflict do nothing
                """)
                .param("organization", Tenancy.current().value())
                .param("videos", ids)
                .update();
        db.sql("select video_id from videos.video_totals where video_id = any(:videos) order by video_id for update")
                .param("videos", ids)
                .query(SqlArrays::id)
                .list();
    }

    void add(Changes changes) {
        var videos = changes.videos();
        db.sql("""
                update videos.video_totals t set views = t.views + c.views, watched_ms = t.watched_ms + c.watched,
                  clicks = t.clicks + c.clicks, downloads = t.downloads + c.downloads, anonymous_ms = t.anonymous_ms + c.anonymous,
                  viewers = t.viewers + c.viewers, covered_ms = t.covered_ms + c.covered,
                  last_seen_at = greatest(t.last_seen_at, c.seen)
                from unnest(:videos::uuid[], :views::int8[], :watched::int8[], :clicks::int8[], :downloads::int8[],
                    :anonymous::int8[], :viewers::int8[], :covered::int8[], :seen::timestamptz[])
                  as c (video, views, watched, clicks, downloads, anonymous, viewers, covered, seen)
                where t.video_id = c.video
                """)
                .param("videos", SqlArrays.uuids(videos, one -> one.video))
                .param("views", SqlArrays.longs(videos, one -> one.views))
                .param("watched", SqlArrays.longs(videos, one -> one.watchedMs))
                .param("clicks", SqlArrays.longs(videos, one -> one.clicks))
                .param("downloads", SqlArrays.longs(videos, one -> one.downloads))
                .param("anonymous", SqlArrays.longs(videos, one -> one.anonymousMs))
                .param("viewers", SqlArrays.longs(videos, one -> one.viewers))
                .param("covered", SqlArrays.longs(videos, one -> one.coveredMs))
                .param("seen", SqlArrays.times(videos, (Sums one) -> one.lastSeenAt))
                .update();
        var seconds = changes.seconds();
        db.sql("""
                insert into videos.video_heat as known (organization_id, video_id, second, watched_ms)
                select :organization, video, second, ms from unnest(:videos::uuid[], :seconds::int4[], :ms::int8[])
                  as c (video, second, ms)
                on conflict (video_id, second) do update set watched_ms = known.watched_ms + excluded.watched_ms
                """)
                .param("organization", Tenancy.current().value())
                .param("videos", SqlArrays.uuids(seconds, one -> one.of().video()))
                .param("seconds", SqlArrays.ints(seconds, one -> one.of().second()))
                .param("ms", SqlArrays.longs(seconds, Changes.Change::ms))
                .update();
    }

    /** As if no view had detail any more. After the viewers. */
    void backToSettled(UUID video) {
        db.sql("delete from videos.video_heat where video_id = :video and settled_ms = 0")
                .param("video", video)
                .update();
        db.sql("update videos.video_heat set watched_ms = settled_ms where video_id = :video")
                .param("video", video)
                .update();
        db.sql("""
                update videos.video_totals set views = settled_views, watched_ms = settled_watched_ms, clicks = settled_clicks,
                  downloads = settled_downloads, anonymous_ms = settled_anonymous_ms,
                  viewers = (select count(*) from videos.video_viewers w where w.video_id = :video and w.views > 0),
                  covered_ms = (select coalesce(sum(w.covered_ms), 0) from videos.video_viewers w
                    where w.video_id = :video and w.views > 0)
                where video_id = :video
                """).param("video", video).update();
    }
}
