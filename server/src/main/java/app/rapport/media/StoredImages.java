package app.rapport.media;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.render.Order;
import app.rapport.render.Refused;
import app.rapport.render.overlay.Painter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Images in the media store, with a row each. */
@Service
class StoredImages implements OverlayImages {
    private static final int MOST = 100;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final MediaStore store;
    private final ImageLimit limit;
    private final Clock clock;

    StoredImages(JdbcClient db, TransactionTemplate transaction, MediaStore store, ImageLimit limit, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.store = store;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public Image add(UUID video, InputStream file) throws IOException {
        store.requireRoom(0);
        var arriving = Files.createTempFile(store.workFolder(), "image-", ".part");
        try {
            limit.check(Files.copy(file, arriving, StandardCopyOption.REPLACE_EXISTING));
            return keep(video, arriving, measured(arriving));
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private Image measured(Path file) throws IOException {
        try {
            var size = Painter.measured(file);
            return new Image(Ids.next(), size.width(), size.height(), Files.size(file), clock.instant());
        } catch (Refused refusal) {
            throw Problem.invalid(
                    "invalid_image",
                    "Invalid file type: an image is a PNG, JPEG or GIF of at most 4096 pixels each way.");
        }
    }

    private Image keep(UUID video, Path file, Image image) throws IOException {
        var key = store.newKey(Tenancy.current(), "overlay");
        store.put(key, file);
        var kept = false;
        try {
            transaction.executeWithoutResult(status -> add(video, key, image));
            kept = true;
        } finally {
            if (!kept) {
                store.delete(key);
            }
        }
        return image;
    }

    private void add(UUID video, String key, Image image) {
        var there = db.sql("""
                select (select count(*) from media.image i where i.video_id = l.video_id) from media.ladder l
                where l.video_id = :video for update
                """)
                .param("video", video)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("video"));
        if (there >= MOST) {
            throw Problem.conflict("too_many_images", "A video has at most " + MOST + " images.")
                    .with("limit", MOST);
        }
        db.sql("""
                insert into media.image (id, organization_id, video_id, key, bytes, width, height, created_at)
                values (:id, :organization, :video, :key, :bytes, :width, :height, :now)
                """)
                .param("id", image.id())
                .param("organization", Tenancy.current().value())
                .param("video", video)
                .param("key", key)
                .param("bytes", image.bytes())
                .param("width", image.width())
                .param("height", image.height())
                .param("now", Timestamps.at(image.createdAt()))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Image> of(UUID video) {
        return db.sql("select * from media.image where video_id = :video order by created_at, id")
                .param("video", video)
                .query((row, number) -> new Image(
                        row.getObject("id", UUID.class),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getLong("bytes"),
                        Timestamps.read(row, "created_at")))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Path file(UUID video, UUID image) {
        return file(video, image.toString()).orElseThrow(() -> Problem.notFound("image"));
    }

    /** For the engine, which asks by what a point names. */
    Order.Images files(OrganizationId organization, UUID video) {
        return name -> Tenancy.in(organization, () -> transaction.execute(status -> file(video, name)));
    }

    private Optional<Path> file(UUID video, String name) {
        return db.sql("select key from media.image where video_id = :video and id::text = :name")
                .param("video", video)
                .param("name", name)
                .query(String.class)
                .optional()
                .map(store::file);
    }

    /** Forgets them and says where their bytes lie. In the caller's transaction. */
    List<String> forget(UUID video) {
        return db.sql("delete from media.image where video_id = :video returning key")
                .param("video", video)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
