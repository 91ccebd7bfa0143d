package app.rapport.videos;

import app.rapport.platform.GroupCommit;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Puts events on record, those of many pages in one commit. */
@Component
class EventWriter implements DisposableBean {
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(512, 8_192, 64L * 1024 * 1024);
    /** As many at once mean that more arrives than is taken in. */
    private static final int CROWD = 32;

    private static final String INSERT = """
            insert into videos.video_events (organization_id, video_id, view_id, seq, share_id, viewer_id, kind, from_ms, to_ms, rate,
              at, received_at, address, agent)
            select organization, video, view, seq, share, viewer, kind, from_ms, to_ms, rate,
              to_timestamp(at / 1000.0), to_timestamp(received / 1000.0), address, agent
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int4[], ?::uuid[], ?::uuid[], ?::text[], ?::int4[], ?::int4[], ?::float4[],
              ?::int8[], ?::int8[], ?::text[], ?::text[])
              as t (organization, video, view, seq, share, viewer, kind, from_ms, to_ms, rate, at, received, address, agent)
            on conflict do nothing
            """;

    private final GroupCommit<List<Happening>> commits;
    private final FoldLoop fold;

    EventWriter(HikariDataSource pool, FoldLoop fold) {
        this.fold = fold;
        this.commits = new GroupCommit<>(pool, "viewing", LIMITS, EventWriter::insert, this::committed);
    }

    /** Done when they are committed. */
    CompletableFuture<Void> add(List<Happening> happenings, int bytes) throws GroupCommit.Full {
        return commits.add(happenings, bytes);
    }

    private void committed(int many) {
        if (many >= CROWD) {
            fold.giveWay();
        }
        fold.wake();
    }

    private static void insert(Connection connection, List<List<Happening>> batch) throws SQLException {
        var all = batch.stream().flatMap(List::stream).toList();
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, array(connection, "uuid", all, Happening::organization));
            statement.setArray(2, array(connection, "uuid", all, Happening::video));
            statement.setArray(3, array(connection, "uuid", all, Happening::view));
            statement.setArray(4, array(connection, "int4", all, Happening::seq));
            statement.setArray(5, array(connection, "uuid", all, Happening::share));
            statement.setArray(6, array(connection, "uuid", all, Happening::viewer));
            statement.setArray(7, array(connection, "text", all, Happening::kind));
            statement.setArray(8, array(connection, "int4", all, Happening::fromMs));
            statement.setArray(9, array(connection, "int4", all, Happening::toMs));
            statement.setArray(10, array(connection, "float4", all, Happening::rate));
            statement.setArray(
                    11, array(connection, "int8", all, one -> one.at().toEpochMilli()));
            statement.setArray(
                    12, array(connection, "int8", all, one -> one.receivedAt().toEpochMilli()));
            statement.setArray(13, array(connection, "text", all, Happening::address));
            statement.setArray(14, array(connection, "text", all, Happening::agent));
            statement.executeUpdate();
        }
    }

    private static Array array(
            Connection connection, String type, List<Happening> all, Function<Happening, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, all.stream().map(value).toArray());
    }

    @Override
    public void destroy() throws InterruptedException {
        commits.close();
    }
}
