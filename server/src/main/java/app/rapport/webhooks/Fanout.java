package app.rapport.webhooks;

import app.rapport.platform.Ids;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.DeliveryLanes.Queued;
import app.rapport.platform.lanes.LaneId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes one delivery of an event for each endpoint that asked for its type. */
@Component
class Fanout implements OutwardEvents {
    /** PostgreSQL's JSON holds every character but this one. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final JdbcClient db;
    private final DeliveryLanes lanes;
    private final JsonMapper json;
    private final Clock clock;

    Fanout(JdbcClient db, DeliveryLanes lanes, JsonMapper json, Clock clock) {
        this.db = db;
        this.lanes = lanes;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(UUID id, String type, Instant at, Object payload) {
        var endpoints = db.sql("""
                select id from webhooks.webhook_configs
                where active and (:type = any(events) or '*' = any(events))
                """).param("type", type).query(SqlArrays::id).list();
        if (endpoints.isEmpty()) {
            return;
        }
        var made = db.sql("""
                insert into webhooks.webhook_deliveries
                    (id, organization_id, webhook_config_id, event_id, event_type, event_at, payload, next_attempt_at, created_at)
                select d.id, :organization, d.config, :event, :type, :at, :payload::jsonb, :now, :now
                from unnest(:ids, :configs) as d (id, config)
                on conflict (event_id, webhook_config_id) do nothing
                returning id, webhook_config_id
                """)
                .param("organization", Tenancy.current().value())
                .param("event", id)
                .param("type", type)
                .param("at", Timestamps.at(at))
                .param("payload", NUL.matcher(json.writeValueAsString(payload)).replaceAll("$1\\\\ufffd"))
                .param("now", Timestamps.at(clock.instant()))
                .param("ids", SqlArrays.uuids(endpoints, any -> Ids.next()))
                .param("configs", SqlArrays.uuids(endpoints, config -> config))
                .query((row, number) ->
                        new Queued(new LaneId(row.getObject(2, UUID.class)), row.getObject(1, UUID.class), null, null))
                .list();
        lanes.enqueue(List.copyOf(made));
    }
}
