package app.rapport.media;

import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import app.rapport.render.Speech.By;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of voices and of who agreed to be imitated. Callers hold the transaction. */
@Component
class VoiceTable {
    private static final SealedColumn KEY = new SealedColumn("media.voice", "api_key");

    private final JdbcClient db;
    private final Secrets secrets;
    private final Clock clock;

    VoiceTable(JdbcClient db, Secrets secrets, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What rotation of the organisation's key must find here. */
    @Bean
    static SealedColumn voiceKeys() {
        return KEY;
    }

    /** What can be said of a voice's service. */
    record Service(
            @Nullable String url,
            @Nullable String model,
            @Nullable String voice,
            @Nullable String voiceName) {
        static final Service NONE = new Service(null, null, null, null);
    }

    /**
     * @param names how many were recorded
     * @param videos how many chose it
     */
    record Row(
            UUID id,
            By kind,
            String name,
            boolean isDefault,
            Service service,
            @Nullable String sealedKey,
            @Nullable Trouble trouble,
            long names,
            long videos,
            Instant createdAt) {}

    record Trouble(String code, String words, Instant at) {}

    record Consent(String speaker, String words, Instant agreedAt, UUID recordedBy) {}

    UUID add(By kind, String name, Service service, @Nullable String key, UserId by) {
        var id = Ids.next();
        db.sql("""
                insert into media.voice (id, organization_id, kind, name, url, model, service_voice, service_voice_name, api_key, created_by, created_at)
                values (:id, :organization, :kind, :name, :url, :model, :voice, :voiceName, :key, :by, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("kind", kind.name())
                .param("name", name)
                .param("url", service.url())
                .param("model", service.model())
                .param("voice", service.voice())
                .param("voiceName", service.voiceName())
                .param("key", sealed(id, key))
                .param("by", by.value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return id;
    }

    /** @param key null leaves the one there is */
    void change(UUID id, String name, Service service, @Nullable String key) {
        db.sql("""
                update media.voice set name = :name, url = :url, model = :model, service_voice = :voice,
                  service_voice_name = :voiceName, api_key = coalesce(cast(:key as text), api_key),
                  trouble_code = null, trouble_words = null, trouble_at = null
                where id = :id
                """)
                .param("id", id)
                .param("name", name)
                .param("url", service.url())
                .param("model", service.model())
                .param("voice", service.voice())
                .param("voiceName", service.voiceName())
                .param("key", sealed(id, key))
                .update();
    }

    private @Nullable String sealed(UUID id, @Nullable String key) {
        return key == null ? null : secrets.seal(KEY, id, key);
    }

    /** The key of its service; empty when it has none. */
    String key(Row row) {
        return row.sealedKey() == null ? "" : secrets.open(KEY, row.id(), row.sealedKey());
    }

    void trouble(UUID id, @Nullable Trouble trouble) {
        db.sql("""
                update media.voice set trouble_code = :code, trouble_words = :words, trouble_at = cast(:at as timestamptz)
                where id = :id
                """)
                .param("id", id)
                .param("code", trouble == null ? null : trouble.code())
                .param("words", trouble == null ? null : trouble.words())
                .param("at", trouble == null ? null : Timestamps.at(trouble.at()))
                .update();
    }

    /** @param id null when videos that chose none have none */
    void makeDefault(@Nullable UUID id) {
        db.sql("update media.voice set is_default = false where is_default").update();
        db.sql("update media.voice set is_default = true where id = cast(:id as uuid)")
                .param("id", id)
                .update();
    }

    boolean remove(UUID id) {
        return db.sql("delete from media.voice where id = :id").param("id", id).update() == 1;
    }

    private static final String ALL = """
            select v.*, (select count(*) from media.voice_name n where n.voice_id = v.id) as names,
              (select count(*) from media.ladder l where l.voice_id = v.id) as videos
            from media.voice v
            """;

    Optional<Row> find(UUID id) {
        return db.sql(ALL + " where v.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    Row require(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("voice"));
    }

    /** The voice of videos that chose none. */
    Optional<Row> standard() {
        return db.sql(ALL + " where v.is_default").query(this::read).optional();
    }

    long count() {
        return db.sql("select count(*) from media.voice").query(Long.class).single();
    }

    List<Row> page(@Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return db.sql(ALL + """
                where cast(:at as timestamptz) is null or (v.created_at, v.id) < (:at, :id)
                order by v.created_at desc, v.id desc limit :limit
                """)
                .param("at", before == null ? null : Timestamps.at(before))
                .param("id", beforeId)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    void agreed(UUID voice, String speaker, String words, String serviceVoice, UserId by) {
        db.sql("""
                insert into media.voice_consent (id, organization_id, voice_id, speaker, words, service_voice, recorded_by, agreed_at)
                values (:id, :organization, :voice, :speaker, :words, :serviceVoice, :by, :now)
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("voice", voice)
                .param("speaker", speaker)
                .param("words", words)
                .param("serviceVoice", serviceVoice)
                .param("by", by.value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** Of who is imitated now; none for a voice that was chosen and not made here. */
    Optional<Consent> consent(Row row) {
        return db.sql("""
                select * from media.voice_consent where voice_id = :voice and service_voice = cast(:serviceVoice as text)
                order by agreed_at desc limit 1
                """)
                .param("voice", row.id())
                .param("serviceVoice", row.service().voice())
                .query((one, number) -> new Consent(
                        one.getString("speaker"),
                        one.getString("words"),
                        Timestamps.read(one, "agreed_at"),
                        one.getObject("recorded_by", UUID.class)))
                .optional();
    }

    private Row read(ResultSet row, int number) throws SQLException {
        var trouble = row.getString("trouble_code");
        return new Row(
                row.getObject("id", UUID.class),
                By.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getBoolean("is_default"),
                new Service(
                        row.getString("url"),
                        row.getString("model"),
                        row.getString("service_voice"),
                        row.getString("service_voice_name")),
                row.getString("api_key"),
                trouble == null
                        ? null
                        : new Trouble(trouble, row.getString("trouble_words"), Timestamps.read(row, "trouble_at")),
                row.getLong("names"),
                row.getLong("videos"),
                Timestamps.read(row, "created_at"));
    }
}
