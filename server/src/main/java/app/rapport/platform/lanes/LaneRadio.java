package app.rapport.platform.lanes;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between processes on one database: wake-ups by PostgreSQL's notifications, gathered for a moment and sent apart from the
 * transactions that cause them, because a commit that notifies waits for every other that does.
 *
 * <p>Only quickness hangs on it. What gets lost is found by looking, within a second.
 */
final class LaneRadio {
    private static final Logger log = LoggerFactory.getLogger(LaneRadio.class);
    private static final String CHANNEL = "rapport_lanes";
    private static final int GATHER_MS = 20;
    /** A notification holds 8000 bytes; an id takes 38. */
    private static final int AT_ONCE = 200;

    /** As PostgreSQL lists our connection. */
    static final String APPLICATION = "rapport lanes";

    private final HikariDataSource pool;
    private final UUID id;
    private final Listener listener;
    private final Set<String> outgoing = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** Whoever works lanes in this process. */
    interface Listener {
        boolean works(LaneId lane);

        /** What another process knows; not to be passed on from here. */
        void hear(Set<LaneId> due, Set<LaneId> differently);
    }

    /** @param id tells this process from the others */
    LaneRadio(HikariDataSource pool, UUID id, Listener listener) {
        this.pool = pool;
        this.id = id;
        this.listener = listener;
    }

    void start() {
        Thread.ofVirtual().name("lane-radio").start(this::work);
    }

    void stop() {
        stopped = true;
    }

    void due(Collection<LaneId> lanes) {
        lanes.forEach(lane -> outgoing.add("d" + lane));
    }

    void changed(Collection<LaneId> lanes) {
        lanes.stream().filter(lane -> !listener.works(lane)).forEach(lane -> outgoing.add("c" + lane));
    }

    private void work() {
        while (!stopped) {
            try (var connection = DriverManager.getConnection(pool.getJdbcUrl(), access());
                    var statement = connection.createStatement();
                    var notify = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
                statement.execute("listen " + CHANNEL);
                var notifications = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    var heard = notifications.getNotifications(GATHER_MS);
                    for (var notification : heard == null ? new org.postgresql.PGNotification[0] : heard) {
                        if (!notification.getParameter().startsWith(id.toString())) {
                            pass(notification.getParameter());
                        }
                    }
                    for (var message = message(); !message.isEmpty(); message = message()) {
                        notify.setString(1, id + message);
                        notify.execute();
                    }
                }
            } catch (SQLException e) {
                if (!stopped) {
                    log.warn("wake-ups between processes are interrupted, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private Properties access() {
        var access = new Properties();
        access.setProperty("user", pool.getUsername());
        access.setProperty("password", pool.getPassword());
        access.setProperty("ApplicationName", APPLICATION);
        return access;
    }

    private String message() {
        var text = new StringBuilder();
        var count = 0;
        for (var each = outgoing.iterator(); each.hasNext() && count < AT_ONCE; count++) {
            text.append(' ').append(each.next());
            each.remove();
        }
        return text.toString();
    }

    private void pass(String message) {
        var due = new HashSet<LaneId>();
        var changed = new HashSet<LaneId>();
        var words = List.of(message.split(" ", -1));
        for (var word : words.subList(1, words.size())) {
            var lane = new LaneId(UUID.fromString(word.substring(1)));
            (word.charAt(0) == 'c' ? changed : due).add(lane);
        }
        // Not passed on again: who cannot work them leaves them to who can.
        listener.hear(due, changed);
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
