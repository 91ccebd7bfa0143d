package app.rapport.platform.postgres;

import static app.rapport.platform.postgres.Asking.ask;
import static app.rapport.platform.postgres.Asking.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way the last run ended, the next one starts, and no committed row is missing. */
class LeftoversTest {
    @TempDir
    Path data;

    /** The highest row that was reported as committed. */
    private int committed;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noCommittedRowIsLostWhenRapportIsKilled(boolean serverIsKilledToo) throws Exception {
        for (int round = 1; round <= 3; round++) {
            var orphan = killAfterCommitting(200);
            if (serverIsKilledToo) {
                orphan.destroyForcibly();
            }
            try (var server = start()) {
                assertThat(Asking.postmasterOf(data).pid()).isNotEqualTo(orphan.pid());
                assertThat(ask(server, "select count(*) from row where number <= " + committed))
                        .isEqualTo(Integer.toString(committed));
            }
            assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        }
    }

    private ProcessHandle killAfterCommitting(int rows) throws IOException {
        try (var rapport =
                Fork.of(Inserting.class, data.toString(), TestDatabase.shelf().toString())) {
            int target = committed + rows;
            while (committed < target) {
                committed = Integer.parseInt(rapport.nextLine());
            }
            var orphan = Asking.postmasterOf(data);
            rapport.kill();
            assertThat(orphan.isAlive()).isTrue();
            rapport.lastWords().forEach(line -> committed = Math.max(committed, Integer.parseInt(line)));
            return orphan;
        }
    }

    @Test
    void aFirstStartKilledHalfwayIsBegunAnew() throws IOException, SQLException {
        try (var rapport =
                Fork.of(Inserting.class, data.toString(), TestDatabase.shelf().toString())) {
            while (!isBeingMade(data.resolve("postgres"))) {
                Pause.milliseconds(5);
            }
            rapport.kill();
        }
        assertThat(data.resolve("postgres/cluster")).doesNotExist();
        try (var server = start()) { // while initdb of the killed one may still be at work
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    private static boolean isBeingMade(Path postgres) throws IOException {
        if (!Files.isDirectory(postgres)) {
            return false;
        }
        try (var unfinished = Files.newDirectoryStream(postgres, "cluster.unfinished-*")) {
            for (var folder : unfinished) {
                return Files.exists(folder.resolve("base"));
            }
        }
        return false;
    }

    @Test
    void anotherProcessOnTheSameFolderIsRefusedEvenAfterAnAttemptOfOurOwn() throws Exception {
        try (var _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("Another Rapport already runs on the data folder " + data);
            try (var second = Fork.of(
                    Inserting.class, data.toString(), TestDatabase.shelf().toString())) {
                assertThat(second.lastWords())
                        .anyMatch(line -> line.contains("Another Rapport already runs on the data folder"));
            }
        }
    }

    @Test
    void aNumberThatNowBelongsToAStrangerIsNotBelieved() throws IOException, SQLException {
        start().close();
        writePid(ProcessHandle.current().pid());
        try (var server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aZombieIsNotTakenForAServer(@TempDir Path bin) throws IOException, SQLException {
        start().close();
        var disguise = Files.copy(Path.of("/bin/sh"), bin.resolve("postgres"), StandardCopyOption.COPY_ATTRIBUTES);
        // The parent becomes a program that never asks how its child ended; only then does the child end.
        var script = disguise + " -c 'until grep -q sleep /proc/$PPID/comm; do :; done' & echo $!; exec sleep 300";
        var parent = new ProcessBuilder("sh", "-c", script).start();
        try (var out = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            long zombie = Long.parseLong(out.readLine());
            while (!Files.readString(Path.of("/proc", Long.toString(zombie), "stat"))
                    .contains("(postgres) Z")) {
                Pause.milliseconds(5);
            }
            writePid(zombie);
            try (var server = start()) {
                assertThat(ask(server, "select 1")).isEqualTo("1");
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aHalfWrittenNumberDoesNotPreventTheStart() throws IOException, SQLException {
        start().close();
        for (var content : List.of("", "\n", "12", "not a number\n")) {
            Files.writeString(data.resolve("postgres/cluster/postmaster.pid"), content);
            try (var server = start()) {
                assertThat(ask(server, "select 1")).as(content).isEqualTo("1");
            }
        }
    }

    private void writePid(long pid) throws IOException {
        var cluster = data.resolve("postgres/cluster");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready   \n".formatted(pid, cluster));
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, TestDatabase.shelf());
    }

    /** A Rapport that commits row after row and says so after each. */
    static final class Inserting {
        public static void main(String[] args) throws SQLException {
            // Never closed: this program is there to be killed.
            var server = EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]));
            execute(server, "create table if not exists row (number int primary key)");
            int next = Integer.parseInt(ask(server, "select coalesce(max(number), 0) + 1 from row"));
            try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                    var insert = connection.prepareStatement("insert into row values (?)")) {
                for (int number = next; ; number++) {
                    insert.setInt(1, number);
                    insert.executeUpdate();
                    System.out.println(number);
                }
            }
        }
    }
}
