package app.rapport.videos;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.videos.Watching.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The numbers that follow from the events. A view is worked out anew from all of its events, and what it was before is taken
 * back, so that no order and no repetition matters. In an organisation's scope; callers hold the transaction.
 */
@Repository
class Ledger {
    private static final int AT_ONCE = 2_000;
    private final JdbcClient db;
    private final LedgerSums sums;
    private final ViewerLedger viewers;

    Ledger(JdbcClient db, LedgerSums sums, ViewerLedger viewers) {
        this.db = db;
        this.sums = sums;
        this.viewers = viewers;
    }

    record Key(UUID video, UUID view) {}

    /** Brings these views' numbers up to date and says what is new about known people. */
    void fold(List<Key> keys) {
        fold(keys, true);
    }

    private void fold(List<Key> keys, boolean tell) {
        var videos = keys.stream().map(Key::video).collect(Collectors.toSet());
        sums.lock(videos);
        var lengths = lengths(videos);
        var before = views(keys);
        var events = events(keys);
        var changes = new Changes();
        var now = new ArrayList<View>();
        events.forEach((key, happenings) -> {
            var view = Watching.of(happenings, lengths.get(key.video()));
            now.add(view);
            changes.add(view, 1);
            var known = before.get(key);
            if (known != null) {
                changes.add(known, -1);
            }
        });
        store(now);
        viewers.recount(now, lengths, changes, tell);
        sums.add(changes);
    }

    /** Works everything out anew that the video's events still tell. What is older stays as it was. */
    void rebuild(UUID video) {
        sums.lock(List.of(video));
        db.sql("delete from videos.video_views where video_id = :video")
                .param("video", video)
                .update();
        viewers.backToSettled(video);
        sums.backToSettled(video);
        var views = db.sql("select distinct view_id from videos.video_events where video_id = :video")
                .param("video", video)
                .query(SqlArrays::id)
                .list();
        for (var from = 0; from < views.size(); from += AT_ONCE) {
            fold(
                    views.subList(from, Math.min(from + AT_ONCE, views.size())).stream()
                            .map(view -> new Key(video, view))
                            .toList(),
                    false);
        }
    }

    private Map<UUID, Duration> lengths(Collection<UUID> videos) {
        var lengths = new HashMap<UUID, Duration>();
        db.sql("select id, duration_ms from videos.videos where id = any(:videos) and duration_ms is not null")
                .param("videos", videos.toArray(UUID[]::new))
                .query((row, number) ->
                        lengths.put(row.getObject("id", UUID.class), Duration.ofMillis(row.getLong("duration_ms"))))
                .list();
        return lengths;
    }

    private Map<Key, List<Happening>> events(List<Key> keys) {
        return db
                .sql("""
                select e.* from unnest(:videos::uuid[], :views::uuid[]) as t (video_id, view_id)
                  join videos.video_events e using (video_id, view_id)
                """)
                .param("videos", SqlArrays.uuids(keys, Key::video))
                .param("views", SqlArrays.uuids(keys, Key::view))
                .query((row, number) -> happening(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(one -> new Key(one.video(), one.view())));
    }

    private static Happening happening(ResultSet row) throws SQLException {
        return new Happening(
                row.getObject("organization_id", UUID.class),
                row.getObject("video_id", UUID.class),
                row.getObject("view_id", UUID.class),
                row.getInt("seq"),
                row.getObject("share_id", UUID.class),
                row.getObject("viewer_id", UUID.class),
                row.getString("kind"),
                row.getObject("from_ms", Integer.class),
                row.getObject("to_ms", Integer.class),
                row.getObject("rate", Float.class),
                Timestamps.read(row, "at"),
                Timestamps.read(row, "received_at"),
                row.getString("address"),
                row.getString("agent"));
    }

    private Map<Key, View> views(List<Key> keys) {
        return db
                .sql("""
                select v.* from unnest(:videos::uuid[], :views::uuid[]) as t (video_id, view_id)
                  join videos.video_views v using (video_id, view_id)
                """)
                .param("videos", SqlArrays.uuids(keys, Key::video))
                .param("views", SqlArrays.uuids(keys, Key::view))
                .query((row, number) -> view(row))
                .list()
                .stream()
                .collect(Collectors.toMap(view -> new Key(view.video(), view.id()), view -> view));
    }

    static View view(ResultSet row) throws SQLException {
        return new View(
                row.getObject("organization_id", UUID.class),
                row.getObject("video_id", UUID.class),
                row.getObject("view_id", UUID.class),
                row.getObject("share_id", UUID.class),
                row.getObject("viewer_id", UUID.class),
                row.getBoolean("counted"),
                Coverage.read(row.getString("covered")),
                row.getBoolean("ended"),
                row.getBoolean("clicked"),
                row.getInt("downloads"),
                row.getLong("anonymous_ms"),
                row.getString("address"),
                row.getString("agent"),
                Timestamps.read(row, "started_at"),
                Timestamps.read(row, "last_seen_at"));
    }

    private void store(List<View> views) {
        db.sql("""
                insert into videos.video_views (organization_id, video_id, view_id, share_id, viewer_id, counted, covered, ended,
                  clicked, downloads, anonymous_ms, address, agent, started_at, last_seen_at)
                select :organization, video, view, share, viewer, counted = 1, covered::int4multirange, ended = 1, clicked = 1,
                  downloads, anonymous, address, agent, started, seen
                from unnest(:videos::uuid[], :views::uuid[], :shares::uuid[], :viewers::uuid[], :counted::int4[], :covered::text[],
                    :ended::int4[], :clicked::int4[], :downloads::int4[], :anonymous::int8[], :addresses::text[], :agents::text[],
                    :started::timestamptz[], :seen::timestamptz[])
                  as t (video, view, share, viewer, counted, covered, ended, clicked, downloads, anonymous, address, agent, started,
                    seen)
                on conflict (video_id, view_id) do update set share_id = excluded.share_id, viewer_id = excluded.viewer_id,
                  counted = excluded.counted, covered = excluded.covered, ended = excluded.ended, clicked = excluded.clicked,
                  downloads = excluded.downloads, anonymous_ms = excluded.anonymous_ms, address = excluded.address,
                  agent = excluded.agent, started_at = excluded.started_at, last_seen_at = excluded.last_seen_at
                """)
                .param("organization", Tenancy.current().value())
                .param("videos", SqlArrays.uuids(views, View::video))
                .param("views", SqlArrays.uuids(views, View::id))
                .param("shares", SqlArrays.texts(views, view -> text(view.share())))
                .param("viewers", SqlArrays.texts(views, view -> text(view.viewer())))
                .param("counted", SqlArrays.ints(views, view -> view.counted() ? 1 : 0))
                .param("covered", SqlArrays.texts(views, view -> view.covered().written()))
                .param("ended", SqlArrays.ints(views, view -> view.ended() ? 1 : 0))
                .param("clicked", SqlArrays.ints(views, view -> view.clicked() ? 1 : 0))
                .param("downloads", SqlArrays.ints(views, View::downloads))
                .param("anonymous", SqlArrays.longs(views, View::anonymousMs))
                .param("addresses", SqlArrays.texts(views, View::address))
                .param("agents", SqlArrays.texts(views, View::agent))
                .param("started", SqlArrays.times(views, View::startedAt))
                .param("seen", SqlArrays.times(views, View::lastSeenAt))
                .update();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
