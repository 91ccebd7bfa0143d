package app.rapport.platform.postgres;

import static app.rapport.platform.postgres.Asking.ask;
import static app.rapport.platform.postgres.Asking.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void keepsDataAddressAndPasswordFromOneStartToTheNext() throws SQLException {
        String url;
        String password;
        try (var server = start()) {
            url = server.jdbcUrl();
            password = server.password();
            execute(server, "create table note (text text)");
            execute(server, "insert into note values ('kept')");
        }
        try (var server = start()) {
            assertThat(server.jdbcUrl()).isEqualTo(url);
            assertThat(server.password()).isEqualTo(password);
            assertThat(ask(server, "select text from note")).isEqualTo("kept");
        }
    }

    @Test
    void setsANewPasswordWhenItsFileWasLost() throws IOException, SQLException {
        String lost;
        try (var server = start()) {
            lost = server.password();
        }
        Files.delete(data.resolve("postgres/password"));
        try (var server = start()) {
            assertThat(server.password()).isNotEqualTo(lost);
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void movesToAnotherPortWhenItsOwnIsTaken() throws IOException, SQLException {
        int port;
        try (var server = start()) {
            port = server.port();
        }
        try (var squatter = new ServerSocket()) {
            squatter.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (var server = start()) {
                assertThat(server.port()).isNotEqualTo(port);
                assertThat(ask(server, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void comesBackAtTheSameAddressWhenItIsKilled() throws IOException, SQLException {
        try (var server = start()) {
            execute(server, "create table note (text text)");
            execute(server, "insert into note values ('committed')");

            var killed = Asking.postmasterOf(data);
            killed.destroyForcibly();
            killed.onExit().join();

            assertThat(Asking.untilAnswered(server, "select text from note")).isEqualTo("committed");
        }
    }

    @Test
    void endsOnceAndForAll() throws IOException {
        var server = start();
        var postmaster = Asking.postmasterOf(data);
        Thread.currentThread().interrupt(); // whoever closes may be in a hurry
        server.close();
        assertThat(Thread.interrupted()).isTrue();
        server.close();
        assertThat(postmaster.isAlive()).isFalse();
        assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        start().close();
    }

    @Test
    void saysWithTheServersOwnWordsWhyItCannotStart() throws IOException {
        start().close();
        Files.writeString(
                data.resolve("postgres/cluster/postgresql.conf"),
                "\nshared_bufers = '1MB'\n",
                StandardOpenOption.APPEND);
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("unrecognized configuration parameter \"shared_bufers\"");
    }

    @Test
    void throwsHalfMadeFilesAwayAndBeginsAnew() throws IOException, SQLException {
        var unfinished = Files.createDirectories(data.resolve("postgres/cluster.unfinished-1/base"));
        Files.writeString(unfinished.resolve("1"), "half");
        try (var server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
            assertThat(data.resolve("postgres/cluster.unfinished-1")).doesNotExist();
        }
    }

    @Test
    void unpacksItsProgramsAnewAfterAnInterruptedUnpackingAndDropsThoseOfOtherReleases()
            throws IOException, SQLException {
        EmbeddedPostgres.start(data).close();
        var postgres = data.resolve("postgres");
        var programs = programs(postgres).getFirst();
        Files.move(programs, programs.resolveSibling(programs.getFileName() + ".unfinished"));
        Files.delete(
                programs.resolveSibling(programs.getFileName() + ".unfinished").resolve("bin/postgres"));
        Files.createDirectories(postgres.resolve("programs-00000000/bin"));

        try (var server = EmbeddedPostgres.start(data)) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(programs(postgres)).containsExactly(programs);
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .filter(file -> file.getFileName().toString().startsWith("programs-"))
                    .toList();
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, TestDatabase.shelf());
    }
}
