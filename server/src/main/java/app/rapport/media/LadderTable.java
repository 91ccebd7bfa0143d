package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.Ladder;
import app.rapport.render.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of base videos. Callers hold the transaction. */
@Component
class LadderTable {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;
    private final MediaSettings settings;

    LadderTable(JdbcClient db, JsonMapper json, Clock clock, MediaSettings settings) {
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * @param progress of the work on it that is under way or was last
     * @param folder where its files lie; null until there are any
     */
    record Row(
            UUID video,
            OrganizationId organization,
            String sourceKey,
            long sourceBytes,
            String fileName,
            String state,
            @Nullable Long durationMs,
            @Nullable Integer width,
            @Nullable Integer height,
            List<Point> points,
            @Nullable UUID voice,
            @Nullable String folder,
            @Nullable String posterKey,
            @Nullable String waveformKey,
            @Nullable String previewKey,
            Media.@Nullable Failure error,
            double progress,
            @Nullable Integer remainingSeconds,
            Media.@Nullable Work adjusting,
            Instant keptUntil) {}

    void add(UUID video, String sourceKey, long bytes, String fileName, List<Point> points) {
        db.sql("""
                insert into media.ladder (video_id, organization_id, source_key, source_bytes, file_name, points, keep_until, created_at)
                values (:video, :organization, :key, :bytes, :name, cast(:points as jsonb), :until, :now)
                """)
                .param("video", video)
                .param("organization", Tenancy.current().value())
                .param("key", sourceKey)
                .param("bytes", bytes)
                .param("name", fileName)
                .param("points", json.writeValueAsString(points))
                .param("until", Timestamps.at(clock.instant().plus(settings.keep())))
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** It is to be made anew; what there is of it stays until then. */
    void begin(UUID video) {
        db.sql(
                        "update media.ladder set state = 'processing', error_code = null, error_values = '{}' where video_id = :video")
                .param("video", video)
                .update();
    }

    void publish(UUID video, Ladder ladder, String folder, @Nullable String poster, @Nullable String waveform) {
        db.sql("""
                update media.ladder set state = 'ready', duration_ms = :duration, width = :width, height = :height,
                  folder_key = :folder, poster_key = :poster, waveform_key = :waveform, error_code = null, error_values = '{}', error_detail = null
                where video_id = :video
                """)
                .param("video", video)
                .param("duration", Math.round(ladder.seconds() * 1000))
                .param("width", ladder.upload().width())
                .param("height", ladder.upload().height())
                .param("folder", folder)
                .param("poster", poster)
                .param("waveform", waveform)
                .update();
        db.sql("update media.edition set replaced_at = :now where video_id = :video and replaced_at is null")
                .param("video", video)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        db.sql("""
                insert into media.edition (folder_key, organization_id, video_id, index, created_at)
                values (:folder, :organization, :video, cast(:index as jsonb), :now)
                """)
                .param("folder", folder)
                .param("organization", Tenancy.current().value())
                .param("video", video)
                .param("index", json.writeValueAsString(ladder))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        db.sql("delete from media.rendition where video_id = :video")
                .param("video", video)
                .update();
        for (var rendition : ladder.renditions()) {
            db.sql("""
                    insert into media.rendition (video_id, organization_id, name, height, width, bitrate, codecs, key, bytes)
                    values (:video, :organization, :name, :height, :width, :bitrate, :codecs, :key, :bytes)
                    """)
                    .param("video", video)
                    .param("organization", Tenancy.current().value())
                    .param("name", rendition.name())
                    .param("height", rendition.height())
                    .param("width", rendition.width())
                    .param("bitrate", rendition.bitrate())
                    .param("codecs", rendition.codecs())
                    .param("key", folder + "/" + rendition.file())
                    .param("bytes", rendition.bytes())
                    .update();
        }
    }

    void failed(UUID video, RenderFailure failure) {
        db.sql("""
                update media.ladder set state = 'failed', error_code = :code, error_values = cast(:values as jsonb),
                  error_detail = :detail
                where video_id = :video
                """)
                .param("video", video)
                .param("code", failure.code())
                .param("values", json.writeValueAsString(failure.values()))
                .param("detail", failure.sentence())
                .update();
    }

    void preview(UUID video, String key) {
        db.sql("update media.ladder set preview_key = :key where video_id = :video")
                .param("video", video)
                .param("key", key)
                .update();
    }

    Optional<Row> find(UUID video) {
        return rows(List.of(video)).stream().findFirst();
    }

    List<Row> rows(Collection<UUID> videos) {
        return db.sql("""
                select l.*, coalesce(j.progress, 0) as progress, j.remaining_seconds,
                  a.progress as adjust_progress, a.remaining_seconds as adjust_remaining
                from media.ladder l
                left join lateral (
                  select progress, remaining_seconds from media.render_jobs j
                  where j.video_id = l.video_id and j.kind = 'ladder' order by created_at desc limit 1) j on true
                left join media.render_jobs a on a.video_id = l.video_id and a.kind = 'adjust' and a.state in ('queued', 'running', 'paused')
                where l.video_id = any(:videos)
                """)
                .param("videos", videos.toArray(UUID[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** What lies in the folder of an edition. */
    Optional<Ladder> index(String folder) {
        return db.sql("select index from media.edition where folder_key = :folder")
                .param("folder", folder)
                .query((row, number) -> json.readValue(row.getString(1), Ladder.class))
                .optional();
    }

    /** The folders of all its editions. */
    List<String> editions(UUID video) {
        return db.sql("select folder_key from media.edition where video_id = :video")
                .param("video", video)
                .query((row, number) -> row.getString(1))
                .list();
    }

    Map<UUID, List<Media.Rendition>> renditions(Collection<UUID> videos) {
        return db
                .sql("select * from media.rendition where video_id = any(:videos) order by height desc")
                .param("videos", videos.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        row.getObject("video_id", UUID.class),
                        new Media.Rendition(
                                row.getString("name"),
                                row.getInt("height"),
                                row.getInt("width"),
                                row.getInt("bitrate"),
                                row.getString("codecs"),
                                row.getLong("bytes"))))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Map.Entry::getKey,
                        java.util.stream.Collectors.mapping(
                                Map.Entry::getValue, java.util.stream.Collectors.toList())));
    }

    List<Point> points(UUID video) {
        return db.sql("select points from media.ladder where video_id = :video")
                .param("video", video)
                .query((row, number) -> points(Objects.requireNonNull(row.getString(1))))
                .single();
    }

    boolean setPoints(UUID video, List<Point> points) {
        return db.sql("update media.ladder set points = cast(:points as jsonb) where video_id = :video")
                        .param("points", json.writeValueAsString(points))
                        .param("video", video)
                        .update()
                == 1;
    }

    void setVoice(UUID video, @Nullable UUID voice) {
        db.sql("update media.ladder set voice_id = cast(:voice as uuid) where video_id = :video")
                .param("voice", voice)
                .param("video", video)
                .update();
    }

    /** Forgets editions that nobody plays any more and no personal video was made from; their files are left behind. */
    void forgetReplaced(Instant before) {
        db.sql("""
                delete from media.edition e where replaced_at < :before
                  and not exists (select 1 from media.personal p where p.folder_key = e.folder_key)
                """).param("before", Timestamps.at(before)).update();
    }

    /** Where the own segments of its personal versions lie. */
    List<String> artefacts(UUID video) {
        return db.sql("select key from media.artefact where video_id = :video")
                .param("video", video)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Everything that lies in files. */
    void forgetEditions(UUID video) {
        for (var table : List.of("artefact", "personal", "edition", "rendition")) {
            db.sql("delete from media." + table + " where video_id = :video")
                    .param("video", video)
                    .update();
        }
    }

    void remove(UUID video) {
        db.sql("delete from media.render_jobs where video_id = :video")
                .param("video", video)
                .update();
        db.sql("delete from media.ladder where video_id = :video")
                .param("video", video)
                .update();
    }

    private Row read(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        var values = json.readValue(row.getString("error_values"), new TypeReference<Map<String, Object>>() {});
        var adjusting = row.getObject("adjust_progress", Double.class);
        return new Row(
                row.getObject("video_id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("source_key"),
                row.getLong("source_bytes"),
                row.getString("file_name"),
                row.getString("state"),
                row.getObject("duration_ms", Long.class),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                points(Objects.requireNonNull(row.getString("points"))),
                row.getObject("voice_id", UUID.class),
                row.getString("folder_key"),
                row.getString("poster_key"),
                row.getString("waveform_key"),
                row.getString("preview_key"),
                code == null ? null : new Media.Failure(code, row.getString("error_detail"), values),
                row.getDouble("progress"),
                row.getObject("remaining_seconds", Integer.class),
                adjusting == null ? null : new Media.Work(adjusting, row.getObject("adjust_remaining", Integer.class)),
                Timestamps.read(row, "keep_until"));
    }

    private List<Point> points(String text) {
        return json.readValue(text, new TypeReference<List<Point>>() {});
    }
}
