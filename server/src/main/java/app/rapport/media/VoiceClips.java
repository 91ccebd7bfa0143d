package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.voice.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What services said, in the media store: an organisation pays for the same words of the same voice once. */
@Component
class VoiceClips {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final MediaStore store;
    private final Clock clock;
    /** Two people of one name at the same time are still one clip. */
    private final List<Object> locks =
            IntStream.range(0, 64).mapToObj(_ -> new Object()).toList();

    VoiceClips(JdbcClient db, TransactionTemplate transaction, MediaStore store, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.store = store;
        this.clock = clock;
    }

    /** Of a voice; asked outside any transaction. */
    Clips of(OrganizationId organization, UUID voice) {
        return (content, making) -> {
            synchronized (locks.get(Math.floorMod((organization + content).hashCode(), locks.size()))) {
                var known = find(organization, content);
                return known.isPresent() ? store.file(known.get()) : keep(organization, voice, content, making.file());
            }
        };
    }

    private Optional<String> find(OrganizationId organization, String content) {
        return Tenancy.in(
                organization,
                () -> transaction.execute(
                        status -> db.sql("select key from media.voice_clip where content_key = :content")
                                .param("content", content)
                                .query(String.class)
                                .optional()));
    }

    private Path keep(OrganizationId organization, UUID voice, String content, byte[] sound) throws IOException {
        var key = store.newKey(organization, "spoken.wav");
        var part = Files.createTempFile(store.workFolder(), "spoken-", ".part");
        try {
            Files.write(part, sound);
            store.put(key, part);
        } finally {
            Files.deleteIfExists(part);
        }
        Tenancy.run(
                organization,
                () -> transaction.executeWithoutResult(status -> db.sql("""
                        insert into media.voice_clip (organization_id, content_key, voice_id, key, bytes, created_at)
                        values (:organization, :content, :voice, :key, :bytes, :now)
                        on conflict (organization_id, content_key) do nothing
                        """)
                        .param("organization", organization.value())
                        .param("content", content)
                        .param("voice", voice)
                        .param("key", key)
                        .param("bytes", sound.length)
                        .param("now", Timestamps.at(clock.instant()))
                        .update()));
        return store.file(key);
    }

    /** Where they lie. In the caller's transaction. */
    List<String> keys(UUID voice) {
        return db.sql("select key from media.voice_clip where voice_id = :voice")
                .param("voice", voice)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
