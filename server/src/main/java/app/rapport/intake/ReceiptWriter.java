package app.rapport.intake;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.platform.Ids;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps receipts, many in one commit. One writer takes whatever waits and stores it as one statement; who came meanwhile is
 * in the next. Nobody waits for company: an idle system commits each receipt at once.
 *
 * <p>A receipt that cannot be stored never takes its neighbours along: after a failed batch each is tried alone.
 */
@Component
class ReceiptWriter implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReceiptWriter.class);
    private static final int BATCH = 255;
    /** As many at once mean that more arrives than is taken in. */
    private static final int CROWD = 32;

    private static final int WAITING = 4096;
    private static final long WAITING_BYTES = 64L * 1024 * 1024;
    /** Never kept: they open something. */
    private static final Set<String> NOT_KEPT = Set.of("cookie", "authorization", "proxy-authorization");

    private static final String INSERT = """
            with batch as (
              select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[]) as t (id, provider, at, headers, body)
            ), kept as (
              insert into intake.receipt (id, provider, received_at, headers, body)
              select id, provider, at, headers, body from batch
            )
            insert into intake.work (id, provider, received_at, next_attempt_at) select id, provider, at, at from batch
            """;

    private final HikariDataSource own;
    private final JsonMapper json;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    /** Too much waits already. */
    static final class Full extends Exception {
        Full() {
            super("full", null, false, false);
        }
    }

    private record Waiting(UUID id, String provider, Instant at, Request request, CompletableFuture<Void> kept) {}

    ReceiptWriter(HikariDataSource pool, JsonMapper json, Dispatcher dispatcher, Clock clock) {
        this.json = json;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.own = ownConnection(pool);
        this.thread = Thread.ofPlatform().daemon().name("intake-writer").start(this::run);
    }

    /** One connection that sees the queue of all organisations for good, so that a batch is one round trip. */
    private static HikariDataSource ownConnection(HikariDataSource pool) {
        var config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName("intake");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setConnectionInitSql("select set_config('rapport.scope', 'system', false)");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Done when the receipt is committed; failed when it could not be. */
    CompletableFuture<Void> add(String provider, Request request) throws Full {
        var size = request.body().length;
        if (stopping || waitingBytes.addAndGet(size) > WAITING_BYTES) {
            waitingBytes.addAndGet(-size);
            throw new Full();
        }
        var waiting = new Waiting(Ids.next(), provider, clock.instant(), request, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waitingBytes.addAndGet(-size);
            throw new Full();
        }
        return waiting.kept();
    }

    private void run() {
        var batch = new ArrayList<Waiting>(BATCH);
        while (!stopping || !queue.isEmpty()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                write(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error("the intake's writer met something it did not expect and goes on", e);
                batch.forEach(waiting -> waiting.kept().completeExceptionally(e));
            } finally {
                batch.forEach(
                        waiting -> waitingBytes.addAndGet(-waiting.request().body().length));
                batch.clear();
            }
        }
    }

    private void write(List<Waiting> batch) {
        try {
            insert(batch);
            batch.forEach(waiting -> waiting.kept().complete(null));
        } catch (SQLException e) {
            if (batch.size() == 1) {
                batch.getFirst().kept().completeExceptionally(e);
                return;
            }
            log.warn("a batch of {} receipts failed, each is tried alone", batch.size(), e);
            batch.forEach(waiting -> write(List.of(waiting)));
        }
        if (batch.size() >= CROWD) {
            dispatcher.giveWay();
        }
        dispatcher.wake();
    }

    private void insert(List<Waiting> batch) throws SQLException {
        try (var connection = own.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "uuid", batch, Waiting::id));
            statement.setArray(2, array(connection, "text", batch, Waiting::provider));
            statement.setArray(
                    3,
                    array(
                            connection,
                            "timestamptz",
                            batch,
                            waiting -> waiting.request().receivedAt().toString()));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "text",
                            batch,
                            waiting -> json.writeValueAsString(
                                    kept(waiting.request().headers()))));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea",
                            batch.stream()
                                    .map(waiting -> waiting.request().body())
                                    .toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<Waiting> batch, Function<Waiting, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, batch.stream().map(value).toArray());
    }

    private static Map<String, List<String>> kept(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> !NOT_KEPT.contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        thread.join(5_000);
        own.close();
    }
}
