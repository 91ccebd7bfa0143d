package app.rapport.crm;

import app.rapport.crm.Integrations.Integration;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Warning;
import app.rapport.crm.connector.Written;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.lanes.DeliveryHandler.Finished;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.LaneId;
import app.rapport.platform.lanes.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How each conversation stands in each CRM, and the requests to change that. Wants a caller's transaction. */
@Component
class Syncs {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;
    private final DeliveryLanes lanes;
    private final LiveEvents live;

    Syncs(JdbcClient db, JsonMapper json, Clock clock, DeliveryLanes lanes, LiveEvents live) {
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.lanes = lanes;
        this.live = live;
    }

    /** One request to bring a conversation up to date. */
    record Push(UUID id, UUID sync, UUID conversation, UUID connection, String crmType, int wanted, String reason) {
        /** A person asked, so that what is there already is written again. */
        boolean byHand() {
            return !reason.equals("completed") && !reason.equals("changed");
        }
    }

    /** Where the row of a conversation and a connection stands. */
    record Standing(UUID id, int wanted, int done) {}

    /**
     * Wants the conversation up to date there; makes the pair's row if there is none. Answers the row's id.
     *
     * @param due when, by the connection's frequency; null for at once, and then whatever waits goes at once too
     */
    UUID want(Integration integration, UUID conversation, String title, String reason, @Nullable Instant due) {
        var now = Timestamps.at(clock.instant());
        var standing = db.sql("""
                        insert into crm.sync (id, organization_id, conversation_id, conversation_title, connection_id, crm_type, wanted, wanted_at, next_attempt_at)
                        values (:id, :organization, :conversation, :title, :connection, :type, 1, :now, cast(:due as timestamptz))
                        on conflict (conversation_id, connection_id) do update
                        set wanted = crm.sync.wanted + 1, conversation_title = excluded.conversation_title,
                          attempts = case when crm.sync.state = 'synced' then 0 else crm.sync.attempts end,
                          wanted_at = case when crm.sync.state = 'synced' then excluded.wanted_at else crm.sync.wanted_at end,
                          state = case when crm.sync.state = 'blocked' then 'blocked' else 'pending' end,
                          next_attempt_at = excluded.next_attempt_at
                        returning id, wanted, done
                        """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("conversation", conversation)
                .param("title", title)
                .param("connection", integration.id())
                .param("type", integration.crmType())
                .param("now", now)
                .param("due", due == null ? null : Timestamps.at(due))
                .query((row, number) ->
                        new Standing(row.getObject("id", UUID.class), row.getInt("wanted"), row.getInt("done")))
                .single();
        // Those that wait for a later try need not wait for it any more.
        var waiting = due == null ? open(List.of(standing.id())) : List.<UUID>of();
        var push = Ids.next();
        db.sql("""
                insert into crm.push (id, organization_id, sync_id, wanted, reason, created_at)
                values (:id, :organization, :sync, :wanted, :reason, :now)
                """)
                .param("id", push)
                .param("organization", Tenancy.current().value())
                .param("sync", standing.id())
                .param("wanted", standing.wanted())
                .param("reason", reason)
                .param("now", now)
                .update();
        if (!waiting.isEmpty()) {
            lanes.retry(waiting);
        }
        lanes.enqueue(List.of(new DeliveryLanes.Queued(integration.lane(), push, conversation.toString(), due)));
        changed(conversation);
        return standing.id();
    }

    private List<UUID> open(Collection<UUID> syncs) {
        return db.sql("select id from crm.push where sync_id in (:syncs) and finished_at is null")
                .param("syncs", syncs)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Connections that have a row for the conversation. */
    List<UUID> connectionsOf(UUID conversation) {
        return db.sql("select connection_id from crm.sync where conversation_id = :conversation")
                .param("conversation", conversation)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** In system scope. */
    Map<UUID, Push> pushes(Collection<UUID> ids) {
        var found = new HashMap<UUID, Push>();
        db.sql("""
                select p.id, p.sync_id, p.wanted, p.reason, s.conversation_id, s.connection_id, s.crm_type
                from crm.push p join crm.sync s on s.id = p.sync_id where p.id in (:ids)
                """)
                .param("ids", ids)
                .query((row, number) -> new Push(
                        row.getObject("id", UUID.class),
                        row.getObject("sync_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("connection_id", UUID.class),
                        row.getString("crm_type"),
                        row.getInt("wanted"),
                        row.getString("reason")))
                .list()
                .forEach(push -> found.put(push.id(), push));
        return found;
    }

    Optional<Standing> standing(UUID sync) {
        return db.sql("select id, wanted, done from crm.sync where id = :id")
                .param("id", sync)
                .query((row, number) ->
                        new Standing(row.getObject("id", UUID.class), row.getInt("wanted"), row.getInt("done")))
                .optional();
    }

    void synced(Push push, int done, Written record, Pusher.Trace trace) {
        var now = clock.instant();
        db.sql("""
                update crm.sync set done = greatest(done, :done), remote_type = :type, remote_id = :remote,
                  remote_url = coalesce(:url, remote_url), error_class = null, error_code = null, error_message = null,
                  next_step = null, error_words = null, warnings = cast(:warnings as jsonb), warning_words = cast(:warningWords as jsonb),
                  payload = cast(:payload as jsonb), tried_at = :now,
                  synced_at = :now, duration_ms = greatest(0, extract(epoch from (:now - wanted_at)) * 1000)
                where id = :id
                """)
                .param("done", done)
                .param("type", record.record().type())
                .param("remote", record.record().id())
                .param("url", record.url())
                .param("warnings", each(trace, Warning::message))
                .param("warningWords", each(trace, Warning::words))
                .param("payload", payload(trace, null))
                .param("now", Timestamps.at(now))
                .param("id", push.sync())
                .update();
    }

    void failed(Push push, Fault fault, boolean retryable, Pusher.Trace trace) {
        db.sql("""
                update crm.sync set error_class = :class, error_code = :code, error_message = :message, next_step = :next,
                  error_words = cast(:words as jsonb),
                  retryable = :retryable, warnings = cast(:warnings as jsonb), warning_words = cast(:warningWords as jsonb),
                  payload = cast(:payload as jsonb), tried_at = :now
                where id = :id
                """)
                .param("class", fault.errorClass().word())
                .param("code", fault.code())
                .param("message", fault.message())
                .param("next", fault.nextStep())
                .param("words", json.writeValueAsString(fault.words()))
                .param("retryable", retryable)
                .param("warnings", each(trace, Warning::message))
                .param("warningWords", each(trace, Warning::words))
                .param("payload", payload(trace, fault))
                .param("now", Timestamps.at(clock.instant()))
                .param("id", push.sync())
                .update();
    }

    private String each(Pusher.Trace trace, Function<Warning, Object> part) {
        return json.writeValueAsString(
                trace.warnings.stream().distinct().map(part).toList());
    }

    /** What failed, or all that was sent. */
    private @Nullable String payload(Pusher.Trace trace, @Nullable Fault fault) {
        var all = json.createArrayNode();
        if (fault != null && trace.current == null) {
            all.addObject().put("purpose", trace.operation(fault));
            return json.writeValueAsString(all);
        }
        var requests = fault != null ? List.of(Objects.requireNonNull(trace.current)) : trace.requests;
        for (var request : requests) {
            var one = all.addObject()
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("purpose", request.purpose());
            JsonNode body = request.body();
            if (body != null) {
                one.set("body", body);
            }
        }
        return json.writeValueAsString(all);
    }

    void activity(Push push, String operation, String outcome, Duration took, @Nullable String remoteId) {
        db.sql("""
                insert into crm.activity (id, organization_id, at, sync_id, conversation_id, conversation_title, connection_id,
                  crm_type, operation, outcome, duration_ms, remote_id)
                select :id, organization_id, :now, id, conversation_id, conversation_title, connection_id, crm_type,
                  :operation, :outcome, :duration, coalesce(:remote, remote_id)
                from crm.sync where id = :sync
                """)
                .param("id", Ids.next())
                .param("now", Timestamps.at(clock.instant()))
                .param("operation", operation)
                .param("outcome", outcome)
                .param("duration", took.toMillis())
                .param("remote", remoteId)
                .param("sync", push.sync())
                .update();
    }

    /** Requests that ended long ago. In system scope. */
    void forget(Collection<UUID> pushes) {
        db.sql("delete from crm.push where id in (:ids)").param("ids", pushes).update();
    }

    /** What the lanes made of attempts. In system scope. */
    void settled(List<Finished> attempts) {
        for (var attempt : attempts) {
            var throttled = attempt.attempt().outcome().equals("throttled");
            var state = switch (attempt.state()) {
                case DELIVERED -> "synced";
                case BLOCKED -> "blocked";
                case PENDING -> throttled ? "pending" : "failed";
                case FAILED, DEAD -> "failed";
                case CANCELLED -> "failed";
            };
            var made = throttled || nothingDone(attempt) ? 0 : 1;
            db.sql("update crm.push set retries = retries + :made, finished_at = :finished where id = :id")
                    .param("made", made)
                    .param("finished", attempt.state().finished() ? Timestamps.at(attempt.at()) : null)
                    .param("id", attempt.delivery())
                    .update();
            var conversation = db.sql("""
                            update crm.sync s set
                              state = case when :state = 'synced' and s.done < s.wanted then 'pending' else :state end,
                              attempts = s.attempts + :made,
                              next_attempt_at = :next
                            from crm.push p where p.id = :push and s.id = p.sync_id
                            returning s.conversation_id
                            """)
                    .param("state", state)
                    .param("made", made)
                    .param("next", Timestamps.atOrNull(attempt.nextAttemptAt()))
                    .param("push", attempt.delivery())
                    .query(UUID.class)
                    .optional();
            conversation.ifPresent(id -> Tenancy.run(attempt.organization(), () -> changed(id)));
        }
    }

    private static boolean nothingDone(Finished attempt) {
        return attempt.outcome() instanceof Outcome.Delivered delivered
                && delivered.excerpt().equals(CrmDeliveries.UP_TO_DATE);
    }

    /** The conversation was deleted: nobody waits for it any more, in any CRM. Restoring it wants it anew. */
    void withdraw(UUID conversation) {
        var open = db.sql("""
                        update crm.push set finished_at = :now
                        where finished_at is null and sync_id in (select id from crm.sync where conversation_id = :conversation)
                        returning id
                        """)
                .param("now", Timestamps.at(clock.instant()))
                .param("conversation", conversation)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        if (!open.isEmpty()) {
            lanes.cancel(open);
        }
        db.sql("""
                update crm.sync set state = 'synced', done = wanted, next_attempt_at = null,
                  error_class = null, error_code = null, error_message = null, next_step = null, error_words = null
                where conversation_id = :conversation and state <> 'synced'
                """).param("conversation", conversation).update();
        changed(conversation);
    }

    /** The conversation or the connection went away: nothing is wanted any more. */
    void nothingLeft(Push push) {
        db.sql("update crm.sync set done = wanted where id = :id")
                .param("id", push.sync())
                .update();
    }

    /** Wants failed or blocked ones anew. Answers where each goes; nowhere when its connection was ended. */
    List<Integration> retry(Collection<UUID> syncs, Map<UUID, Integration> integrations) {
        var retried = new ArrayList<Integration>();
        for (var id : syncs) {
            var row = db.sql("select conversation_id, conversation_title, connection_id from crm.sync where id = :id")
                    .param("id", id)
                    .query((found, number) -> new Failed(
                            found.getObject("conversation_id", UUID.class),
                            found.getString("conversation_title"),
                            found.getObject("connection_id", UUID.class)))
                    .optional()
                    .orElseThrow(() -> Problem.notFound("sync"));
            var integration = integrations.get(row.connection());
            if (integration != null) {
                want(integration, row.conversation(), row.title(), "retry", null);
                retried.add(integration);
            }
        }
        return retried;
    }

    private record Failed(UUID conversation, String title, UUID connection) {}

    List<UUID> failing(LaneId lane) {
        return db.sql("""
                        select id from crm.sync
                        where connection_id = :connection
                          and (state in ('failed', 'blocked') or (state = 'pending' and error_code is not null))
                        """)
                .param("connection", lane.value())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private void changed(UUID conversation) {
        live.publish("sync", conversation.toString());
        live.publish("monitor", "");
    }
}
