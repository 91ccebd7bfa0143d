package app.rapport.media;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose each upload is, and until when. */
@Component
@Transactional
class UploadTable {
    private final JdbcClient db;
    private final Clock clock;
    private final MediaSettings settings;

    UploadTable(JdbcClient db, Clock clock, MediaSettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
    }

    void add(UUID id, String fileName, CurrentUser by) {
        db.sql("""
                insert into media.upload (id, organization_id, user_id, file_name, expires_at, created_at)
                values (:id, :organization, :user, :name, :expires, :now)
                """)
                .param("id", id)
                .param("organization", by.organization().value())
                .param("user", by.id().value())
                .param("name", fileName)
                .param("expires", Timestamps.at(clock.instant().plus(settings.uploadExpiry())))
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** Whether it is this user's; another's is as if it were not there. */
    @Transactional(readOnly = true)
    boolean belongs(UUID id, CurrentUser to) {
        return fileName(id, to).isPresent();
    }

    @Transactional(readOnly = true)
    Optional<String> fileName(UUID id, CurrentUser of) {
        return db.sql("select file_name from media.upload where id = :id and user_id = :user and expires_at > :now")
                .param("id", id)
                .param("user", of.id().value())
                .param("now", Timestamps.at(clock.instant()))
                .query(String.class)
                .optional();
    }

    /** Whether it was there. */
    boolean remove(UUID id) {
        return db.sql("delete from media.upload where id = :id").param("id", id).update() == 1;
    }

    /** Those of which nothing is known: their video was made, or they were given up, and the process ended at that moment. */
    List<UUID> unknown(Collection<UUID> ids) {
        return db.sql("""
                select id from unnest(cast(:ids as uuid[])) as given (id)
                where not exists (select 1 from media.upload known where known.id = given.id)
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Forgets what ran out, and says what that was. In system scope. */
    List<UUID> forget(Instant before) {
        return db.sql("delete from media.upload where expires_at <= :before returning id")
                .param("before", Timestamps.at(before))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }
}
