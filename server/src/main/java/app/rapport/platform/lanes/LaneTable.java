package app.rapport.platform.lanes;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who works which lane. Leases run by the database's own clock, which nobody moves; what waits, waits by ours.
 *
 * <p>Each method is a transaction of its own in system scope.
 */
@Repository
class LaneTable {
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    LaneTable(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A lane under lease. */
    record Leased(
            LaneId id,
            OrganizationId organization,
            LaneSettings settings,
            boolean paused,
            @Nullable Instant heldUntil,
            @Nullable String heldReason,
            long fence) {
        private static Leased read(ResultSet row, int number) throws SQLException {
            var pace = row.getDouble("per_second");
            return new Leased(
                    new LaneId(row.getObject("id", UUID.class)),
                    new OrganizationId(row.getObject("organization_id", UUID.class)),
                    new LaneSettings(
                            row.getString("kind"),
                            row.getBoolean("ordered"),
                            row.getInt("at_once"),
                            pace > 0 ? pace : null,
                            row.getInt("breaker_after")),
                    row.getString("state").equals("paused"),
                    Timestamps.readOrNull(row, "held_until"),
                    row.getString("held_reason"),
                    row.getLong("fence"));
        }
    }

    /**
     * Lanes with something due that this node could work: not another's, not paused, not held. Jumps from lane to lane in the
     * index of what is due, so it costs by the number of lanes and not of deliveries.
     */
    List<LaneId> due(UUID node, Collection<String> kinds, Instant now) {
        return inSystem(client -> client.sql("""
                        with recursive due (lane_id, at) as (
                            (select lane_id, next_attempt_at from platform.delivery
                             where next_attempt_at is not null order by lane_id, next_attempt_at limit 1)
                            union all
                            select following.* from due cross join lateral (
                                select lane_id, next_attempt_at from platform.delivery
                                where next_attempt_at is not null and lane_id > due.lane_id
                                order by lane_id, next_attempt_at limit 1) following)
                        select l.id from due join platform.lane l on l.id = due.lane_id
                        where due.at <= :now and l.state = 'active' and l.kind = any(:kinds)
                          and (l.held_until is null or l.held_until <= :now)
                          and (l.lease_owner is null or l.lease_owner = :node or l.lease_until < clock_timestamp())
                        """)
                .param("now", Timestamps.at(now))
                .param("kinds", SqlArrays.texts(List.copyOf(kinds), kind -> kind))
                .param("node", node)
                .query((row, number) -> new LaneId(row.getObject(1, UUID.class)))
                .list());
    }

    /** Takes over those that are free. A lane another node is just taking is left to it. */
    List<Leased> claim(UUID node, Collection<LaneId> lanes, Collection<String> kinds, Duration lease) {
        return inSystem(client -> client.sql("""
                        update platform.lane l
                        set lease_owner = :node, lease_until = clock_timestamp() + :seconds * interval '1 second',
                            fence = l.fence + 1
                        where l.id in (
                            select id from platform.lane
                            where id = any(:lanes) and kind = any(:kinds) and state = 'active'
                              and (lease_owner is null or lease_owner = :node or lease_until < clock_timestamp())
                            order by id for update skip locked)
                        returning l.*
                        """)
                .param("node", node)
                .param("seconds", lease.toSeconds())
                .param("lanes", SqlArrays.uuids(lanes, LaneId::value))
                .param("kinds", SqlArrays.texts(List.copyOf(kinds), kind -> kind))
                .query(Leased::read)
                .list());
    }

    /** Prolongs the leases of this node and answers with those it still holds, as they are set now. */
    List<Leased> renew(UUID node, Collection<LaneId> lanes, Duration lease) {
        return inSystem(client -> client.sql("""
                        update platform.lane l set lease_until = clock_timestamp() + :seconds * interval '1 second'
                        where l.id in (select id from platform.lane
                                       where id = any(:lanes) and lease_owner = :node order by id for update)
                        returning l.*
                        """)
                .param("node", node)
                .param("seconds", lease.toSeconds())
                .param("lanes", SqlArrays.uuids(lanes, LaneId::value))
                .query(Leased::read)
                .list());
    }

    /** Gives up the leases this node holds by these fences; what it has taken anew meanwhile it keeps. */
    void release(UUID node, List<Lane> lanes) {
        inSystem(client -> client.sql("""
                        update platform.lane set lease_owner = null, lease_until = null
                        where id in (select l.id from platform.lane l
                                     join unnest(:lanes, :fences) as held (id, fence) using (id, fence)
                                     where l.lease_owner = :node order by l.id for update of l)
                        """)
                .param("node", node)
                .param("lanes", SqlArrays.uuids(lanes, lane -> lane.id.value()))
                .param("fences", SqlArrays.longs(lanes, lane -> lane.fence))
                .update());
    }

    /** For a process that knows itself to be the only one: leases left by its predecessor hold nobody up. */
    void releaseAll() {
        inSystem(client -> client.sql(
                        "update platform.lane set lease_owner = null, lease_until = null where lease_owner is not null")
                .update());
    }

    void hold(LaneId lane, long fence, @Nullable Instant until, @Nullable String reason) {
        inSystem(client -> client.sql("""
                        update platform.lane set held_until = :until, held_reason = :reason
                        where id = :lane and fence = :fence
                        """)
                .param("until", Timestamps.atOrNull(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reason", reason)
                .param("lane", lane.value())
                .param("fence", fence)
                .update());
    }

    private <T> T inSystem(Function<JdbcClient, T> work) {
        return java.util.Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> work.apply(db))));
    }
}
