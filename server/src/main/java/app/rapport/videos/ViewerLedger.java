package app.rapport.videos;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.videos.VideoWatched.Person;
import app.rapport.videos.Watching.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each viewer's part in a video's numbers. Callers hold the transaction and the video's lock. */
@Repository
class ViewerLedger {
    /** Who has seen so much has seen it all. */
    static final double COMPLETED_FROM = 0.9;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    ViewerLedger(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    record Key(UUID video, UUID viewer) {}

    private record Standing(Key key, boolean named, int views, int clicks, long coveredMs, boolean ended) {
        boolean counts() {
            return views > 0;
        }

        boolean completed(@Nullable Duration length) {
            return counts() && ViewerLedger.completed(coveredMs, ended, length);
        }
    }

    static boolean completed(long coveredMs, boolean ended, @Nullable Duration length) {
        return length == null ? ended : coveredMs >= COMPLETED_FROM * length.toMillis();
    }

    /** @param tell whether to say what is new about known people */
    void recount(List<View> views, Map<UUID, Duration> lengths, Changes changes, boolean tell) {
        var touched = new ArrayList<Key>();
        for (var view : views) {
            if (view.viewer() != null) {
                touched.add(new Key(view.video(), view.viewer()));
            }
        }
        var keys = touched.stream().distinct().toList();
        var before = standings(keys).stream().collect(Collectors.toMap(Standing::key, one -> one));
        var now = count(keys);
        var people = new ArrayList<Person>();
        for (var one : now) {
            var was = before.getOrDefault(one.key(), new Standing(one.key(), false, 0, 0, 0, false));
            changes.addViewer(
                    one.key().video(),
                    (one.counts() ? 1 : 0) - (was.counts() ? 1 : 0),
                    (one.counts() ? one.coveredMs() : 0) - (was.counts() ? was.coveredMs() : 0));
            if (tell && one.named()) {
                var news = news(was, one, lengths.get(one.key().video()));
                if (!news.isEmpty()) {
                    people.add(new Person(one.key().video(), one.key().viewer(), news));
                }
            }
        }
        VideoWatched.of(Tenancy.current(), people).forEach(events::publishEvent);
    }

    private static List<String> news(Standing was, Standing is, @Nullable Duration length) {
        var news = new ArrayList<String>();
        if (is.counts() && !was.counts()) {
            news.add(VideoWatched.VIEWED);
        }
        if (is.completed(length) && !was.completed(length)) {
            news.add(VideoWatched.COMPLETED);
        }
        if (is.clicks() > 0 && was.clicks() == 0) {
            news.add(VideoWatched.CLICKED);
        }
        return news;
    }

    private List<Standing> standings(Collection<Key> keys) {
        return db.sql("""
                select w.* from unnest(:videos::uuid[], :viewers::uuid[]) as t (video_id, viewer_id)
                  join videos.video_viewers w using (video_id, viewer_id)
                """)
                .param("videos", SqlArrays.uuids(keys, Key::video))
                .param("viewers", SqlArrays.uuids(keys, Key::viewer))
                .query((row, number) -> standing(row))
                .list();
    }

    private List<Standing> count(Collection<Key> keys) {
        return db.sql("""
                with fresh as (
                  select v.video_id, v.viewer_id,
                    exists (select from videos.video_shares s where s.video_id = v.video_id and s.viewer_id = v.viewer_id) as named,
                    count(*) filter (where counted) as views, sum(v.covered_ms) as watched,
                    count(*) filter (where clicked) as clicks, range_agg(covered) as covered, bool_or(ended) as ended,
                    min(started_at) as first_seen, max(last_seen_at) as last_seen
                  from unnest(:videos::uuid[], :viewers::uuid[]) as t (video_id, viewer_id)
                    join videos.video_views v using (video_id, viewer_id)
                  group by v.video_id, v.viewer_id
                )
                insert into videos.video_viewers as known
                  (organization_id, video_id, viewer_id, named, views, watched_ms, clicks, covered, ended, first_seen_at, last_seen_at)
                select :organization, video_id, viewer_id, named, views, watched, clicks, covered, ended, first_seen, last_seen
                from fresh
                on conflict (video_id, viewer_id) do update set named = excluded.named, views = known.settled_views + excluded.views,
                  watched_ms = known.settled_watched_ms + excluded.watched_ms, clicks = known.settled_clicks + excluded.clicks,
                  covered = known.settled_covered + excluded.covered, ended = known.settled_ended or excluded.ended,
                  first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
                  last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
                returning *
                """)
                .param("organization", Tenancy.current().value())
                .param("videos", SqlArrays.uuids(keys, Key::video))
                .param("viewers", SqlArrays.uuids(keys, Key::viewer))
                .query((row, number) -> standing(row))
                .list();
    }

    /** As if no view had detail any more. */
    void backToSettled(UUID video) {
        db.sql("""
                delete from videos.video_viewers
                where video_id = :video and settled_views = 0 and settled_watched_ms = 0 and settled_clicks = 0
                """).param("video", video).update();
        db.sql("""
                update videos.video_viewers set views = settled_views, watched_ms = settled_watched_ms, clicks = settled_clicks,
                  covered = settled_covered, ended = settled_ended
                where video_id = :video
                """).param("video", video).update();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                key(row),
                row.getBoolean("named"),
                row.getInt("views"),
                row.getInt("clicks"),
                row.getLong("covered_ms"),
                row.getBoolean("ended"));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("video_id", UUID.class), row.getObject("viewer_id", UUID.class));
    }
}
