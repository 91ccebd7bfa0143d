package app.rapport.videos;

import static app.rapport.identity.Permission.AUDIT_READ;
import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.media.Media;
import app.rapport.media.OverlayImages;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.render.Point;
import app.rapport.videos.VideoDesk.VideoEdit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Videos over HTTP. */
@RestController
@RequestMapping("/api/videos")
class VideoController {
    private final VideoDesk desk;
    private final VideoReads reads;
    private final JsonMapper json;

    VideoController(VideoDesk desk, VideoReads reads, JsonMapper json) {
        this.desk = desk;
        this.reads = reads;
        this.json = json;
    }

    /** Of a file that was sent to /api/uploads. */
    @Requires(VIDEOS)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VideoView> take(@RequestBody NewVideo given, CurrentUser by) {
        return created(desk.take(given, by));
    }

    /** Of a file in a form, for scripts that cannot resume an upload. */
    @Requires(VIDEOS)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<VideoView> upload(
            @RequestPart("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable UUID customerId,
            @RequestParam(required = false) @Nullable List<@Nullable String> tags,
            CurrentUser by)
            throws IOException {
        var given = new NewVideo(title, null, customerId, tags, null);
        try (var bytes = file.getInputStream()) {
            return created(desk.take(given, Objects.requireNonNullElse(file.getOriginalFilename(), ""), bytes, by));
        }
    }

    private static ResponseEntity<VideoView> created(VideoView view) {
        return ResponseEntity.created(URI.create("/api/videos/" + view.id())).body(view);
    }

    @Requires(VIDEOS)
    @GetMapping
    Page<VideoView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID customerId,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reads.page(new VideoReads.Filter(q, customerId, tag, state), cursor, Cursor.limit(limit));
    }

    /** The tags that videos have, those of the most videos first. */
    @Requires(VIDEOS)
    @GetMapping("/tags")
    Page<VideoReads.Tag> tags() {
        return Page.of(reads.tags());
    }

    @Requires(VIDEOS)
    @GetMapping("/{id}")
    VideoView one(@PathVariable UUID id) {
        return reads.view(id);
    }

    @Requires(VIDEOS)
    @PatchMapping("/{id}")
    VideoView edit(@PathVariable UUID id, @RequestBody VideoEdit edit) {
        return desk.edit(id, edit);
    }

    @Requires(VIDEOS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        desk.delete(id);
    }

    @Requires(VIDEOS)
    @PostMapping("/{id}/restore")
    VideoView restore(@PathVariable UUID id) {
        return desk.restore(id);
    }

    /** The list itself, or the list as {@code points}. */
    @Requires(VIDEOS)
    @PutMapping("/{id}/points")
    Page<Point> setPoints(@PathVariable UUID id, @RequestBody JsonNode given) {
        return Page.of(desk.setPoints(id, Points.read(given.isArray() ? given : given.path("points"), json)));
    }

    /** An image for personal points: PNG, JPEG or GIF, 5 MB at most. A point names it by its id. */
    @Requires(VIDEOS)
    @PostMapping(path = "/{id}/images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    OverlayImages.Image addImage(
            @PathVariable UUID id, @RequestPart(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        try (var bytes = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            return desk.addImage(id, bytes);
        }
    }

    @Requires(VIDEOS)
    @GetMapping("/{id}/images")
    Page<OverlayImages.Image> images(@PathVariable UUID id) {
        return Page.of(desk.images(id));
    }

    /** The image itself. What is kept never changes. */
    @Requires(VIDEOS)
    @GetMapping("/{id}/images/{imageId}")
    ResponseEntity<Resource> image(@PathVariable UUID id, @PathVariable UUID imageId) throws IOException {
        var file = desk.image(id, imageId);
        try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(URLConnection.guessContentTypeFromStream(bytes)))
                    .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                    .body(new FileSystemResource(file));
        }
    }

    /** The work on it, with what the programs said that failed. */
    @Requires(AUDIT_READ)
    @GetMapping("/{id}/jobs")
    Page<Media.Job> jobs(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reads.jobs(id, cursor, Cursor.limit(limit));
    }

    /** Has a video that failed tried again. */
    @Requires(VIDEOS)
    @PostMapping("/{id}/retry")
    VideoView retry(@PathVariable UUID id) {
        return desk.retry(id);
    }
}
