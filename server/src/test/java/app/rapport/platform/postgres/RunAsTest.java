package app.rapport.platform.postgres;

import static app.rapport.platform.postgres.Asking.ask;
import static app.rapport.platform.postgres.Asking.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root, an ordinary user, and root where user namespaces are forbidden, on one folder after the other. */
class RunAsTest {
    private static final int NOBODY = 65534;

    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    private Path data;

    /** The class path of the tests may lie in a home that only root can enter, so the other user gets a copy. */
    private static String classPath;

    @BeforeAll
    static void canBecomeAnother() throws IOException {
        assumeTrue(
                new Program(asNobody()).and("true").run().succeeded(),
                "these tests run programs as another user, which takes root and setpriv; all others run as the ordinary user you are");
        openToEveryone(shared);
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var original = Path.of(entry);
            var copy = shared.resolve(entries.size() + "-" + original.getFileName());
            if (Files.exists(original)) {
                copy(original, copy);
                entries.add(copy.toString());
            }
        }
        classPath = String.join(File.pathSeparator, entries);
    }

    @BeforeEach
    void makeAFolderForEveryone() throws IOException {
        openToEveryone(temporary);
        data = Files.createDirectory(temporary.resolve("data"));
        openToEveryone(data);
    }

    @Test
    void worksAsAnOrdinaryUserAndRootLeavesItThatUsers() throws IOException, SQLException {
        Folders.own(data, NOBODY, NOBODY);
        assertThat(startOnce(asNobody(), Map.of())).containsExactly("runs as 65534");

        try (var server = EmbeddedPostgres.start(data, TestDatabase.shelf())) {
            assertThat(ask(server, "select text from note")).isEqualTo("written");
            assertThat(userOf(data)).isEqualTo(NOBODY);
        }
        assertThat(startOnce(asNobody(), Map.of())).containsExactly("runs as 65534");
    }

    @Test
    void rootHandsItsFilesOverWhereNamespacesAreForbidden() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start(data)) {
            execute(server, "create table kept as select 'from before' as text");
        }
        assertThat(startOnce(List.of(), withoutNamespaces())).containsExactly("runs as 65534");

        try (var server = EmbeddedPostgres.start(data)) {
            assertThat(ask(server, "select text from kept")).isEqualTo("from before");
            assertThat(ask(server, "select text from note")).isEqualTo("written");
            assertThat(userOf(data)).isEqualTo(NOBODY);
        }
    }

    @Test
    void makesItsFilesWhereNamespacesAreForbidden() throws IOException {
        assertThat(startOnce(List.of(), withoutNamespaces())).containsExactly("runs as 65534");
    }

    @Test
    void findsAnOrphanEvenWhereRootMayNotLookIntoOthersProcesses() throws IOException {
        Folders.own(data, NOBODY, NOBODY);
        ProcessHandle orphan;
        try (var killed = Fork.of(
                asNobody(), classPath, Map.of(), LeftoversTest.Inserting.class, data.toString(), data.toString())) {
            killed.nextLine();
            orphan = Asking.postmasterOf(data);
            killed.kill();
        }
        assertThat(orphan.isAlive()).isTrue();

        var asRootOfAContainer = List.of("setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace");
        assertThat(startOnce(asRootOfAContainer, Map.of())).containsExactly("runs as 65534");
        assertThat(Asking.isRunning(orphan)).isFalse();
    }

    @Test
    void saysWhoseFilesTheyAreWhenTheyAreAnothers() throws IOException {
        EmbeddedPostgres.start(data, TestDatabase.shelf()).close();
        assertThat(startOnce(asNobody(), Map.of()))
                .anyMatch(line -> line.contains("belongs to user id 0, but Rapport runs as user id 65534"));
    }

    @Test
    void saysWhichFolderAnotherUserMayNotEnter() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        assertThat(startOnce(List.of(), withoutNamespaces()))
                .anyMatch(line -> line.contains("user id 65534 may not enter " + data));
    }

    private List<String> startOnce(List<String> prefix, Map<String, String> environment) throws IOException {
        try (var fork = Fork.of(prefix, classPath, environment, StartingOnce.class, data.toString())) {
            return fork.lastWords();
        }
    }

    private static List<String> asNobody() {
        return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }

    private Map<String, String> withoutNamespaces() throws IOException {
        var bin = Files.createDirectory(temporary.resolve("bin"));
        for (var name : List.of("setpriv", "setsid", "sync", "test", "true")) {
            var substitute = Files.writeString(
                    bin.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"\n".formatted(name));
            openToEveryone(substitute);
        }
        return Map.of("PATH", bin.toString());
    }

    private static int userOf(Path data) throws IOException {
        var pid = Long.toString(Asking.postmasterOf(data).pid());
        try (var lines = Files.lines(Path.of("/proc", pid, "status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+", -1)[2])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void openToEveryone(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** A Rapport that starts, leaves a note behind, says as whom the server ran, and ends properly. */
    static final class StartingOnce {
        public static void main(String[] args) throws IOException, SQLException {
            var data = Path.of(args[0]);
            try (var server = EmbeddedPostgres.start(data)) {
                execute(server, "create table if not exists note as select 'written' as text");
                System.out.println("runs as " + userOf(data));
            }
        }
    }
}
