package app.rapport.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked. */
record Binaries(Path home) {
    private static final String EDITION = "programs-";

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Finds the programs of this class path in the shelf, or puts them there first. */
    static Binaries on(Path shelf) throws IOException {
        var archive = archive();
        var home = shelf.resolve(edition(archive));
        if (Files.isDirectory(home)) {
            return new Binaries(home);
        }
        Files.createDirectories(shelf);
        // Several programs may share one shelf: the first unpacks, the others find its work.
        synchronized (Binaries.class) {
            try (var channel = FileChannel.open(
                            shelf.resolve("programs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.isDirectory(home)) {
                    unpackTo(home, archive);
                }
            }
        }
        return new Binaries(home);
    }

    static boolean areOn(Path shelf) throws IOException {
        return Files.isDirectory(shelf.resolve(edition(archive())));
    }

    /** Once no server runs from them any more, the programs of earlier releases only take up space in its folder. */
    void discardOthers(Path folder) throws IOException {
        try (var others = Files.newDirectoryStream(folder, EDITION + "*")) {
            for (var other : others) {
                if (!other.equals(home)) {
                    Folders.delete(other);
                }
            }
        }
    }

    /** Only a complete folder ever bears the final name, so a half-unpacked one is recognised and begun anew. */
    private static void unpackTo(Path home, URL archive) throws IOException {
        var unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        makeFolder(unfinished);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished);
            }
        }
        // The name must not reach the disk before the content does.
        Program.of("sync", "--file-system", unfinished.toString()).run();
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new FileSystemException(entry.getName(), null, "leads out of the archive");
        }
        if (entry.isDirectory()) {
            makeFolder(target);
            return;
        }
        makeFolder(target.getParent()); // not every folder has an entry of its own
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            permit(target, (entry.getMode() & 0b001_000_000) == 0 ? "rw-r--r--" : "rwxr-xr-x");
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            permit(folder, "rwxr-xr-x");
        }
    }

    /** Whatever the umask: the server may run as another user. */
    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static URL archive() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var machine = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        var name = "postgres-linux-" + machine + ".txz";
        var found = system.equals("linux") ? Binaries.class.getResource("/" + name) : null;
        if (found == null) {
            throw new EmbeddedPostgresException(
                    "No PostgreSQL comes along for %s on %s. Set RAPPORT_DATABASE_URL to a PostgreSQL of your own."
                            .formatted(system, machine));
        }
        return found;
    }

    /** A name for these very programs: another build of them is another folder. */
    private static String edition(URL archive) throws IOException {
        long checksum;
        if (archive.openConnection() instanceof JarURLConnection inJar && inJar.getJarEntry() != null) {
            checksum = inJar.getJarEntry().getCrc();
        } else {
            try (var in = new CheckedInputStream(archive.openStream(), new CRC32())) {
                in.transferTo(OutputStream.nullOutputStream());
                checksum = in.getChecksum().getValue();
            }
        }
        return EDITION + HexFormat.of().toHexDigits((int) checksum);
    }
}
