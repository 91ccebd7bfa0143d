package app.rapport.intake;

import app.rapport.intake.IntakeHandler.Receipt;
import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The queue behind the door. In system scope, each method its own transaction. */
@Component
class WorkQueue {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    WorkQueue(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** @param attempt counts from 1 */
    record Task(UUID id, String provider, int attempt, Receipt receipt) {}

    private record Claim(UUID id, String provider, int attempt) {}

    /**
     * Takes what is due and nobody holds, oldest first, for a while. A node that dies holds it no longer than that. The
     * lease runs by the database's clock, for nodes may disagree.
     */
    @Transactional
    List<Task> claim(int most, int seconds) {
        var claims = db.sql("""
                with due as (
                  select id from intake.work
                  where state = 'waiting' and next_attempt_at <= :now
                    and (lease_until is null or lease_until < clock_timestamp())
                  order by next_attempt_at limit :most for update skip locked
                )
                update intake.work w set attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => :seconds)
                from due where w.id = due.id
                returning w.id, w.provider, w.attempts
                """)
                .param("now", Timestamps.at(clock.instant()))
                .param("most", most)
                .param("seconds", seconds)
                .query((row, number) ->
                        new Claim(row.getObject("id", UUID.class), row.getString("provider"), row.getInt("attempts")))
                .list();
        if (claims.isEmpty()) {
            return List.of();
        }
        var receipts = db
                .sql("select id, received_at, headers, body from intake.receipt where id = any(:ids)")
                .param("ids", claims.stream().map(Claim::id).toArray(UUID[]::new))
                .query(this::receipt)
                .list()
                .stream()
                .collect(Collectors.toMap(Receipt::id, Function.identity()));
        return claims.stream()
                .flatMap(claim -> Stream.ofNullable(receipts.get(claim.id()))
                        .map(receipt -> new Task(claim.id(), claim.provider(), claim.attempt(), receipt)))
                .toList();
    }

    @Transactional
    void keepHolding(Collection<UUID> ids, int seconds) {
        db.sql("""
                update intake.work set lease_until = clock_timestamp() + make_interval(secs => :seconds)
                where id = any(:ids) and state = 'waiting'
                """)
                .param("seconds", seconds)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** Notes what is done, and whose each receipt is. */
    @Transactional
    void done(Collection<UUID> ids, Map<UUID, Set<OrganizationId>> concerned) {
        concerns(concerned);
        if (ids.isEmpty()) {
            return;
        }
        db.sql("""
                update intake.work set state = 'done', lease_until = null, error = null, finished_at = :now
                where id = any(:ids) and state = 'waiting'
                """)
                .param("now", Timestamps.at(clock.instant()))
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    @Transactional
    void again(UUID id, String error, Instant at) {
        db.sql("""
                update intake.work set lease_until = null, error = :error, next_attempt_at = :at
                where id = :id and state = 'waiting'
                """)
                .param("id", id)
                .param("error", error)
                .param("at", Timestamps.at(at))
                .update();
    }

    @Transactional
    void dead(UUID id, String error) {
        db.sql("""
                update intake.work set state = 'dead', lease_until = null, error = :error, finished_at = :now
                where id = :id and state = 'waiting'
                """)
                .param("id", id)
                .param("error", error)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private void concerns(Map<UUID, Set<OrganizationId>> receipts) {
        var pairs = receipts.entrySet().stream()
                .flatMap(receipt -> receipt.getValue().stream().map(of -> Map.entry(of.value(), receipt.getKey())))
                .toList();
        if (pairs.isEmpty()) {
            return;
        }
        db.sql("""
                insert into intake.receipt_of (organization_id, receipt_id)
                select * from unnest(:organizations::uuid[], :receipts::uuid[]) on conflict do nothing
                """)
                .param("organizations", pairs.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .param("receipts", pairs.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
                .update();
    }

    /** Forgets what was done before that; how many, at most so many. What is dead stays until somebody looked. */
    @Transactional
    int forget(Instant before, int most) {
        // The primary key finds the old ones.
        var bound = Ids.bound(before);
        var ids = db.sql("""
                delete from intake.work where id in (
                  select id from intake.work where id < :bound and state = 'done' order by id limit :most)
                returning id
                """)
                .param("bound", bound)
                .param("most", most)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        db.sql("delete from intake.receipt where id = any(:ids)")
                .param("ids", ids)
                .update();
        db.sql("delete from intake.receipt_of where receipt_id = any(:ids)")
                .param("ids", ids)
                .update();
        return ids.length;
    }

    @Transactional
    int forgetHeard(Instant before) {
        return db.sql("delete from intake.heard where at < :before")
                .param("before", Timestamps.at(before))
                .update();
    }

    private Receipt receipt(ResultSet row, int number) throws SQLException {
        return new Receipt(
                row.getObject("id", UUID.class),
                json.readValue(row.getString("headers"), new TypeReference<Map<String, List<String>>>() {}),
                row.getBytes("body"),
                Timestamps.read(row, "received_at"));
    }
}
