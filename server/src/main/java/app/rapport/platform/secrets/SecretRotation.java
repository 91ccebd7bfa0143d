package app.rapport.platform.secrets;

import app.rapport.platform.jobs.JobHandler;
import app.rapport.platform.jobs.JobProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives an organisation a new data key and seals everything again with it, while everything is in use. Old secrets open
 * until the last is done; a secret that somebody changes meanwhile keeps the change.
 */
@Component
class SecretRotation implements JobHandler {
    private static final int BATCH = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TinkSecrets secrets;
    private final ObjectProvider<SealedColumn> columns;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    SecretRotation(
            TinkSecrets secrets, ObjectProvider<SealedColumn> columns, JdbcClient db, TransactionTemplate transaction) {
        this.secrets = secrets;
        this.columns = columns;
        this.db = db;
        this.transaction = transaction;
    }

    private record Sealed(UUID id, String text) {}

    /** @param last where the batch ended; null when there was nothing left */
    private record Step(@Nullable UUID last, int renewed) {}

    @Override
    public String kind() {
        return "secrets.rotate";
    }

    /** Running it a second time after a crash renews the key once more, which is harmless. */
    @Override
    public Object run(String subject, JobProgress progress) {
        var key = Objects.requireNonNull(transaction.execute(status -> secrets.renewKey()));
        var all = columns.stream().toList();
        var total = all.stream().mapToLong(column -> count(column, key)).sum();
        var done = 0L;
        // A secret sealed under the old key may commit after we went past it: once more, until a round finds nothing.
        for (var found = true; found; ) {
            found = false;
            for (var column : all) {
                for (var step = step(column, key, BEFORE_ALL); step.last() != null; ) {
                    found |= step.renewed() > 0;
                    done += step.renewed();
                    progress.report(done, Math.max(total, done), "Sealing " + column.table());
                    step = step(column, key, step.last());
                }
            }
        }
        var dropped = Objects.requireNonNull(transaction.execute(status -> secrets.dropRetiredKeys()));
        return Map.of("secrets", done, "columns", all.size(), "keysDropped", dropped);
    }

    private Step step(SealedColumn column, UUID key, UUID after) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var rows = db.sql("""
                            select id, %2$s as text from %1$s
                            where id > :after and %2$s is not null and %2$s not like :current order by id limit :limit
                            """.formatted(column.table(), column.column()))
                    .param("after", after)
                    .param("current", TinkSecrets.prefix(key) + "%")
                    .param("limit", BATCH)
                    .query((row, number) -> new Sealed(row.getObject("id", UUID.class), row.getString("text")))
                    .list();
            return rows.isEmpty() ? new Step(null, 0) : new Step(rows.getLast().id(), renew(column, key, rows));
        }));
    }

    private int renew(SealedColumn column, UUID key, List<Sealed> rows) {
        var fresh = new ArrayList<String>(rows.size());
        for (var row : rows) {
            fresh.add(secrets.seal(key, column, row.id(), secrets.open(column, row.id(), row.text())));
        }
        return db.sql("""
                        update %1$s t set %2$s = n.fresh
                        from unnest(cast(:ids as uuid[]), cast(:old as text[]), cast(:fresh as text[])) as n (id, old, fresh)
                        where t.id = n.id and t.%2$s = n.old
                        """.formatted(column.table(), column.column()))
                .param("ids", rows.stream().map(Sealed::id).toArray(UUID[]::new))
                .param("old", rows.stream().map(Sealed::text).toArray(String[]::new))
                .param("fresh", fresh.toArray(String[]::new))
                .update();
    }

    private long count(SealedColumn column, UUID key) {
        return Objects.requireNonNull(transaction.execute(
                status -> db.sql("select count(*) from %1$s where %2$s not like :current"
                                .formatted(column.table(), column.column()))
                        .param("current", TinkSecrets.prefix(key) + "%")
                        .query(Long.class)
                        .single()));
    }
}
