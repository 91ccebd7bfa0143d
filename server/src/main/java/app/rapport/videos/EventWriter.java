package app.rapport.videos;

import app.rapport.platform.GroupCommit;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Puts events on record, those of many pages in one commit. */
@Component
class EventWriter implements DisposableBean {
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(512, 8_192, 64L * 1024 * 1024);
    /** As many at once mean that more arrives than is taken in. */
    private static final int CROWD = 32;

    /** Ids come as text, and numbers as arrays of their own kind: those the driver hands over as they are. */
    private static final String INSERT = """
            insert into videos.video_events (organization_id, video_id, view_id, seq, share_id, viewer_id, kind, from_ms, to_ms, rate,
              at, received_at, address, agent)
            select organization::uuid, video::uuid, view::uuid, seq, share::uuid, viewer::uuid, kind, from_ms, to_ms, rate,
              to_timestamp(at / 1000.0), to_timestamp(received / 1000.0), address, agent
            from unnest(?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::int4[], ?::int4[], ?::float4[],
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
            ids(statement, 1, all, Happening::organization);
            ids(statement, 2, all, Happening::video);
            ids(statement, 3, all, Happening::view);
            array(statement, 4, "int4", all, Happening::seq, Integer[]::new);
            ids(statement, 5, all, Happening::share);
            ids(statement, 6, all, Happening::viewer);
            array(statement, 7, "text", all, Happening::kind, String[]::new);
            array(statement, 8, "int4", all, Happening::fromMs, Integer[]::new);
            array(statement, 9, "int4", all, Happening::toMs, Integer[]::new);
            array(statement, 10, "float4", all, Happening::rate, Float[]::new);
            array(statement, 11, "int8", all, one -> one.at().toEpochMilli(), Long[]::new);
            array(statement, 12, "int8", all, one -> one.receivedAt().toEpochMilli(), Long[]::new);
            array(statement, 13, "text", all, Happening::address, String[]::new);
            array(statement, 14, "text", all, Happening::agent, String[]::new);
            statement.executeUpdate();
        }
    }

    private static void ids(
            PreparedStatement statement, int index, List<Happening> all, Function<Happening, @Nullable UUID> id)
            throws SQLException {
        array(
                statement,
                index,
                "text",
                all,
                one -> {
                    var value = id.apply(one);
                    return value == null ? null : value.toString();
                },
                String[]::new);
    }

    private static <V> void array(
            PreparedStatement statement,
            int index,
            String type,
            List<Happening> all,
            Function<Happening, @Nullable V> value,
            IntFunction<V[]> made)
            throws SQLException {
        var values = all.stream().map(value).toArray(made);
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    @Override
    public void destroy() throws InterruptedException {
        commits.close();
    }
}
