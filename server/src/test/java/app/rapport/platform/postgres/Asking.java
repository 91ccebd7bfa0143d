package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Short questions to a server and about its process. */
final class Asking {
    private Asking() {}

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Asks again while the server is away. */
    static String untilAnswered(EmbeddedPostgres server, String sql) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        @Nullable SQLException last = null;
        while (System.nanoTime() < end) {
            try {
                return ask(server, sql);
            } catch (SQLException e) {
                last = e;
                Pause.milliseconds(20);
            }
        }
        throw new SQLException("no answer in 30 s", last);
    }

    static ProcessHandle postmasterOf(Path data) throws IOException {
        var pid = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Unlike the JDK, does not count a process that has ended and only waits for its parent to notice. */
    static boolean isRunning(ProcessHandle process) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.contains(") Z ");
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
