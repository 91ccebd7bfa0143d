package app.rapport.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Where a job's files are while it is under way. */
final class WorkFolder {
    private WorkFolder() {}

    static Path create(MediaStore store, RenderJob job) throws IOException {
        return Files.createDirectories(store.workFolder().resolve(job.id() + "-" + job.fence()));
    }

    static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What a process that was killed left behind; a job takes minutes. */
    static void sweep(MediaStore store) throws IOException {
        var old = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        try (var files = Files.list(store.workFolder())) {
            for (var file : files.toList()) {
                if (!file.endsWith(TusUploads.FOLDER)
                        && Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    remove(file);
                }
            }
        }
    }
}
