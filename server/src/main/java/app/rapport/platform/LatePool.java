package app.rapport.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** The application's connections, to a database whose address is known once it has arrived. */
final class LatePool extends HikariDataSource {
    private final DatabaseArrival arrival;
    private volatile boolean addressed;

    LatePool(DatabaseArrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public Connection getConnection() throws SQLException {
        address();
        return super.getConnection();
    }

    @Override
    public String getJdbcUrl() {
        address();
        return super.getJdbcUrl();
    }

    private void address() {
        if (!addressed) {
            var url = arrival.migrated().url();
            synchronized (this) {
                if (!addressed) {
                    setJdbcUrl(url);
                    addressed = true;
                }
            }
        }
    }
}
