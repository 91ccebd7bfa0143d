package app.rapport.platform;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The owner's connections, one at a time and never kept. */
final class OwnerDataSource extends AbstractDataSource {
    private final DatabaseArrival arrival;

    OwnerDataSource(DatabaseArrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return arrival.reached().connect();
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("the owner is the only user");
    }
}
