package app.rapport.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file only the process's own user can read. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Whole or not at all: whoever reads meanwhile reads what was there before. */
    public static void write(Path file, String text) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var made = Files.createTempFile(
                target.getParent(),
                target.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, text);
        Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
