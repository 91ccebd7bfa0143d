package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.PersonalVideo;
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

/** The rows of people's own videos. Callers hold the transaction. */
@Component
class PersonalTable {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    PersonalTable(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    record Row(
            UUID id,
            UUID video,
            @Nullable UUID order,
            String person,
            Map<String, String> values,
            List<Point> points,
            @Nullable UUID voice,
            List<PersonalVideo.Spoken> spoken,
            @Nullable String folder,
            UUID job,
            String state,
            double progress,
            @Nullable Integer remainingSeconds,
            Media.@Nullable Failure error,
            Instant createdAt) {}

    UUID order(UUID video, @Nullable UUID by, int priority) {
        var id = Ids.next();
        db.sql("""
                insert into media.render_order (id, organization_id, video_id, created_by, priority, created_at)
                values (:id, :organization, :video, :by, :priority, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("video", video)
                .param("by", by)
                .param("priority", priority)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return id;
    }

    /** @param hash of values, points and voice */
    record New(String person, Map<String, String> values, String hash) {}

    /** Adds people's videos and their jobs, but for those that are there already. */
    List<UUID> add(
            Kind kind,
            UUID video,
            @Nullable UUID order,
            Collection<New> people,
            List<Point> points,
            @Nullable UUID voice,
            int priority) {
        var now = Timestamps.at(clock.instant());
        var ids = db.sql("""
                insert into media.personal (id, organization_id, video_id, order_id, person, person_values, points, points_hash, voice_id, created_at)
                select id, :organization, :video, cast(:order as uuid), person, cast(vals as jsonb), cast(:points as jsonb), hash, cast(:voice as uuid), :now
                from unnest(cast(:ids as uuid[]), cast(:people as text[]), cast(:values as text[]), cast(:hashes as text[])) as given (id, person, vals, hash)
                on conflict (video_id, person, points_hash) do update set order_id = coalesce(excluded.order_id, personal.order_id)
                returning id
                """)
                .param("ids", people.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .param("organization", Tenancy.current().value())
                .param("video", video)
                .param("order", order)
                .param("people", people.stream().map(New::person).toArray(String[]::new))
                .param(
                        "values",
                        people.stream()
                                .map(one -> json.writeValueAsString(one.values()))
                                .toArray(String[]::new))
                .param("hashes", people.stream().map(New::hash).toArray(String[]::new))
                .param("points", json.writeValueAsString(points))
                .param("voice", voice)
                .param("now", now)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        db.sql("""
                insert into media.render_jobs (id, organization_id, kind, video_id, personal_id, order_id, priority, created_at)
                select job, :organization, :kind, :video, personal, cast(:order as uuid), :priority, :now
                from unnest(cast(:jobs as uuid[]), cast(:ids as uuid[])) as given (job, personal)
                on conflict (personal_id) where personal_id is not null
                do update set order_id = coalesce(excluded.order_id, render_jobs.order_id),
                  priority = greatest(render_jobs.priority, excluded.priority)
                """)
                .param("jobs", ids.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .param("ids", ids.toArray(UUID[]::new))
                .param("organization", Tenancy.current().value())
                .param("kind", kind.word())
                .param("video", video)
                .param("order", order)
                .param("priority", priority)
                .param("now", now)
                .update();
        return ids;
    }

    /** Before its job, as whoever orders it again does; or each would wait for the other. */
    void hold(UUID id) {
        var _ = db.sql("select id from media.personal where id = :id for update")
                .param("id", id)
                .query((row, number) -> row.getObject(1, UUID.class))
                .optional();
    }

    void publish(UUID id, String folder, PersonalVideo video) {
        db.sql("update media.personal set folder_key = :folder, own = cast(:own as jsonb) where id = :id")
                .param("id", id)
                .param("folder", folder)
                .param("own", json.writeValueAsString(video))
                .update();
    }

    Optional<PersonalVideo> own(UUID id) {
        return db.sql("select own from media.personal where id = :id and own is not null")
                .param("id", id)
                .query((row, number) -> json.readValue(row.getString(1), PersonalVideo.class))
                .optional();
    }

    private static final String ALL = """
            select p.id, p.video_id, p.order_id, p.person, p.person_values, p.points, p.voice_id, p.own -> 'spoken' as spoken,
              p.folder_key, p.created_at, j.id as job, j.state, j.progress, j.remaining_seconds, j.error_code, j.error_values, j.error_detail
            from media.personal p join media.render_jobs j on j.personal_id = p.id
            """;

    Optional<Row> find(UUID id) {
        return db.sql(ALL + " where p.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    List<Row> page(UUID video, @Nullable UUID order, @Nullable String state, @Nullable UUID after, int limit) {
        return db.sql(ALL + """
                where p.video_id = :video and j.kind = 'personal'
                  and (cast(:order as uuid) is null or p.order_id = :order)
                  and (cast(:state as text) is null or j.state = :state)
                  and (cast(:after as uuid) is null or p.id > :after)
                order by p.id limit :limit
                """)
                .param("video", video)
                .param("order", order)
                .param("state", state)
                .param("after", after)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** How many of the order's jobs are in which state. */
    Map<String, Long> counts(UUID order) {
        return db
                .sql("select state, count(*) as many from media.render_jobs where order_id = :order group by state")
                .param("order", order)
                .query((row, number) -> Map.entry(row.getString("state"), row.getLong("many")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean hasOrder(UUID video, UUID order) {
        return db.sql("select count(*) from media.render_order where id = :order and video_id = :video")
                        .param("order", order)
                        .param("video", video)
                        .query(Long.class)
                        .single()
                > 0;
    }

    List<UUID> jobsOf(UUID order) {
        return db.sql("select id from media.render_jobs where order_id = :order")
                .param("order", order)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private Row read(ResultSet row, int number) throws SQLException {
        var code = row.getString("error_code");
        var spoken = row.getString("spoken");
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("video_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("person"),
                json.readValue(row.getString("person_values"), new TypeReference<Map<String, String>>() {}),
                json.readValue(Objects.requireNonNull(row.getString("points")), new TypeReference<List<Point>>() {}),
                row.getObject("voice_id", UUID.class),
                spoken == null ? List.of() : json.readValue(spoken, new TypeReference<List<PersonalVideo.Spoken>>() {}),
                row.getString("folder_key"),
                row.getObject("job", UUID.class),
                row.getString("state"),
                row.getDouble("progress"),
                row.getObject("remaining_seconds", Integer.class),
                code == null
                        ? null
                        : new Media.Failure(
                                code,
                                row.getString("error_detail"),
                                json.readValue(
                                        row.getString("error_values"), new TypeReference<Map<String, Object>>() {})),
                Timestamps.read(row, "created_at"));
    }
}
