package app.rapport.media;

import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.voice.RecordedNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of names that were recorded for a voice. Callers hold the transaction. */
@Component
class VoiceNames {
    private final JdbcClient db;
    private final Clock clock;

    VoiceNames(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    record Row(UUID id, String name, String alike, String key, int durationMs, String digest, Instant recordedAt) {}

    /** A recording on its way in. */
    record New(String name, String key, long bytes, int durationMs, String digest, UserId by) {}

    /** In place of the one there was. */
    Row put(UUID voice, New given) {
        return db.sql("""
                insert into media.voice_name (id, organization_id, voice_id, name, alike, key, bytes, duration_ms, digest, recorded_by, recorded_at)
                values (:id, :organization, :voice, :name, :alike, :key, :bytes, :duration, :digest, :by, :now)
                on conflict (voice_id, alike) do update set name = excluded.name, key = excluded.key, bytes = excluded.bytes,
                  duration_ms = excluded.duration_ms, digest = excluded.digest, recorded_by = excluded.recorded_by,
                  recorded_at = excluded.recorded_at
                returning *
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("voice", voice)
                .param("name", given.name())
                .param("alike", RecordedNames.alike(given.name()))
                .param("key", given.key())
                .param("bytes", given.bytes())
                .param("duration", given.durationMs())
                .param("digest", given.digest())
                .param("by", given.by().value())
                .param("now", Timestamps.at(clock.instant()))
                .query(VoiceNames::read)
                .single();
    }

    Optional<Row> find(UUID voice, UUID id) {
        return db.sql("select * from media.voice_name where voice_id = :voice and id = :id")
                .param("voice", voice)
                .param("id", id)
                .query(VoiceNames::read)
                .optional();
    }

    /** However the words are written. */
    Optional<Row> of(UUID voice, String words) {
        return db.sql("select * from media.voice_name where voice_id = :voice and alike = :alike")
                .param("voice", voice)
                .param("alike", RecordedNames.alike(words))
                .query(VoiceNames::read)
                .optional();
    }

    boolean remove(UUID voice, UUID id) {
        return db.sql("delete from media.voice_name where voice_id = :voice and id = :id")
                        .param("voice", voice)
                        .param("id", id)
                        .update()
                == 1;
    }

    long count(UUID voice) {
        return db.sql("select count(*) from media.voice_name where voice_id = :voice")
                .param("voice", voice)
                .query(Long.class)
                .single();
    }

    /** In the order of their letters. */
    List<Row> page(UUID voice, @Nullable String query, @Nullable String after, int limit) {
        return db.sql("""
                select * from media.voice_name
                where voice_id = :voice and (cast(:query as text) is null or strpos(alike, :query) > 0)
                  and (cast(:after as text) is null or alike > :after)
                order by alike limit :limit
                """)
                .param("voice", voice)
                .param("query", query == null || query.isBlank() ? null : RecordedNames.alike(query))
                .param("after", after)
                .param("limit", limit)
                .query(VoiceNames::read)
                .list();
    }

    /** What was recorded, by the one spelling of each name. */
    Map<String, String> digests(UUID voice) {
        return db
                .sql("select alike, digest from media.voice_name where voice_id = :voice")
                .param("voice", voice)
                .query((row, number) -> Map.entry(row.getString("alike"), row.getString("digest")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<String> keys(UUID voice) {
        return db.sql("select key from media.voice_name where voice_id = :voice")
                .param("voice", voice)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("alike"),
                row.getString("key"),
                row.getInt("duration_ms"),
                row.getString("digest"),
                Timestamps.read(row, "recorded_at"));
    }
}
