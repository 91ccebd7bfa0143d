package app.rapport.render.ladder;

import app.rapport.render.RenderFailed;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** A folder for what is not finished; gone afterwards, however the work ended. */
public final class Work implements AutoCloseable {
    private final Path folder;

    private Work(Path folder) {
        this.folder = folder;
    }

    /** Within a folder, so that finished files can be moved without copying. */
    public static Work in(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            return new Work(Files.createTempDirectory(parent, ".work-"));
        } catch (FileSystemException e) {
            throw full(e);
        }
    }

    /** A full disk is something to say in words. */
    public static IOException full(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota")
                ? new RenderFailed("disk_full", "The disk is full. Free some space and try again.", message)
                : e;
    }

    /** A file in it. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Makes a finished file appear under its name, whole or not at all. */
    public void publish(String name, Path target) throws IOException {
        Files.move(file(name), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
