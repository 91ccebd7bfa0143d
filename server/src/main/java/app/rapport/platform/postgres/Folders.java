package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What the JDK does for one file, done for a folder and all that is in it. Links are never followed. */
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, new EachPath(Files::delete));
        }
    }

    /** Contents first: a folder that already belongs to its new owner is known to be done. */
    static void own(Path folder, int uid, int gid) throws IOException {
        Files.walkFileTree(folder, new EachPath(path -> {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }));
    }

    private interface Action {
        void on(Path path) throws IOException;
    }

    private static final class EachPath extends SimpleFileVisitor<Path> {
        private final Action action;

        EachPath(Action action) {
            this.action = action;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            action.on(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            action.on(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
