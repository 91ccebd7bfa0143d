package app.rapport.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what arrives in great number, many in one commit. One writer takes whatever waits and stores it as one statement; who
 * came meanwhile is in the next. Nobody waits for company: an idle system commits each at once.
 *
 * <p>One that cannot be stored never takes its neighbours along: after a failed batch each is tried alone. The statement sees
 * all organisations.
 */
public final class GroupCommit<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private final String name;
    private final Limits limits;
    private final Insert<T> insert;
    private final IntConsumer committed;
    private volatile @Nullable HikariDataSource own;
    private final BlockingQueue<Waiting<T>> queue;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    /** Stores a batch as one statement. */
    public interface Insert<T> {
        void store(Connection connection, List<T> batch) throws SQLException;
    }

    /** @param bytes of all that waits, as those who add say */
    public record Limits(int batch, int waiting, long bytes) {}

    /** Too much waits already. */
    public static final class Full extends Exception {
        Full() {
            super("full", null, false, false);
        }
    }

    private record Waiting<T>(T item, int bytes, CompletableFuture<Void> kept) {}

    /** @param committed hears the size of each batch once it is tried */
    public GroupCommit(HikariDataSource pool, String name, Limits limits, Insert<T> insert, IntConsumer committed) {
        this.name = name;
        this.limits = limits;
        this.insert = insert;
        this.committed = committed;
        this.queue = new ArrayBlockingQueue<>(limits.waiting());
        this.thread = Thread.ofPlatform().daemon().name(name + "-writer").start(() -> run(pool));
    }

    /** One connection that sees all organisations for good, so that a batch is one round trip. */
    private static HikariDataSource ownConnection(HikariDataSource pool, String name) {
        var config = new HikariConfig();
        pool.copyStateTo(config);
        config.setJdbcUrl(pool.getJdbcUrl());
        config.setPoolName(name);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.setConnectionInitSql("select set_config('rapport.scope', 'system', false)");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Done when it is committed; failed when it could not be. */
    public CompletableFuture<Void> add(T item, int bytes) throws Full {
        if (stopping || waitingBytes.addAndGet(bytes) > limits.bytes()) {
            waitingBytes.addAndGet(-bytes);
            throw new Full();
        }
        var waiting = new Waiting<>(item, bytes, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waitingBytes.addAndGet(-bytes);
            throw new Full();
        }
        return waiting.kept();
    }

    private void run(HikariDataSource pool) {
        final HikariDataSource mine;
        try {
            mine = ownConnection(pool, name);
        } catch (RuntimeException e) {
            // There is no database: the start fails and says why.
            log.debug("{} has nowhere to write to", name, e);
            return;
        }
        own = mine;
        var batch = new ArrayList<Waiting<T>>(limits.batch());
        while (!stopping || !queue.isEmpty()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, limits.batch() - 1);
                write(batch, mine);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error("the writer of {} met something it did not expect and goes on", name, e);
                batch.forEach(waiting -> waiting.kept().completeExceptionally(e));
            } finally {
                batch.forEach(waiting -> waitingBytes.addAndGet(-waiting.bytes()));
                batch.clear();
            }
        }
    }

    private void write(List<Waiting<T>> batch, DataSource mine) {
        try (var connection = mine.getConnection()) {
            insert.store(connection, batch.stream().map(Waiting::item).toList());
            batch.forEach(waiting -> waiting.kept().complete(null));
        } catch (SQLException e) {
            if (batch.size() == 1) {
                batch.getFirst().kept().completeExceptionally(e);
                return;
            }
            log.warn("a batch of {} for {} failed, each is tried alone", batch.size(), name, e);
            batch.forEach(waiting -> write(List.of(waiting), mine));
        }
        committed.accept(batch.size());
    }

    /** Stores nothing, as it will store what comes: the first time takes its time. */
    public void rehearse() throws SQLException {
        var mine = own;
        if (mine != null) {
            try (var connection = mine.getConnection()) {
                insert.store(connection, List.of());
            }
        }
    }

    /** Stores what waits, then ends. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join(5_000);
        var left = own;
        if (left != null) {
            left.close();
        }
    }
}
