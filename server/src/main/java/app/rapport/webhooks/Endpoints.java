package app.rapport.webhooks;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.LaneId;
import app.rapport.platform.lanes.LaneSettings;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The organisation's endpoints. Each is the lane of the same id. */
@Service
@Transactional
class Endpoints {
    static final String LANE_KIND = "webhook";
    static final SealedColumn SECRET = new SealedColumn("webhooks.webhook_configs", "secret");
    static final SealedColumn PREVIOUS = new SealedColumn("webhooks.webhook_configs", "previous_secret");
    static final SealedColumn SIGNING_KEY = new SealedColumn("webhooks.webhook_configs", "signing_key");
    /** How long after a rotation both secrets sign. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final int MOST = 1_000;

    private final JdbcClient db;
    private final Addresses addresses;
    private final Secrets secrets;
    private final DeliveryLanes lanes;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    Endpoints(
            JdbcClient db,
            Addresses addresses,
            Secrets secrets,
            DeliveryLanes lanes,
            AuditTrail audit,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.addresses = addresses;
        this.secrets = secrets;
        this.lanes = lanes;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** A fresh secret, which is shown this once. */
    record Made(Endpoint endpoint, String secret) {}

    Made create(@Nullable String name, String url, @Nullable List<String> events, boolean active, boolean asymmetric) {
        var id = Ids.next();
        var secret = Signature.newSecret();
        var pair = asymmetric ? Signature.KeyPair.fresh() : null;
        var checked = addresses.check(url);
        if (count() >= MOST) {
            throw Problem.conflict("too_many_webhooks", "An organisation has at most " + MOST + " webhooks.")
                    .with("limit", MOST);
        }
        db.sql("""
                insert into webhooks.webhook_configs
                    (id, organization_id, name, url, events, secret, active, created_at, updated_at, signing_key, public_key)
                values (:id, :organization, :name, :url, :events, :secret, :active, :now, :now, :signingKey, :publicKey)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("name", Subscription.name(name))
                .param("url", checked.toString())
                .param("events", Subscription.events(events).toArray(String[]::new))
                .param("secret", secrets.seal(SECRET, id, secret))
                .param("active", active)
                .param("now", Timestamps.at(clock.instant()))
                .param("signingKey", pair == null ? null : secrets.seal(SIGNING_KEY, id, pair.seed()))
                .param("publicKey", pair == null ? null : pair.publicKey())
                .update();
        lanes.open(new LaneId(id), LaneSettings.usual(LANE_KIND).unordered());
        if (!active) {
            lanes.pause(new LaneId(id));
        }
        audit.record("webhook.created", "webhook", id.toString(), Map.of("url", checked.toString()));
        return new Made(endpoint(id), secret);
    }

    private long count() {
        return db.sql("select count(*) from webhooks.webhook_configs")
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    List<Endpoint> all() {
        var stats = stats();
        return db
                .sql("select * from webhooks.webhook_configs order by created_at, id")
                .query(this::read)
                .list()
                .stream()
                .map(endpoint -> endpoint.with(stats.getOrDefault(endpoint.id(), Endpoint.Stats.NONE)))
                .toList();
    }

    @Transactional(readOnly = true)
    Endpoint one(UUID id) {
        return endpoint(id).with(stats().getOrDefault(id, Endpoint.Stats.NONE));
    }

    private Endpoint read(ResultSet row, int number) throws SQLException {
        var words = row.getString("disabled_words");
        return Endpoint.read(row, words == null ? null : json.readValue(words, Wording.class));
    }

    private Endpoint endpoint(UUID id) {
        return db.sql("select * from webhooks.webhook_configs where id = :id")
                .param("id", id)
                .query(this::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("webhook"));
    }

    private record Counted(UUID id, Endpoint.Stats stats) {}

    private Map<UUID, Endpoint.Stats> stats() {
        var counted = db.sql("""
                        select c.id,
                          (select count(*) from webhooks.webhook_deliveries d
                           where d.webhook_config_id = c.id and d.created_at > :since and d.state = 'delivered') delivered,
                          (select count(*) from webhooks.webhook_deliveries d
                           where d.webhook_config_id = c.id and d.troubled and d.state in ('failed', 'dead', 'blocked')) failed
                        from webhooks.webhook_configs c
                        """)
                .param("since", Timestamps.at(clock.instant().minus(Duration.ofDays(1))))
                .query((row, number) -> new Counted(
                        row.getObject("id", UUID.class),
                        new Endpoint.Stats(row.getLong("delivered"), row.getLong("failed"), 0)))
                .list();
        var waiting =
                lanes.waiting(counted.stream().map(one -> new LaneId(one.id())).toList());
        return counted.stream().collect(Collectors.toMap(Counted::id, one -> {
            var pending = waiting.get(new LaneId(one.id()));
            return pending == null
                    ? one.stats()
                    : new Endpoint.Stats(one.stats().delivered(), one.stats().failed(), pending.pending());
        }));
    }

    /** What is null stays as it is. Switching it on forgets why it was off. */
    Endpoint change(UUID id, WebhooksController.Entered entered) {
        var before = endpoint(id);
        var wanted = entered.url().map(url -> addresses.check(url).toString()).over(before.url(), "url");
        var on = entered.active().over(before.active(), "active");
        db.sql("""
                update webhooks.webhook_configs
                set name = :name, url = :url, events = :events, active = :active, updated_at = :now,
                    disabled_reason = case when :active then null else disabled_reason end,
                    disabled_words = case when :active then null else disabled_words end,
                    disabled_at = case when :active then null else coalesce(disabled_at, :now) end,
                    failing_since = case when :fresh then null else failing_since end
                where id = :id
                """)
                .param("id", id)
                .param("name", entered.name().map(Subscription::name).over(before.name(), "name"))
                .param("url", wanted)
                .param(
                        "events",
                        entered.events()
                                .map(Subscription::events)
                                .over(before.events(), "events")
                                .toArray(String[]::new))
                .param("active", on)
                .param("fresh", (on && !before.active()) || !wanted.equals(before.url()))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        var signsSo = before.publicKey() != null;
        signAsymmetrically(id, entered.asymmetric().over(signsSo, "asymmetric"), signsSo);
        var lane = new LaneId(id);
        if (on && !before.active()) {
            lanes.resume(lane);
        }
        if (!on && before.active()) {
            lanes.pause(lane);
        }
        if (on && !wanted.equals(before.url())) {
            lanes.unblock(lane);
        }
        audit.record("webhook.updated", "webhook", id.toString(), Map.of("url", wanted, "active", on));
        return one(id);
    }

    private void signAsymmetrically(UUID id, boolean wanted, boolean already) {
        if (wanted == already) {
            return;
        }
        var pair = wanted ? Signature.KeyPair.fresh() : null;
        db.sql("update webhooks.webhook_configs set signing_key = :seed, public_key = :publicKey where id = :id")
                .param("seed", pair == null ? null : secrets.seal(SIGNING_KEY, id, pair.seed()))
                .param("publicKey", pair == null ? null : pair.publicKey())
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        var endpoint = endpoint(id);
        lanes.close(new LaneId(id));
        db.sql("delete from webhooks.webhook_configs where id = :id")
                .param("id", id)
                .update();
        audit.record("webhook.deleted", "webhook", id.toString(), Map.of("url", endpoint.url()));
    }

    /** A new secret; the old one signs along until the receiver has had a day to change. */
    record Rotated(String secret, Instant previousValidUntil) {}

    Rotated rotate(UUID id) {
        var old = db.sql("select secret from webhooks.webhook_configs where id = :id for update")
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .optional()
                .orElseThrow(() -> Problem.notFound("webhook"));
        var secret = Signature.newSecret();
        var until = clock.instant().plus(OVERLAP);
        db.sql("""
                update webhooks.webhook_configs
                set secret = :secret, previous_secret = :previous, previous_secret_until = :until, updated_at = :now
                where id = :id
                """)
                .param("secret", secrets.seal(SECRET, id, secret))
                .param("previous", secrets.seal(PREVIOUS, id, secrets.open(SECRET, id, old)))
                .param("until", Timestamps.at(until))
                .param("now", Timestamps.at(clock.instant()))
                .param("id", id)
                .update();
        audit.record("webhook.secret_rotated", "webhook", id.toString(), Map.of());
        return new Rotated(secret, until);
    }

    /** What it takes to call an endpoint now. */
    record Target(String url, Signature.Keys keys) {}

    @Transactional(readOnly = true)
    Target target(UUID id) {
        return db.sql("select * from webhooks.webhook_configs where id = :id")
                .param("id", id)
                .query((row, number) -> new Target(
                        row.getString("url"),
                        Letters.keys(
                                secrets,
                                clock.instant(),
                                id,
                                row.getString("secret"),
                                row.getString("previous_secret"),
                                Timestamps.readOrNull(row, "previous_secret_until"),
                                row.getString("signing_key"))))
                .optional()
                .orElseThrow(() -> Problem.notFound("webhook"));
    }
}
