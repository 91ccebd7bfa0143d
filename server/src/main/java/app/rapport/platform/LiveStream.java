package app.rapport.platform;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Carries live events through PostgreSQL's notifications: transactional, and heard by every node. */
@Component
class LiveStream implements LiveEvents {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final String CHANNEL = "rapport_live";
    private static final int WAIT_MS = 15_000;
    /** Far more than anybody's open pages; without a limit one account could use up the server's connections. */
    private static final int MOST_OF_ONE = 100;

    private static final long OPEN_FOR_MS = 30 * 60 * 1000L;

    private final JdbcClient db;
    private final HikariDataSource pool;
    private final Map<UUID, Collection<Listener>> listeners = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** An open page of somebody's. */
    private record Listener(UUID person, SseEmitter emitter) {}

    LiveStream(JdbcClient db, HikariDataSource pool) {
        this.db = db;
        this.pool = pool;
    }

    @Override
    public void publish(String topic, String subject) {
        db.sql("select pg_notify(:channel, :message)")
                .param("channel", CHANNEL)
                .param("message", Tenancy.current() + " " + topic + " " + subject)
                .query((row, number) -> "")
                .list();
    }

    @Override
    public SseEmitter listen(UUID person) {
        var emitter = new SseEmitter(OPEN_FOR_MS);
        var listener = new Listener(person, emitter);
        var all = listeners.computeIfAbsent(Tenancy.current().value(), any -> new ConcurrentLinkedQueue<>());
        all.add(listener);
        emitter.onCompletion(() -> all.remove(listener));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> all.remove(listener));
        send(listener, all, SseEmitter.event().comment("open").reconnectTime(2_000));
        closeOldest(person, all);
        return emitter;
    }

    private static void closeOldest(UUID person, Collection<Listener> all) {
        var own = all.stream().filter(one -> one.person().equals(person)).toList();
        for (var old : own.subList(0, Math.max(0, own.size() - MOST_OF_ONE))) {
            all.remove(old);
            old.emitter().complete();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("live-events").start(this::listen);
    }

    @PreDestroy
    void stop() {
        stopped = true;
        listeners.values().forEach(all -> all.forEach(one -> one.emitter().complete()));
    }

    private void listen() {
        while (!stopped) {
            // A connection of its own: one from the pool would be missing there for good.
            try (var connection =
                            DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                    var statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                var notifications = connection.unwrap(PGConnection.class);
                while (!stopped) {
                    var heard = notifications.getNotifications(WAIT_MS);
                    if (heard == null || heard.length == 0) {
                        beat();
                        continue;
                    }
                    for (var notification : heard) {
                        pass(notification.getParameter());
                    }
                }
            } catch (SQLException e) {
                if (!stopped) {
                    log.warn("live events are interrupted, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void pass(String message) {
        var parts = message.split(" ", 3);
        var all = listeners.get(UUID.fromString(parts[0]));
        if (all == null) {
            return;
        }
        for (var listener : all) {
            send(listener, all, SseEmitter.event().name(parts[1]).data(Map.of("id", parts[2])));
        }
    }

    /** Keeps proxies from closing quiet streams and finds the pages that are gone. */
    private void beat() {
        listeners
                .values()
                .forEach(all -> all.forEach(
                        listener -> send(listener, all, SseEmitter.event().comment("beat"))));
    }

    private static void send(Listener listener, Collection<Listener> all, SseEmitter.SseEventBuilder event) {
        try {
            listener.emitter().send(event);
        } catch (IOException | IllegalStateException gone) {
            all.remove(listener);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
