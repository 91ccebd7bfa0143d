package app.rapport.webhooks;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.secrets.Secrets;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads deliveries with all it takes to make them. Called in the lanes' transaction, in system scope. */
@Repository
class Letters {
    private final JdbcClient db;
    private final Secrets secrets;
    private final Clock clock;

    Letters(JdbcClient db, Secrets secrets, Clock clock) {
        this.db = db;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Event(OrganizationId organization, UUID id) {}

    /** An event goes to many endpoints, and each gets the same bytes: its payload is read and its body written once. */
    Map<UUID, Letter> load(Collection<UUID> deliveries) {
        var now = clock.instant();
        var letters = new HashMap<UUID, Letter>();
        var keys = new HashMap<UUID, Signature.Keys>();
        var bodies = new HashMap<Event, byte[]>();
        db.sql("""
                select d.id, d.organization_id, d.event_id, d.event_type, d.event_at,
                       case when row_number() over (partition by d.organization_id, d.event_id) = 1
                            then d.payload::text end as payload,
                       c.id as config, c.url, c.secret, c.previous_secret, c.previous_secret_until, c.signing_key
                from webhooks.webhook_deliveries d join webhooks.webhook_configs c on c.id = d.webhook_config_id
                where d.id = any(:ids)
                """).param("ids", SqlArrays.uuids(deliveries, id -> id)).query((ResultSet row) -> {
            var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
            var config = row.getObject("config", UUID.class);
            var known = keys.get(config);
            if (known == null) {
                known = keys(row, config, organization, now);
                keys.put(config, known);
            }
            var event = row.getObject("event_id", UUID.class);
            var body = bodies.get(new Event(organization, event));
            if (body == null) {
                body = Letter.body(
                        event,
                        row.getString("event_type"),
                        organization,
                        row.getString("payload"),
                        Timestamps.read(row, "event_at"));
                bodies.put(new Event(organization, event), body);
            }
            letters.put(
                    row.getObject("id", UUID.class), new Letter(URI.create(row.getString("url")), known, event, body));
        });
        return letters;
    }

    private Signature.Keys keys(ResultSet row, UUID config, OrganizationId organization, Instant now)
            throws SQLException {
        return Tenancy.in(
                organization,
                () -> keys(
                        secrets,
                        now,
                        config,
                        row.getString("secret"),
                        row.getString("previous_secret"),
                        Timestamps.readOrNull(row, "previous_secret_until"),
                        row.getString("signing_key")));
    }

    static Signature.Keys keys(
            Secrets secrets,
            Instant now,
            UUID config,
            String secret,
            @Nullable String previous,
            @Nullable Instant previousUntil,
            @Nullable String signingKey) {
        var shared = new ArrayList<String>();
        shared.add(secrets.open(Endpoints.SECRET, config, secret));
        if (previous != null && previousUntil != null && previousUntil.isAfter(now)) {
            shared.add(secrets.open(Endpoints.PREVIOUS, config, previous));
        }
        return new Signature.Keys(
                shared, signingKey == null ? null : secrets.open(Endpoints.SIGNING_KEY, config, signingKey));
    }
}
