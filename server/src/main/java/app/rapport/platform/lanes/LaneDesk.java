package app.rapport.platform.lanes;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes orders for the lanes. What it changes in the tables it tells the nodes after the commit. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LaneDesk implements DeliveryLanes {
    private final JdbcClient db;
    private final Clock clock;
    private final LaneSignals signals;

    LaneDesk(JdbcClient db, Clock clock, LaneSignals signals) {
        this.db = db;
        this.clock = clock;
        this.signals = signals;
    }

    @Override
    public void open(LaneId lane, LaneSettings settings) {
        db.sql("""
                insert into platform.lane (id, organization_id, kind, ordered, at_once, per_second, breaker_after)
                values (:id, :organization, :kind, :ordered, :atOnce, :pace, :breaker)
                on conflict (id) do update
                set kind = excluded.kind, ordered = excluded.ordered, at_once = excluded.at_once,
                    per_second = excluded.per_second, breaker_after = excluded.breaker_after
                """)
                .param("id", lane.value())
                .param("organization", app.rapport.platform.Tenancy.current().value())
                .param("kind", settings.kind())
                .param("ordered", settings.ordered())
                .param("atOnce", settings.atOnce())
                .param("pace", settings.perSecond(), java.sql.Types.DOUBLE)
                .param("breaker", settings.breakerAfter())
                .update();
        if (settings.ordered()) {
            // What was queued while order did not matter: each its own line.
            db.sql("""
                    update platform.delivery set key = id::text
                    where lane_id = :lane and next_attempt_at is not null and key is null
                    """).param("lane", lane.value()).update();
        }
        after(Set.of(lane), signals::changed);
    }

    @Override
    public void close(LaneId lane) {
        db.sql("""
                update platform.delivery set state = 'cancelled', next_attempt_at = null, finished_at = :now
                where id in (select id from platform.delivery
                             where lane_id = :lane and (next_attempt_at is not null or state = 'blocked')
                             order by id for update)
                """)
                .param("lane", lane.value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        db.sql("delete from platform.lane where id = :lane")
                .param("lane", lane.value())
                .update();
        after(Set.of(lane), signals::changed);
    }

    @Override
    public void pause(LaneId lane) {
        set(lane, "paused");
    }

    @Override
    public void resume(LaneId lane) {
        set(lane, "active");
    }

    private void set(LaneId lane, String state) {
        db.sql("update platform.lane set state = :state where id = :lane and state <> :state")
                .param("state", state)
                .param("lane", lane.value())
                .update();
        after(Set.of(lane), signals::changed);
        after(Set.of(lane), signals::due);
    }

    @Override
    public void enqueue(List<Queued> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        var now = Timestamps.at(clock.instant());
        var found = db.sql("""
                with asked as (
                    select * from unnest(:ids, :lanes, :keys, :starts) with ordinality as a (id, lane_id, key, start, nth)),
                queued as (
                    insert into platform.delivery (id, organization_id, lane_id, key, created_at, next_attempt_at)
                    select a.id, l.organization_id, l.id,
                           case when l.ordered then coalesce(nullif(a.key, ''), a.id::text) end, :now, coalesce(a.start, :now)
                    from asked a join platform.lane l on l.id = a.lane_id order by a.nth
                    on conflict (id) do nothing)
                select distinct l.id from asked a join platform.lane l on l.id = a.lane_id
                """)
                .param("ids", SqlArrays.uuids(deliveries, Queued::delivery))
                .param(
                        "lanes",
                        SqlArrays.uuids(deliveries, queued -> queued.lane().value()))
                .param("keys", SqlArrays.texts(deliveries, Queued::key))
                .param("starts", SqlArrays.times(deliveries, Queued::notBefore))
                .param("now", now)
                .query(SqlArrays::id)
                .list();
        var lanes = deliveries.stream().map(Queued::lane).collect(Collectors.toSet());
        if (found.size() < lanes.size()) {
            found.forEach(id -> lanes.remove(new LaneId(id)));
            throw new IllegalArgumentException("no such lanes: " + lanes);
        }
        after(lanes, signals::due);
    }

    @Override
    public int retry(Collection<UUID> deliveries) {
        return again("id = any(:ids) and state <> 'pending'", deliveries)
                + again("id = any(:ids) and state = 'pending' and next_attempt_at > :now", deliveries);
    }

    private int again(String which, Collection<UUID> deliveries) {
        var touched = db.sql("""
                update platform.delivery
                set state = 'pending', tries = 0, next_attempt_at = :now, finished_at = null, code = null, reason = null
                where id in (select id from platform.delivery where %s order by id for update)
                returning lane_id
                """.formatted(which))
                .param("ids", SqlArrays.uuids(deliveries, id -> id))
                .param("now", Timestamps.at(clock.instant()))
                .query(SqlArrays::id)
                .list();
        return due(touched);
    }

    @Override
    public int retryAll(LaneId lane) {
        return release(lane, "('failed', 'blocked', 'dead')");
    }

    @Override
    public int unblock(LaneId lane) {
        db.sql("update platform.lane set held_until = null, held_reason = null where id = :lane")
                .param("lane", lane.value())
                .update();
        var freed = release(lane, "('blocked')");
        after(Set.of(lane), signals::changed);
        after(Set.of(lane), signals::due);
        return freed;
    }

    private int release(LaneId lane, String states) {
        return due(db.sql("""
                update platform.delivery
                set state = 'pending', tries = 0, next_attempt_at = :now, finished_at = null, code = null, reason = null
                where id in (select id from platform.delivery
                             where lane_id = :lane and state in %s order by id for update)
                returning lane_id
                """.formatted(states))
                .param("lane", lane.value())
                .param("now", Timestamps.at(clock.instant()))
                .query(SqlArrays::id)
                .list());
    }

    private int due(List<UUID> lanesTouched) {
        var lanes = new HashSet<LaneId>();
        lanesTouched.forEach(id -> lanes.add(new LaneId(id)));
        after(lanes, signals::due);
        return lanesTouched.size();
    }

    @Override
    public int cancel(Collection<UUID> deliveries) {
        var touched = db.sql("""
                update platform.delivery set state = 'cancelled', next_attempt_at = null, finished_at = :now
                where id in (select id from platform.delivery
                             where id = any(:ids) and state in ('pending', 'failed', 'blocked') order by id for update)
                returning lane_id
                """)
                .param("ids", SqlArrays.uuids(deliveries, id -> id))
                .param("now", Timestamps.at(clock.instant()))
                .query(SqlArrays::id)
                .list();
        after(touched.stream().map(LaneId::new).collect(Collectors.toSet()), signals::changed);
        return touched.size();
    }

    @Override
    public Map<UUID, DeliveryStatus> find(Collection<UUID> deliveries) {
        return db
                .sql("select * from platform.delivery where id = any(:ids)")
                .param("ids", SqlArrays.uuids(deliveries, id -> id))
                .query((row, number) -> new DeliveryStatus(
                        row.getObject("id", UUID.class),
                        new LaneId(row.getObject("lane_id", UUID.class)),
                        DeliveryState.of(row.getString("state")),
                        row.getInt("attempts"),
                        Timestamps.read(row, "created_at"),
                        Timestamps.readOrNull(row, "next_attempt_at"),
                        Timestamps.readOrNull(row, "finished_at"),
                        row.getString("code"),
                        row.getString("reason")))
                .list()
                .stream()
                .collect(Collectors.toMap(DeliveryStatus::delivery, status -> status));
    }

    private record Found(LaneId lane, Waiting waiting) {}

    @Override
    public Map<LaneId, Waiting> waiting(Collection<LaneId> lanes) {
        return db
                .sql("""
                        select w.id, d.pending, d.since from unnest(:lanes) as w (id) cross join lateral (
                            select count(*) filter (where state = 'pending') as pending, min(created_at) as since
                            from platform.delivery where lane_id = w.id and next_attempt_at is not null) d
                        where d.since is not null
                        """)
                .param("lanes", SqlArrays.uuids(lanes, LaneId::value))
                .query((row, number) -> new Found(
                        new LaneId(row.getObject("id", UUID.class)),
                        new Waiting(row.getLong("pending"), Timestamps.read(row, "since"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::lane, Found::waiting));
    }

    @Override
    public List<Attempt> attempts(UUID delivery) {
        return new ArrayList<>(db.sql("""
                        select number, started_at, took_ms, status, outcome, code, error, excerpt
                        from platform.delivery_attempt where delivery_id = :id order by number
                        """)
                .param("id", delivery)
                .query((row, number) -> new Attempt(
                        row.getInt("number"),
                        Timestamps.read(row, "started_at"),
                        Duration.ofMillis(row.getInt("took_ms")),
                        row.getObject("status", Integer.class),
                        row.getString("outcome"),
                        row.getString("code"),
                        row.getString("error"),
                        row.getString("excerpt")))
                .list());
    }

    private static void after(Set<LaneId> lanes, Consumer<Set<LaneId>> tell) {
        if (lanes.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell.accept(lanes);
            }
        });
    }
}
