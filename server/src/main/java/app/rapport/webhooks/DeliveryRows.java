package app.rapport.webhooks;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.TenantEvent;
import app.rapport.platform.lanes.DeliveryHandler.Finished;
import app.rapport.platform.lanes.DeliveryState;
import app.rapport.platform.lanes.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the delivery log in step with the lanes. Called in the lanes' transaction, in system scope. */
@Repository
class DeliveryRows {
    private final JdbcClient db;
    private final WebhookSettings settings;
    private final ApplicationEventPublisher events;

    DeliveryRows(JdbcClient db, WebhookSettings settings, ApplicationEventPublisher events) {
        this.db = db;
        this.settings = settings;
        this.events = events;
    }

    /** An endpoint that said it is gone, or failed for too long. */
    record EndpointGivenUp(OrganizationId organization, UUID endpoint, boolean gone) implements TenantEvent {}

    void record(List<Finished> attempts) {
        db.sql("""
                update webhooks.webhook_deliveries d
                set state = r.state, attempts = r.attempts, response_status = r.status, response_body = r.body,
                    error = r.error, next_attempt_at = r.next, delivered_at = r.delivered,
                    troubled = r.state <> 'delivered'
                from unnest(:ids, :states, :attempts, :statuses, :bodies, :errors, :next, :delivered)
                    as r (id, state, attempts, status, body, error, next, delivered)
                where d.id = r.id
                """)
                .param("ids", SqlArrays.uuids(attempts, Finished::delivery))
                .param("states", SqlArrays.texts(attempts, one -> one.state().word()))
                .param("attempts", SqlArrays.ints(attempts, one -> one.attempt().number()))
                .param("statuses", SqlArrays.ints(attempts, one -> one.attempt().status()))
                .param("bodies", SqlArrays.texts(attempts, one -> one.attempt().excerpt()))
                .param("errors", SqlArrays.texts(attempts, one -> one.attempt().error()))
                .param("next", SqlArrays.times(attempts, Finished::nextAttemptAt))
                .param("delivered", SqlArrays.times(attempts, DeliveryRows::delivered))
                .update();
        var last = new HashMap<UUID, Finished>();
        attempts.forEach(one -> last.put(one.lane().value(), one));
        var well = last.values().stream()
                .filter(one -> one.state() == DeliveryState.DELIVERED)
                .map(one -> one.lane().value())
                .toList();
        if (!well.isEmpty()) {
            db.sql("""
                    update webhooks.webhook_configs set failing_since = null
                    where id = any(:ids) and failing_since is not null
                    """).param("ids", SqlArrays.uuids(well, id -> id)).update();
        }
    }

    void forget(Collection<UUID> deliveries) {
        db.sql("delete from webhooks.webhook_deliveries where id = any(:ids)")
                .param("ids", SqlArrays.uuids(deliveries, id -> id))
                .update();
    }

    /** Notes since when endpoints fail, and tells of those that have failed for too long or are gone. */
    void announceTrouble(List<Finished> attempts) {
        var failed = new LinkedHashMap<UUID, Finished>();
        for (var one : attempts) {
            switch (one.outcome()) {
                case Outcome.Retry _, Outcome.Refused _ -> failed.put(one.lane().value(), one);
                case Outcome.Delivered _ -> failed.remove(one.lane().value());
                case Outcome.Throttled _, Outcome.Blocked _ -> {
                    // neither works nor fails
                }
            }
        }
        if (failed.isEmpty()) {
            return;
        }
        var ones = List.copyOf(failed.values());
        db.sql("""
                update webhooks.webhook_configs c set failing_since = f.at
                from unnest(:ids, :at) as f (id, at) where c.id = f.id and c.failing_since is null
                """)
                .param("ids", SqlArrays.uuids(ones, one -> one.lane().value()))
                .param("at", SqlArrays.times(ones, Finished::at))
                .update();
        var tooLong = new HashSet<>(db.sql("""
                select c.id from webhooks.webhook_configs c join unnest(:ids, :limits) as f (id, limit_at) on f.id = c.id
                where c.active and c.failing_since <= f.limit_at
                """)
                .param("ids", SqlArrays.uuids(ones, one -> one.lane().value()))
                .param("limits", SqlArrays.times(ones, one -> one.at().minus(settings.disableAfter())))
                .query(SqlArrays::id)
                .list());
        for (var one : ones) {
            var gone = one.outcome() instanceof Outcome.Refused refused
                    && refused.code().equals(WebhookDeliveries.GONE);
            if (gone || tooLong.contains(one.lane().value())) {
                events.publishEvent(
                        new EndpointGivenUp(one.organization(), one.lane().value(), gone));
            }
        }
    }

    private static @Nullable Instant delivered(Finished one) {
        return one.state() == DeliveryState.DELIVERED ? one.at() : null;
    }
}
