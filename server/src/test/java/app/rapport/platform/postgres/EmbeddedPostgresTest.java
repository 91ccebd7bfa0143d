package app.rapport.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void keepsItsDataFromOneStartToTheNext() throws SQLException {
        try (var server = start()) {
            execute(server, "create table note (text text)");
            execute(server, "insert into note values ('kept')");
        }
        try (var server = start()) {
            assertThat(ask(server, "select text from note")).isEqualTo("kept");
        }
    }

    @Test
    void refusesASecondOnTheSameFolder() {
        try (var _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("Another Rapport already runs on the data folder " + data);
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, TestDatabase.shelf());
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
