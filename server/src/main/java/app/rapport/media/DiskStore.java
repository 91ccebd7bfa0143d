package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Keeps bytes as files, a folder for each organisation. */
@Component
class DiskStore implements MediaStore {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AT_ONCE = 64 * 1024;
    private static final Pattern KEY = Pattern.compile("[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{30}/[A-Za-z0-9_.-]{1,120}");

    private final Path root;
    private final long leaveFree;

    DiskStore(RapportSettings rapport, MediaSettings settings) {
        this.root = rapport.data().toAbsolutePath().normalize().resolve("media");
        this.leaveFree = settings.minFree().toBytes();
    }

    @Override
    public String newKey(OrganizationId organization, String name) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var random = HexFormat.of().formatHex(bytes);
        return organization + "/" + random.substring(0, 2) + "/" + random.substring(2) + "/" + plain(name);
    }

    /** The name with nothing in it that a file system or an address could take for something else. */
    private static String plain(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+", "");
        var shortened = plain.length() > 80 ? plain.substring(plain.length() - 80) : plain;
        return shortened.isEmpty() ? "video" : shortened;
    }

    @Override
    public void put(String key, Path file) throws IOException {
        var target = file(key);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.createDirectories(target.getParent());
        // A link fails where a rename would silently replace what is there.
        link(file, target);
        try (var folder = FileChannel.open(target.getParent())) {
            folder.force(true);
        }
    }

    @Override
    public void lend(String key, Path file) throws IOException {
        link(file(key), file);
    }

    private void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException noLinks) {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            var copy = Files.createTempFile(workFolder(), "copy-", ".part");
            Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, to);
        }
    }

    @Override
    public long size(String key) throws IOException {
        return Files.size(file(key));
    }

    @Override
    public boolean holds(String key) {
        return Files.isRegularFile(file(key));
    }

    @Override
    public void write(String key, long from, long length, OutputStream out) throws IOException {
        try (var file = FileChannel.open(file(key), StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate((int) Math.clamp(length, 1, AT_ONCE));
            for (long at = from, end = from + length; at < end; ) {
                buffer.clear().limit((int) Math.min(end - at, buffer.capacity()));
                var many = file.read(buffer, at);
                if (many < 0) {
                    throw new EOFException("what is stored under " + key + " is shorter than it was");
                }
                out.write(buffer.array(), 0, many);
                at += many;
            }
        }
    }

    @Override
    public Path file(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of this store");
        }
        return root.resolve(key);
    }

    @Override
    public void delete(String key) throws IOException {
        var file = file(key);
        Files.deleteIfExists(file);
        try {
            Files.deleteIfExists(file.getParent());
        } catch (java.nio.file.DirectoryNotEmptyException othersThere) {
            // they have keys of their own
        }
    }

    @Override
    public List<String> restingSince(OrganizationId organization, Instant since) throws IOException {
        var own = root.resolve(organization.toString());
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        var resting = new ArrayList<String>();
        try (var folders = Files.find(
                own,
                2,
                (path, found) -> found.isDirectory()
                        && path.getNameCount() == own.getNameCount() + 2
                        && found.lastModifiedTime().toInstant().isBefore(since))) {
            folders.forEach(
                    folder -> resting.add(root.relativize(folder).toString().replace('\\', '/')));
        }
        return resting;
    }

    @Override
    public void deleteFolder(String folder) throws IOException {
        // Any name makes a key of it, and so the check that it is one of ours.
        var path = file(folder + "/any").getParent();
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    @Override
    public Path workFolder() throws IOException {
        return Files.createDirectories(root.resolve("work"));
    }

    @Override
    public void requireRoom(long bytes) {
        try {
            Files.createDirectories(root);
            if (Files.getFileStore(root).getUsableSpace() - bytes < leaveFree) {
                throw Problem.of(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "storage_full",
                        "There is too little room left on the disk for this. Ask your administrator to make room, then try again.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the room on the disk could not be asked for", e);
        }
    }
}
