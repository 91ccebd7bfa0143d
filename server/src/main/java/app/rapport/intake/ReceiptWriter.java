package app.rapport.intake;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.platform.GroupCommit;
import app.rapport.platform.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps receipts, many in one commit. */
@Component
class ReceiptWriter implements DisposableBean {
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(255, 4096, 64L * 1024 * 1024);
    /** As many at once mean that more arrives than is taken in. */
    private static final int CROWD = 32;
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

    private final JsonMapper json;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final GroupCommit<Receipt> commits;

    private record Receipt(UUID id, String provider, Instant at, Request request) {}

    ReceiptWriter(HikariDataSource pool, JsonMapper json, Dispatcher dispatcher, Clock clock) {
        this.json = json;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.commits = new GroupCommit<>(pool, "intake", LIMITS, this::insert, this::committed);
    }

    /** Done when the receipt is committed; failed when it could not be. */
    CompletableFuture<Void> add(String provider, Request request) throws GroupCommit.Full {
        return commits.add(new Receipt(Ids.next(), provider, clock.instant(), request), request.body().length);
    }

    void rehearse() throws SQLException {
        var ignored = json.writeValueAsString(kept(Map.of("host", List.of("localhost"))));
        commits.rehearse();
    }

    private void committed(int many) {
        if (many >= CROWD) {
            dispatcher.giveWay();
        }
        dispatcher.wake();
    }

    private void insert(Connection connection, List<Receipt> batch) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "uuid", batch, Receipt::id));
            statement.setArray(2, array(connection, "text", batch, Receipt::provider));
            statement.setArray(
                    3,
                    array(
                            connection,
                            "timestamptz",
                            batch,
                            receipt -> receipt.request().receivedAt().toString()));
            statement.setArray(
                    4,
                    array(
                            connection,
                            "text",
                            batch,
                            receipt -> json.writeValueAsString(
                                    kept(receipt.request().headers()))));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea",
                            batch.stream()
                                    .map(receipt -> receipt.request().body())
                                    .toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<Receipt> batch, Function<Receipt, Object> value)
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
        commits.close();
    }
}
