package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
                var folder = Files.createTempDirectory(Files.createDirectories(target()), "test-postgres-");
                var started = EmbeddedPostgres.start(folder, shelf());
                // Pools of cached application contexts may still be open: the server just disconnects them.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    discard(folder);
                }));
                shared = started;
                server = started;
            } catch (IOException e) {
                throw new IllegalStateException("no server for the tests", e);
            }
        }
        return shared;
    }

    private static void discard(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }
}
