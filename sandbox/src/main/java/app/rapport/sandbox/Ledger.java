package app.rapport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what a provider holds in a plain file, a line of JSON for each thing that changed.
 *
 * <p>All that one request changed is appended in one write before the request is answered: a process that is killed has
 * either answered and kept it, or neither. Whoever calls holds the provider's lock.
 */
public final class Ledger implements AutoCloseable {
    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    private @Nullable FileChannel lock;
    private final Map<String, Supplier<@Nullable ObjectNode>> touched = new LinkedHashMap<>();

    private Ledger(@Nullable Path file) {
        this.file = file;
    }

    /** Keeps nothing beyond this process. */
    public static Ledger none() {
        return new Ledger(null);
    }

    static Ledger in(Path file) {
        return new Ledger(file);
    }

    /** What was kept, in the order things came about, each as it was last; the file is written anew with just that. */
    public List<ObjectNode> open() {
        var path = file;
        if (path == null) {
            return List.of();
        }
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            lock = lock(path);
            var kept = read(path);
            var fresh = path.resolveSibling(path.getFileName() + ".new");
            try (var out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(out, kept);
                out.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel = FileChannel.open(path, StandardOpenOption.APPEND);
            return List.copyOf(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("the records in " + path + " cannot be kept: " + e.getMessage(), e);
        }
    }

    /** Two that write the same file would each lose what the other kept. */
    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // as if another had it
        }
        channel.close();
        throw new IOException("another sandbox keeps its records there");
    }

    private static Collection<ObjectNode> read(Path path) throws IOException {
        var kept = new LinkedHashMap<String, ObjectNode>();
        if (Files.exists(path)) {
            for (var line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\n", -1)) {
                // The last line may be half of one: then its request was never answered.
                if (Json.parse(line) instanceof ObjectNode entry) {
                    kept.put(Json.text(entry, "key", ""), entry);
                }
            }
        }
        return kept.values();
    }

    /**
     * This has changed.
     *
     * @param key the same for all states of the same thing
     * @param state what to keep, asked when the request is done; null when it never came to be
     */
    public void touch(String key, Supplier<@Nullable ObjectNode> state) {
        if (channel != null) {
            touched.put(key, state);
        }
    }

    /** The request is done: keeps what it changed. */
    public void commit() {
        var out = channel;
        if (out == null || touched.isEmpty()) {
            return;
        }
        var lines = new ArrayList<ObjectNode>();
        touched.forEach((key, state) -> {
            var now = state.get();
            if (now != null) {
                lines.add(now.put("key", key));
            }
        });
        touched.clear();
        try {
            write(out, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything. */
    public void clear() {
        touched.clear();
        var out = channel;
        if (out != null) {
            try {
                out.truncate(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        var out = channel;
        if (out != null) {
            out.close();
        }
        var held = lock;
        if (held != null) {
            held.close();
        }
    }

    private static void write(FileChannel out, Collection<ObjectNode> lines) throws IOException {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
