package app.rapport.videos;

import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of videos. Callers hold the transaction. */
@Repository
class VideoStore implements Videos {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    VideoStore(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** A video nobody looked into yet. */
    record NewVideo(
            UserId owner,
            @Nullable UUID customerId,
            String title,
            String origin,
            List<String> tags,
            @Nullable String embedUrl) {}

    UUID add(NewVideo video) {
        var id = Ids.next();
        db.sql("""
                insert into videos.videos (id, organization_id, owner_user_id, customer_id, title, origin, tags, embed_url,
                  created_at, updated_at)
                values (:id, :organization, :owner, :customer, :title, :origin, :tags, :embed, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("owner", video.owner().value())
                .param("customer", video.customerId())
                .param("title", video.title())
                .param("origin", video.origin())
                .param("tags", video.tags().toArray(String[]::new))
                .param("embed", video.embedUrl())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return id;
    }

    /** It can be watched now. */
    void ready(UUID id, Duration duration, int width, int height) {
        db.sql("""
                update videos.videos set state = 'ready', progress = 1, error_code = null, error_values = '{}',
                  duration_ms = :duration, width = :width, height = :height, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("duration", duration.toMillis())
                .param("width", width)
                .param("height", height)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    @Override
    public Optional<Video> find(UUID id) {
        return db.sql("select * from videos.videos where id = :id and deleted_at is null")
                .param("id", id)
                .query((row, number) -> video(row))
                .optional();
    }

    /** Whoever has no link of their own is nobody known. */
    @Override
    public Optional<Viewing> viewing(UUID video, UUID viewer) {
        return db.sql("""
                select v.title, v.owner_user_id, v.duration_ms, s.recipient_name, s.recipient_email, s.customer_id, s.stakeholder_id,
                  w.*
                from videos.video_viewers w join videos.videos v on v.id = w.video_id and v.deleted_at is null
                  join lateral (select * from videos.video_shares s where s.video_id = w.video_id and s.viewer_id = w.viewer_id
                    order by s.created_at desc limit 1) s on true
                where w.video_id = :video and w.viewer_id = :viewer
                """)
                .param("video", video)
                .param("viewer", viewer)
                .query((row, number) -> viewing(row))
                .optional();
    }

    private static Viewing viewing(ResultSet row) throws SQLException {
        var lengthMs = row.getObject("duration_ms", Long.class);
        var coveredMs = row.getLong("covered_ms");
        return new Viewing(
                row.getString("title"),
                new UserId(row.getObject("owner_user_id", UUID.class)),
                row.getString("recipient_name"),
                row.getString("recipient_email"),
                row.getObject("customer_id", UUID.class),
                row.getObject("stakeholder_id", UUID.class),
                row.getLong("views"),
                Duration.ofMillis(row.getLong("watched_ms")),
                VideoMetrics.rate(coveredMs, 1, lengthMs),
                ViewerLedger.completed(
                        coveredMs, row.getBoolean("ended"), lengthMs == null ? null : Duration.ofMillis(lengthMs)),
                row.getInt("clicks") > 0,
                Timestamps.read(row, "first_seen_at"));
    }

    Video require(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("video"));
    }

    private Video video(ResultSet row) throws SQLException {
        var error = row.getString("error_code");
        var values = json.readValue(row.getString("error_values"), new TypeReference<Map<String, Object>>() {});
        var duration = row.getObject("duration_ms", Long.class);
        return new Video(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("owner_user_id", UUID.class)),
                row.getObject("customer_id", UUID.class),
                row.getString("title"),
                row.getString("origin"),
                row.getString("state"),
                row.getDouble("progress"),
                error == null ? null : new Failure(error, values),
                duration == null ? null : Duration.ofMillis(duration),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                List.of((String[]) Objects.requireNonNull(row.getArray("tags")).getArray()),
                row.getString("embed_url"),
                Timestamps.read(row, "created_at"));
    }
}
