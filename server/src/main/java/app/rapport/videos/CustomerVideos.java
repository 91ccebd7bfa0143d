package app.rapport.videos;

import app.rapport.customers.CustomerDirectory;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which videos a customer was sent, and how far the people there are with them. */
@Service
class CustomerVideos {
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final Fold fold;

    CustomerVideos(JdbcClient db, CustomerDirectory customers, Fold fold) {
        this.db = db;
        this.customers = customers;
        this.fold = fold;
    }

    record Whole(List<Item> items, Total total, Instant asOf) {}

    /** @param status not_watched, started or completed: of whoever there is furthest */
    record Item(
            UUID id,
            String title,
            String origin,
            @Nullable Double durationSeconds,
            @Nullable Instant sharedAt,
            List<String> recipients,
            String status,
            @Nullable Instant lastWatchedAt,
            long views,
            long uniqueViewers,
            double watchSeconds,
            @Nullable Double completionRate,
            @Nullable String band,
            long ctaClicks) {}

    record Total(
            int videos,
            int watched,
            int completed,
            long views,
            double watchSeconds,
            @Nullable Double completionRate,
            @Nullable String band,
            long ctaClicks,
            @Nullable Instant lastWatchedAt) {}

    @Transactional(readOnly = true)
    public Whole of(UUID customer) {
        if (customers.customer(customer).isEmpty()) {
            throw Problem.notFound("customer");
        }
        // Whoever watches by an open link of a video made for the customer is somebody there, as far as anybody can
        // tell.
        var items = db.sql("""
                with shared as (
                  select v.*, (v.customer_id is not distinct from :customer) as theirs
                  from videos.videos v
                  where v.deleted_at is null and (v.customer_id = :customer
                    or exists (select from videos.video_shares s where s.video_id = v.id and s.customer_id = :customer))
                )
                select v.id, v.title, v.origin, v.duration_ms, v.created_at,
                  (select max(s.created_at) from videos.video_shares s
                   where s.video_id = v.id and (s.customer_id = :customer or (v.theirs and s.viewer_id is null))) as shared_at,
                  array(select coalesce(max(s.recipient_name), max(s.recipient_email)) from videos.video_shares s
                   where s.video_id = v.id and s.customer_id = :customer and s.viewer_id is not null
                   group by s.viewer_id order by max(s.created_at) desc limit 50) as recipients,
                  w.*
                from shared v cross join lateral (
                  select coalesce(sum(w.views), 0) as views, count(*) filter (where w.views > 0) as viewers,
                    coalesce(sum(w.watched_ms), 0) as watched, coalesce(sum(w.covered_ms) filter (where w.views > 0), 0) as covered,
                    coalesce(max(w.covered_ms), 0) as furthest, coalesce(bool_or(w.ended), false) as ended,
                    coalesce(sum(w.clicks), 0) as clicks, max(w.last_seen_at) as seen
                  from videos.video_viewers w
                  where w.video_id = v.id and case
                    when exists (select from videos.video_shares s where s.video_id = v.id and s.viewer_id = w.viewer_id)
                    then exists (select from videos.video_shares s
                      where s.video_id = v.id and s.viewer_id = w.viewer_id and s.customer_id = :customer)
                    else v.theirs end) w
                order by coalesce(w.seen, v.created_at) desc, v.id
                """)
                .param("customer", customer)
                .query((row, number) -> new Counted(row))
                .list();
        return new Whole(items.stream().map(Counted::item).toList(), total(items), fold.asOf());
    }

    private record Counted(Item item, double rateSum) {
        Counted(ResultSet row) throws SQLException {
            this(read(row));
        }

        Counted(Item item) {
            this(item, item.completionRate() == null ? 0 : item.completionRate() * item.uniqueViewers());
        }

        private static Item read(ResultSet row) throws SQLException {
            var lengthMs = row.getObject("duration_ms", Long.class);
            var length = lengthMs == null ? null : Duration.ofMillis(lengthMs);
            var views = row.getLong("views");
            var rate = VideoMetrics.rate(row.getLong("covered"), row.getLong("viewers"), lengthMs);
            var completed = ViewerLedger.completed(row.getLong("furthest"), row.getBoolean("ended"), length);
            return new Item(
                    row.getObject("id", UUID.class),
                    row.getString("title"),
                    row.getString("origin"),
                    lengthMs == null ? null : lengthMs / 1000.0,
                    Timestamps.readOrNull(row, "shared_at"),
                    List.of((String[])
                            Objects.requireNonNull(row.getArray("recipients")).getArray()),
                    views == 0 ? "not_watched" : completed ? "completed" : "started",
                    Timestamps.readOrNull(row, "seen"),
                    views,
                    row.getLong("viewers"),
                    row.getLong("watched") / 1000.0,
                    rate,
                    VideoMetrics.band(rate),
                    row.getLong("clicks"));
        }
    }

    private static Total total(List<Counted> counted) {
        var items = counted.stream().map(Counted::item).toList();
        var viewers = items.stream()
                .filter(item -> item.completionRate() != null)
                .mapToLong(Item::uniqueViewers)
                .sum();
        var rate = viewers == 0
                ? null
                : VideoMetrics.rounded(
                        counted.stream().mapToDouble(Counted::rateSum).sum() / viewers);
        return new Total(
                items.size(),
                (int) items.stream().filter(item -> item.views() > 0).count(),
                (int) items.stream()
                        .filter(item -> item.status().equals("completed"))
                        .count(),
                items.stream().mapToLong(Item::views).sum(),
                items.stream().mapToDouble(Item::watchSeconds).sum(),
                rate,
                VideoMetrics.band(rate),
                items.stream().mapToLong(Item::ctaClicks).sum(),
                items.stream()
                        .map(Item::lastWatchedAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }
}
