package app.rapport.media;

import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Render jobs as administrators see them. Callers hold the transaction. */
@Component
class JobReads {
    private final JdbcClient db;
    private final JsonMapper json;

    JobReads(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Media.Job> page(UUID video, @Nullable UUID before, int limit) {
        return db.sql("""
                select * from media.render_jobs
                where video_id = :video and (cast(:before as uuid) is null or id < :before)
                order by id desc limit :limit
                """)
                .param("video", video)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private Media.Job read(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        var values = json.readValue(row.getString("error_values"), new TypeReference<Map<String, Object>>() {});
        return new Media.Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("personal_id", UUID.class),
                row.getString("state"),
                row.getInt("priority"),
                row.getInt("attempts"),
                row.getDouble("progress"),
                row.getObject("remaining_seconds", Integer.class),
                code == null ? null : new Media.Failure(code, row.getString("error_detail"), values),
                row.getString("log_tail"),
                row.getLong("cpu_ms"),
                row.getLong("bytes"),
                Timestamps.read(row, "created_at"),
                Timestamps.readOrNull(row, "started_at"),
                Timestamps.readOrNull(row, "finished_at"));
    }
}
