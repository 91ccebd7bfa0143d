package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Keeps bytes as files, a folder for each organisation. */
@Component
class DiskStore implements MediaStore {
    private static final SecureRandom RANDOM = new SecureRandom();
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
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException noLinks) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(key);
            }
            Files.move(file, target);
            return;
        }
        Files.delete(file);
        try (var folder = FileChannel.open(target.getParent())) {
            folder.force(true);
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
    public InputStream open(String key, long from, long length) throws IOException {
        var channel = FileChannel.open(file(key), StandardOpenOption.READ);
        try {
            channel.position(from);
            return new Part(channel, length);
        } catch (IOException e) {
            channel.close();
            throw e;
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
        } catch (NoSuchFileException gone) {
            throw new UncheckedIOException(gone);
        } catch (IOException e) {
            throw new UncheckedIOException("the room on the disk could not be asked for", e);
        }
    }

    /** Reads on to a place before the end of the file. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final InputStream file;
        private long left;

        Part(FileChannel channel, long length) {
            this.channel = channel;
            this.file = java.nio.channels.Channels.newInputStream(channel);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var many = file.read(into, offset, (int) Math.min(left, length));
            if (many > 0) {
                left -= many;
            }
            return many;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
