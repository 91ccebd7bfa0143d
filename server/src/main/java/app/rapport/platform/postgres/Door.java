package app.rapport.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How to get in: address, name and password, the same for us and for whoever asks us. */
record Door(int port, String password) {
    static final String DATABASE = "rapport";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String WRONG_PASSWORD = "28P01";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", Cluster.SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection(url(database), properties);
    }

    /** Connects to our database and makes it first if this is the first time. */
    void open() throws SQLException {
        try {
            connect(DATABASE).close();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            try (var connection = connect("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    /** Whether trying again is useless. */
    static boolean isFinal(SQLException e) {
        return WRONG_PASSWORD.equals(e.getSQLState());
    }

    static String sentence(SQLException e, Home home) {
        return WRONG_PASSWORD.equals(e.getSQLState())
                ? "PostgreSQL does not accept the password in %s; delete that file to have a new one set"
                        .formatted(home.passwordFile())
                : "PostgreSQL refuses connections: " + e.getMessage();
    }
}
