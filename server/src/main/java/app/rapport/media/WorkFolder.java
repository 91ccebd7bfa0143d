package app.rapport.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
