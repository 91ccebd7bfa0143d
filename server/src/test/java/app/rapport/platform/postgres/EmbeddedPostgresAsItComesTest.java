package app.rapport.platform.postgres;

import static app.rapport.platform.postgres.Asking.ask;
import static app.rapport.platform.postgres.Asking.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is true of every server as it comes, without anybody having set anything. */
class EmbeddedPostgresAsItComesTest {
    @TempDir
    static Path data;

    static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(data, TestDatabase.shelf());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCommittedRowIsOnTheDisk() throws SQLException {
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
            assertThat(ask(server, "show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void knowsTheLettersOfEveryLanguage() throws SQLException {
        assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
        assertThat(ask(server, "select lower('ÉÇŁ')")).isEqualTo("éçł");
        execute(server, "create extension pg_trgm");
        assertThat(ask(server, "select similarity('عميل جديد', 'عميل')::numeric > 0.4"))
                .isEqualTo("t");
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws IOException {
        assertThat(listeningAddresses(server.port())).containsExactly("0100007F"); // 127.0.0.1 in the kernel's spelling
        try (var cluster = Files.list(data.resolve("postgres"))) {
            assertThat(cluster).noneMatch(file -> file.getFileName().toString().contains(".s.PGSQL"));
        }
    }

    private static List<String> listeningAddresses(int port) throws IOException {
        var suffix = ":%04X".formatted(port);
        try (var v4 = Files.lines(Path.of("/proc/net/tcp"));
                var v6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            return Stream.concat(v4, v6)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals("0A") && fields[1].endsWith(suffix))
                    .map(fields -> fields[1].substring(0, fields[1].length() - suffix.length()))
                    .toList();
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        for (var wrong : List.of("wrong", "")) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.superuser(), wrong)
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void keepsPasswordAndFilesFromOtherUsers() throws IOException {
        assertThat(permissions("password")).isEqualTo("rw-------");
        assertThat(permissions("cluster")).isEqualTo("rwx------");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("postgres").resolve(file)));
    }

    @Test
    void isNotEndedByTheKeysThatEndTheProgramInFront() throws IOException {
        long pid = Asking.postmasterOf(data).pid();
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        var session = stat.substring(stat.lastIndexOf(')')).split(" ", -1)[4];
        assertThat(session).isEqualTo(Long.toString(pid));
    }
}
