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
