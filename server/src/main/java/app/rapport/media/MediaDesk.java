package app.rapport.media;

import app.rapport.media.MediaLinks.What;
import app.rapport.media.RenderJob.Kind;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.render.Engine;
import app.rapport.render.Ladder;
import app.rapport.render.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes uploads over and says how they stand. */
@Service
class MediaDesk implements Media {
    private final LadderTable table;
    private final MediaStore store;
    private final TusUploads uploads;
    private final UploadTable uploadTable;
    private final RenderQueue queue;
    private final JobReads jobs;
    private final MediaLinks links;
    private final VoiceTable voices;
    private final Renderer renderer;
    private final UploadLimit limit;
    private final StoredImages images;
    private final ApplicationEventPublisher events;

    MediaDesk(
            LadderTable table,
            MediaStore store,
            TusUploads uploads,
            UploadTable uploadTable,
            RenderQueue queue,
            JobReads jobs,
            MediaLinks links,
            VoiceTable voices,
            Renderer renderer,
            UploadLimit limit,
            StoredImages images,
            ApplicationEventPublisher events) {
        this.table = table;
        this.store = store;
        this.uploads = uploads;
        this.uploadTable = uploadTable;
        this.queue = queue;
        this.jobs = jobs;
        this.links = links;
        this.voices = voices;
        this.renderer = renderer;
        this.limit = limit;
        this.images = images;
        this.events = events;
    }

    @Override
    @Transactional
    public void take(UUID video, Uploads.Upload upload, List<Point> points) {
        if (!uploadTable.remove(upload.id())) {
            throw Problem.notFound("upload");
        }
        keep(video, uploads.bytes(upload.id()), upload.bytes(), upload.fileName(), points);
        // Not before this is certain: if nothing comes of it, the same upload can be tried again.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                uploads.remove(upload.id());
            }
        });
    }

    @Override
    @Transactional
    public void take(UUID video, String fileName, InputStream file, List<Point> points) throws IOException {
        store.requireRoom(0);
        var arriving = Files.createTempFile(store.workFolder(), "arriving-", ".part");
        try {
            var bytes = Files.copy(file, arriving, StandardCopyOption.REPLACE_EXISTING);
            limit.check(bytes);
            keep(video, arriving, bytes, fileName, points);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private void keep(UUID video, Path file, long bytes, String fileName, List<Point> points) {
        var key = store.newKey(Tenancy.current(), fileName.isBlank() ? "video.mp4" : fileName);
        try {
            store.put(key, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    delete(key);
                }
            }
        });
        table.add(video, key, bytes, fileName, points);
        queue.add(Kind.LADDER, video, null, null, RenderJob.SOON);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Standing> standing(UUID video) {
        return Optional.ofNullable(standings(List.of(video)).get(video));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Standing> standings(Collection<UUID> videos) {
        var renditions = table.renditions(videos);
        return table.rows(videos).stream()
                .collect(Collectors.toMap(
                        LadderTable.Row::video, row -> standing(row, renditions.getOrDefault(row.video(), List.of()))));
    }

    private Standing standing(LadderTable.Row row, List<Rendition> renditions) {
        var end = links.end();
        var path = links.path(What.VIDEO, row.organization(), row.video(), end);
        var folder = row.state().equals("expired") ? null : row.folder();
        return new Standing(
                row.state(),
                row.state().equals("ready") ? 1 : row.progress(),
                row.state().equals("processing") ? row.remainingSeconds() : null,
                row.durationMs() == null ? null : row.durationMs() / 1000.0,
                row.width(),
                row.height(),
                row.sourceBytes(),
                renditions,
                row.error(),
                folder == null ? null : path + "/poster.jpg",
                folder == null ? null : path + "/preview.gif",
                folder == null ? null : path + "/waveform.json",
                folder == null ? null : playback(path + "/" + Shelves.edition(folder), end),
                row.points(),
                row.voice(),
                row.adjusting(),
                row.keptUntil());
    }

    private static Playback playback(String path, Instant end) {
        return new Playback(path + "/master.m3u8", path + "/video.mp4", end);
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Job> jobs(UUID video, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 1);
        var rows = jobs.page(video, cursor == null ? null : cursor.part(0, UUID::fromString), limit + 1);
        return Page.of(rows, limit, job -> Cursor.of(job.id()));
    }

    @Override
    @Transactional
    public void retry(UUID video) {
        var row = table.find(video).orElseThrow(() -> Problem.notFound("video"));
        if (!row.state().equals("failed")) {
            throw Problem.conflict("video_not_failed", "This video did not fail. There is nothing to try again.");
        }
        table.begin(video);
        queue.add(Kind.LADDER, video, null, null, RenderJob.SOON);
        events.publishEvent(new LadderNews.Begun(row.organization(), video));
    }

    @Override
    @Transactional
    public void remove(UUID video) {
        removeFiles(video);
        table.remove(video);
    }

    /** Removes all bytes once the transaction commits; the row stays. */
    void removeFiles(UUID video) {
        table.find(video).ifPresent(row -> {
            var files = files(row);
            files.addAll(images.forget(video));
            table.forgetEditions(video);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    files.forEach(MediaDesk.this::delete);
                }
            });
        });
    }

    @Override
    @Transactional
    public void setPoints(UUID video, List<Point> points) {
        if (!table.setPoints(video, points)) {
            throw Problem.notFound("video");
        }
        var row = table.find(video).orElseThrow();
        var ladder = row.folder() == null ? Optional.<Ladder>empty() : table.index(row.folder());
        if (ladder.isPresent() && !Engine.fits(ladder.get(), points)) {
            queue.add(Kind.ADJUST, video, null, null, RenderJob.SOON);
        }
        if (points.stream().anyMatch(point -> point.kind() == Point.Kind.speech)) {
            renderer.prepareToSpeak();
        }
    }

    @Override
    @Transactional
    public void setVoice(UUID video, @Nullable UUID voice) {
        if (voice != null) {
            voices.require(voice);
        }
        table.setVoice(video, voice);
    }

    /** All that is stored of it. */
    private List<String> files(LadderTable.Row row) {
        var files = new ArrayList<String>();
        files.add(row.sourceKey());
        for (var folder : table.editions(row.video())) {
            table.index(folder).ifPresent(ladder -> {
                Editions.files(ladder).forEach(name -> files.add(folder + "/" + name));
            });
        }
        files.addAll(table.artefacts(row.video()));
        if (row.previewKey() != null) {
            files.add(row.previewKey());
        }
        return files;
    }

    private void delete(String key) {
        try {
            store.delete(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
