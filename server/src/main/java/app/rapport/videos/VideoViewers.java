package app.rapport.videos;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who watched a video: those with a link of their own first, then the latest. Callers hold the transaction. */
@Repository
class VideoViewers {
    private final JdbcClient db;

    VideoViewers(JdbcClient db) {
        this.db = db;
    }

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

    private record Placed(boolean named, ViewerRow row) {}

    /** @param query part of a name or an e-mail address; null for all */
    Page<ViewerRow> page(Videos.Video video, @Nullable String query, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 3);
        readInOrder();
        var rows = db.sql("""
                select w.*, s.recipient_name, s.recipient_email, s.stakeholder_id
                from (
                  select * from videos.video_viewers w
                  where video_id = :video and views > 0
                    and (cast(:query as text) is null or named and exists (
                      select from videos.video_shares s where s.video_id = w.video_id and s.viewer_id = w.viewer_id
                        and (s.recipient_name ilike '%' || :query || '%' or s.recipient_email ilike '%' || :query || '%')))
                    and (cast(:at as timestamptz) is null
                      or (named, last_seen_at, viewer_id) < (cast(:named as boolean), :at, :id))
                  order by named desc, last_seen_at desc, viewer_id desc limit :limit) w
                left join lateral (
                  select recipient_name, recipient_email, stakeholder_id from videos.video_shares s
                  where s.video_id = w.video_id and s.viewer_id = w.viewer_id order by s.created_at desc limit 1) s on w.named
                order by w.named desc, w.last_seen_at desc, w.viewer_id desc
                """)
                .param("video", video.id())
                .param("query", query)
                .param("named", cursor == null ? null : cursor.part(0, Boolean::parseBoolean))
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(1, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(2, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Placed(row.getBoolean("named"), viewer(row, video.duration())))
                .list();
        return Page.of(
                        rows,
                        limit,
                        last -> Cursor.of(
                                last.named(),
                                last.row().lastSeenAt(),
                                last.row().id()))
                .map(Placed::row);
    }

    /**
     * PostgreSQL takes a video that was just watched by thousands for one that few have watched, and would sort them all to show a
     * page: a hundred times the work of reading the index, which is in order.
     */
    private void readInOrder() {
        db.sql("select set_config('enable_sort', 'off', true)").query().listOfRows();
    }

    /** The first of them all. */
    List<ViewerRow> first(Videos.Video video, int most) {
        return page(video, null, null, most).items();
    }

    private static ViewerRow viewer(ResultSet row, @Nullable Duration length) throws SQLException {
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
    }
}
