package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one Rapport work on a folder. The system takes the lock back however its holder ends. */
final class FolderLock implements AutoCloseable {
    // A process that closes any handle on a locked file gives up its lock, so a second one must not even be opened.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock of(Home home) throws IOException {
        var file = home.lock();
        if (HELD_HERE.add(file)) {
            try {
                var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    return new FolderLock(file, channel);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(file);
                throw e;
            }
            HELD_HERE.remove(file);
        }
        throw new EmbeddedPostgresException("Another Rapport already runs on the data folder "
                + home.folder().getParent() + ". Stop it first, or give this one a data folder of its own.");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
