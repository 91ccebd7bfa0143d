package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An empty database of a test's own, on a real PostgreSQL.
 *
 * <p>All tests of a JVM share one server, which is started when the first of them asks and thrown away with the JVM. Its
 * programs stay unpacked under {@code target}, so that the next run begins sooner.
 */
public record TestDatabase(String url, String user, String password) {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PREFIX = "test-postgres-";
    private static @Nullable EmbeddedPostgres server;

    /** The address, and the superuser's name and password. */
    public static TestDatabase create() {
        var shared = server();
        var name = "test_" + COUNT.incrementAndGet();
        try (var connection =
                        DriverManager.getConnection(shared.jdbcUrl("postgres"), shared.superuser(), shared.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for this test", e);
        }
        return new TestDatabase(shared.jdbcUrl(name), shared.superuser(), shared.password());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Where unpacked programs are kept from one run of the tests to the next. */
    static Path shelf() {
        return target().resolve("postgres-programs");
    }

    static Path target() {
        return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    }

    private static synchronized EmbeddedPostgres server() {
        var shared = server;
        if (shared == null) {
            try {
                discardThoseOfKilledRuns();
                var folder = Files.createTempDirectory(Files.createDirectories(target()), PREFIX);
                shared = startTuned(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    awaitApplications();
                    stop(folder);
                }));
                server = shared;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("no server for the tests", e);
            }
        }
        return shared;
    }

    /** Nothing here outlives the JVM, so nothing has to reach the disk; and every application brings a pool. */
    private static EmbeddedPostgres startTuned(Path folder) throws SQLException {
        try (var plain = EmbeddedPostgres.start(folder, shelf())) {
            for (var setting : List.of("fsync = off", "full_page_writes = off", "max_connections = 500")) {
                Asking.execute(plain, "alter system set " + setting);
            }
        }
        return EmbeddedPostgres.start(folder, shelf());
    }

    /**
     * Application contexts close at the same time, and want their database while they do. All hooks are started at once, so
     * that the one which closes them may not run yet.
     */
    private static void awaitApplications() {
        try {
            for (var look = 0; look < 40; look++) {
                var closing = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("SpringApplicationShutdownHook"))
                        .findAny();
                if (closing.isPresent()) {
                    closing.get().join(60_000);
                    return;
                }
                Thread.sleep(25);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void stop(Path folder) {
        if (server != null) {
            server.close();
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }

    /** A test run that was killed left its files and perhaps its server. */
    private static void discardThoseOfKilledRuns() throws IOException {
        Files.createDirectories(target());
        try (var folders = Files.newDirectoryStream(target(), PREFIX + "*")) {
            for (var folder : folders) {
                var age = Duration.between(Files.getLastModifiedTime(folder).toInstant(), Instant.now());
                if (age.compareTo(Duration.ofMinutes(1)) > 0) {
                    discard(folder);
                }
            }
        }
    }

    private static void discard(Path folder) throws IOException {
        var home = Home.in(folder);
        try (var _ = FolderLock.of(home)) {
            var signals = new Signals(Binaries.on(shelf()), RunAs.ownerOf(home.cluster()));
            new Leftovers(home.cluster(), signals).clear();
            Folders.delete(folder);
        } catch (EmbeddedPostgresException _) {
            // another run is still at work there
        }
    }
}
