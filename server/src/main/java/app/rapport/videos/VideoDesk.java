package app.rapport.videos;

import app.rapport.audit.AuditTrail;
import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.CurrentUser;
import app.rapport.media.Media;
import app.rapport.media.OverlayImages;
import app.rapport.media.Uploads;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import app.rapport.render.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes videos in and lets people change what is said of them. */
@Service
class VideoDesk {
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;

    private final VideoStore store;
    private final VideoReads reads;
    private final Media media;
    private final OverlayImages images;
    private final Uploads uploads;
    private final CustomerDirectory customers;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final JdbcClient db;
    private final Clock clock;

    VideoDesk(
            VideoStore store,
            VideoReads reads,
            Media media,
            OverlayImages images,
            Uploads uploads,
            CustomerDirectory customers,
            AuditTrail audit,
            LiveEvents live,
            JdbcClient db,
            Clock clock) {
        this.store = store;
        this.reads = reads;
        this.media = media;
        this.images = images;
        this.uploads = uploads;
        this.customers = customers;
        this.audit = audit;
        this.live = live;
        this.db = db;
        this.clock = clock;
    }

    /** Of an upload that was sent before. */
    @Transactional
    VideoView take(NewVideo given, CurrentUser by) {
        var reference = given.uploadId();
        if (reference == null || reference.isBlank()) {
            throw Problem.invalid(
                            "upload_needed", "Send the file to /api/uploads first, and give its address as uploadId.")
                    .with("field", "uploadId");
        }
        requireCustomer(given.customerId());
        var points = Points.checked(given.points(), null, List.of());
        var upload = uploads.finished(reference);
        return add(given, upload.fileName(), by, id -> media.take(id, upload, points));
    }

    /** Of a file that came with the request. */
    @Transactional
    VideoView take(NewVideo given, String fileName, InputStream file, CurrentUser by) {
        requireCustomer(given.customerId());
        var points = Points.checked(given.points(), null, List.of());
        return add(given, fileName, by, id -> {
            try {
                media.take(id, fileName, file, points);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private VideoView add(NewVideo given, String fileName, CurrentUser by, Consumer<UUID> bytes) {
        var title = given.title() == null || given.title().isBlank() ? untitled(fileName) : given.title();
        var id = store.add(
                new VideoStore.NewVideo(by.id(), given.customerId(), title(title), "upload", tags(given.tags()), null));
        bytes.accept(id);
        audit.record("video.added", "video", id.toString(), Map.of("file", fileName));
        live.publish("video", id.toString());
        return reads.view(id);
    }

    /** The file's name says more than nothing. */
    private static String untitled(String fileName) {
        var name = fileName.substring(fileName.lastIndexOf('/') + 1).replaceAll("\\.[A-Za-z0-9]{1,5}$", "");
        return name.isBlank() ? "Video" : name.substring(0, Math.min(name.length(), LONGEST_TITLE));
    }

    /** What a person changes. */
    record VideoEdit(
            Patch<String> title, Patch<UUID> customerId, Patch<List<@Nullable String>> tags, Patch<UUID> voiceId) {
        VideoEdit {
            title = Patch.text(title);
        }
    }

    @Transactional
    VideoView edit(UUID id, VideoEdit edit) {
        var before = store.require(id);
        if (edit.customerId().given()) {
            requireCustomer(edit.customerId().value());
        }
        var fields = new LinkedHashMap<String, Boolean>();
        fields.put("title", edit.title().given());
        fields.put("customer", edit.customerId().given());
        fields.put("tags", edit.tags().given());
        fields.put("voice", edit.voiceId().given());
        fields.values().removeIf(given -> !given);
        db.sql("""
                update videos.videos set title = :title, customer_id = :customer, tags = :tags, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("title", title(edit.title().over(before.title(), "title")))
                .param("customer", edit.customerId().over(before.customerId()))
                .param("tags", (edit.tags().given() ? tags(edit.tags().value()) : before.tags()).toArray(String[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (edit.voiceId().given()) {
            media.setVoice(id, edit.voiceId().value());
        }
        audit.record("video.edited", "video", id.toString(), Map.of("fields", List.copyOf(fields.keySet())));
        live.publish("video", id.toString());
        return reads.view(id);
    }

    @Transactional
    void delete(UUID id) {
        store.require(id);
        set(id, true);
        audit.record("video.deleted", "video", id.toString(), Map.of());
    }

    @Transactional
    VideoView restore(UUID id) {
        if (set(id, false) == 0) {
            throw Problem.notFound("video");
        }
        audit.record("video.restored", "video", id.toString(), Map.of());
        return reads.view(id);
    }

    private int set(UUID id, boolean deleted) {
        live.publish("video", id.toString());
        return db.sql("""
                update videos.videos set deleted_at = cast(:deleted as timestamptz), updated_at = :now where id = :id
                """)
                .param("id", id)
                .param("deleted", deleted ? Timestamps.at(clock.instant()) : null)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    @Transactional
    VideoView retry(UUID id) {
        store.require(id);
        media.retry(id);
        return reads.view(id);
    }

    /** @return as they are kept: in the order of time, each with an id */
    @Transactional
    List<Point> setPoints(UUID id, @Nullable List<@Nullable Point> given) {
        var seconds = reads.view(id).durationSeconds();
        var known = images.of(id).stream().map(image -> image.id().toString()).toList();
        var points = Points.checked(given, seconds, known);
        media.setPoints(id, points);
        audit.record("video.points_set", "video", id.toString(), Map.of("points", points.size()));
        live.publish("video", id.toString());
        return points;
    }

    private void requireCustomer(@Nullable UUID customer) {
        if (customer != null && customers.customer(customer).isEmpty()) {
            throw Problem.notFound("customer");
        }
    }

    /** Of use once a personal point names it. */
    OverlayImages.Image addImage(UUID id, InputStream file) throws IOException {
        reads.view(id);
        return images.add(id, file);
    }

    @Transactional(readOnly = true)
    List<OverlayImages.Image> images(UUID id) {
        reads.view(id);
        return images.of(id);
    }

    @Transactional(readOnly = true)
    Path image(UUID id, UUID image) {
        reads.view(id);
        return images.file(id, image);
    }

    private static String title(String title) {
        var clean = title.strip();
        if (clean.length() > LONGEST_TITLE) {
            throw Problem.invalid("invalid_field", "A title has at most " + LONGEST_TITLE + " characters.")
                    .with("field", "title")
                    .with("limit", LONGEST_TITLE);
        }
        return clean;
    }

    private static List<String> tags(@Nullable List<@Nullable String> given) {
        var tags = new LinkedHashSet<String>();
        for (var tag : given == null ? List.<@Nullable String>of() : given) {
            if (tag != null && !tag.isBlank()) {
                tags.add(tag.strip());
            }
        }
        if (tags.size() > MOST_TAGS || tags.stream().anyMatch(tag -> tag.length() > LONGEST_TAG)) {
            throw Problem.invalid(
                            "invalid_field",
                            "A video has at most " + MOST_TAGS + " tags of " + LONGEST_TAG + " characters each.")
                    .with("field", "tags")
                    .with("limit", MOST_TAGS);
        }
        return List.copyOf(tags);
    }
}
