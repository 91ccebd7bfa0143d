package app.rapport.media;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import me.desair.tus.server.TusFileUploadService;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.upload.UploadInfo;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import me.desair.tus.server.upload.disk.DiskLockingService;
import me.desair.tus.server.upload.disk.DiskStorageService;
import org.springframework.stereotype.Component;

/** The files of uploads that are under way, and the library that speaks their protocol. */
@Component
class TusUploads implements Uploads {
    static final String BASE = "/api/uploads";
    static final String FOLDER = "incoming";

    private final Path files;
    private final DiskStorageService storage;
    private final DiskLockingService locks;
    private final TusFileUploadService protocol;
    private final UploadTable table;

    TusUploads(MediaStore store, MediaSettings settings, UploadTable table) throws IOException {
        this.table = table;
        var folder = store.workFolder().resolve(FOLDER);
        this.files = folder.resolve("uploads");
        Files.createDirectories(files);
        var ids = new UuidUploadIdFactory();
        ids.setUploadUri(BASE);
        this.storage = new DiskStorageService(ids, folder.toString());
        this.locks = new DiskLockingService(ids, folder.toString());
        this.protocol = new TusFileUploadService()
                .withUploadStorageService(storage)
                .withUploadLockingService(locks)
                .withUploadIdFactory(ids)
                .withUploadUri(BASE)
                .withMaxUploadSize(settings.maxUpload().toBytes())
                .withUploadExpirationPeriod(settings.uploadExpiry().toMillis());
        protocol.disableTusExtension("concatenation");
    }

    TusFileUploadService protocol() {
        return protocol;
    }

    /** What the library calls its owner: nobody else is told that the upload exists. */
    static String owner(CurrentUser user) {
        return user.organization() + ":" + user.id().value();
    }

    static String address(UUID id) {
        return BASE + "/" + id;
    }

    UploadInfo info(UUID id, CurrentUser by) {
        try {
            var info = storage.getUploadInfo(address(id), owner(by));
            if (info == null) {
                throw Problem.notFound("upload");
            }
            return info;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The library notes how much is there when a request ends. A process that was killed meanwhile wrote more than it noted,
     * and the upload could never go on.
     */
    void noteWhatIsThere(UUID id, CurrentUser by) {
        try (var alone = locks.lockUploadByUri(address(id))) {
            var info = info(id, by);
            var there = Files.size(bytes(id));
            if (alone != null && info.getOffset() < there) {
                info.setOffset(there);
                storage.update(info);
            }
        } catch (TusException somebodyIsAtIt) {
            // and will be answered so
        } catch (IOException e) {
            throw Problem.notFound("upload");
        }
    }

    @Override
    public Upload finished(String reference) {
        var by = CurrentUser.now();
        var id = idOf(reference);
        var name = table.fileName(id, by).orElseThrow(() -> Problem.notFound("upload"));
        var info = info(id, by);
        if (info.isUploadInProgress()) {
            throw Problem.conflict("upload_unfinished", "This upload is not complete. Send the rest of it first.")
                    .with("offset", info.getOffset());
        }
        return new Upload(id, name, info.getLength());
    }

    /** The file, for whoever takes it over. */
    Path bytes(UUID id) {
        return files.resolve(id.toString()).resolve("data");
    }

    /** Uploads nothing came for since. */
    List<UUID> restingSince(Instant since) throws IOException {
        try (var folders = Files.list(files)) {
            var resting = new ArrayList<UUID>();
            for (var folder : folders.toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(since)) {
                    resting.add(idOf(files.relativize(folder).toString()));
                }
            }
            return resting;
        }
    }

    /** What is left of an upload that was taken over, terminated or ran out. */
    void remove(UUID id) {
        var folder = files.resolve(id.toString());
        try {
            Files.deleteIfExists(folder.resolve("data"));
            Files.deleteIfExists(folder.resolve("info"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UUID idOf(String reference) {
        var last = reference.strip();
        var query = last.indexOf('?');
        if (query >= 0) {
            last = last.substring(0, query);
        }
        while (last.endsWith("/")) {
            last = last.substring(0, last.length() - 1);
        }
        try {
            return UUID.fromString(last.substring(last.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("upload");
        }
    }
}
