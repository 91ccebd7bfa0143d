package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.SegmentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Own segments by the key of what they show, an organisation's own. */
@Component
class Artefacts {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final MediaStore store;
    private final Clock clock;

    Artefacts(JdbcClient db, TransactionTemplate transaction, MediaStore store, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.store = store;
        this.clock = clock;
    }

    /** Where the bytes of a key lie. */
    Optional<String> keyIn(OrganizationId organization, String contentKey) {
        return Tenancy.in(
                organization,
                () -> transaction.execute(
                        status -> db.sql("select key from media.artefact where content_key = :content")
                                .param("content", contentKey)
                                .query(String.class)
                                .optional()));
    }

    /** For the video's personal versions. */
    SegmentStore of(OrganizationId organization, UUID video) {
        return new SegmentStore() {
            @Override
            public Optional<Kept> find(String key) {
                return Tenancy.in(
                        organization,
                        () -> transaction.execute(
                                status -> db.sql("select bytes, head from media.artefact where content_key = :content")
                                        .param("content", key)
                                        .query((row, number) -> new Kept(key, row.getLong("bytes"), row.getInt("head")))
                                        .optional()));
            }

            @Override
            public void put(Kept segment, byte[] bytes) throws IOException {
                var key = store.newKey(organization, "own.m4s");
                var file = Files.createTempFile(store.workFolder(), "own-", ".part");
                try {
                    Files.write(file, bytes);
                    store.put(key, file);
                } finally {
                    Files.deleteIfExists(file);
                }
                var first = Tenancy.in(organization, () -> transaction.execute(status -> add(segment, key, video)));
                if (!Boolean.TRUE.equals(first)) {
                    // Somebody else made the same meanwhile.
                    store.delete(key);
                }
            }
        };
    }

    private boolean add(SegmentStore.Kept segment, String key, UUID video) {
        return db.sql("""
                insert into media.artefact (organization_id, content_key, video_id, key, bytes, head, created_at)
                values (:organization, :content, :video, :key, :bytes, :head, :now)
                on conflict do nothing
                """)
                        .param("organization", Tenancy.current().value())
                        .param("content", segment.key())
                        .param("video", video)
                        .param("key", key)
                        .param("bytes", segment.bytes())
                        .param("head", segment.head())
                        .param("now", Timestamps.at(clock.instant()))
                        .update()
                == 1;
    }
}
