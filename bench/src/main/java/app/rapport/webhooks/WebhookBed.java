package app.rapport.webhooks;

import app.rapport.identity.Accounts;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.LaneId;
import app.rapport.platform.lanes.LaneSettings;
import app.rapport.webhooks.WebhookCalls.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A running Rapport with one organisation and many endpoints, for measurements. */
public final class WebhookBed {
    private final Endpoints endpoints;
    private final OutwardEvents events;
    private final DeliveryLanes lanes;
    private final WebhookCalls calls;
    private final TransactionTemplate transaction;
    private final JdbcClient db;
    private final OrganizationId organization;
    private final List<UUID> ids = new ArrayList<>();
    private final String key;

    public WebhookBed(ApplicationContext rapport) {
        this.endpoints = rapport.getBean(Endpoints.class);
        this.events = rapport.getBean(OutwardEvents.class);
        this.lanes = rapport.getBean(DeliveryLanes.class);
        this.calls = rapport.getBean(WebhookCalls.class);
        this.transaction = rapport.getBean(TransactionTemplate.class);
        this.db = rapport.getBean(JdbcClient.class);
        var accounts = rapport.getBean(Accounts.class);
        this.organization = accounts.found("Bench " + UUID.randomUUID(), ZoneId.of("UTC"), Integer.MAX_VALUE);
        this.key = Tenancy.in(organization, () -> {
            var user =
                    accounts.add("Bench", UUID.randomUUID() + "@bench.example", Role.ADMIN, "a long enough password");
            return accounts.issueKey(user, "bench", Set.of(Permission.WEBHOOKS_READ));
        });
    }

    /** An API key that may read webhooks. */
    public String key() {
        return key;
    }

    /** Adds an endpoint that hears these types and answers with its id. */
    public UUID endpoint(String url, String... types) {
        var id = act(() -> endpoints
                .create("bench", url, List.of(types), true, false)
                .endpoint()
                .id());
        ids.add(id);
        return id;
    }

    /** Commits one event; it goes to every endpoint of its type. */
    public void publish(String type, Map<String, ?> payload) {
        act(() -> {
            events.publish(UUID.randomUUID(), type, Instant.now(), payload);
            return true;
        });
    }

    /** Holds everything back, or lets it go. */
    public void pause(boolean paused) {
        act(() -> {
            for (var id : ids) {
                if (paused) {
                    lanes.pause(new LaneId(id));
                } else {
                    lanes.resume(new LaneId(id));
                }
            }
            return true;
        });
    }

    /** Makes lanes keep order within as many keys each, or in none; what waits gets its keys. */
    public void ordered(int keys) {
        var settings = LaneSettings.usual(Endpoints.LANE_KIND);
        act(() -> {
            ids.forEach(id -> lanes.open(new LaneId(id), keys > 0 ? settings : settings.unordered()));
            return true;
        });
        if (keys > 0) {
            act(() -> db.sql("""
                    update platform.delivery set key = 'key ' || mod(seq / :lanes, :keys)
                    where next_attempt_at is not null
                    """).param("lanes", ids.size()).param("keys", keys).update());
        }
    }

    /** Deliveries neither made nor given up. */
    public long open() {
        return act(() -> db.sql("select count(*) from platform.delivery where next_attempt_at is not null")
                .query(Long.class)
                .single());
    }

    /** Whether nothing is left to do; cheaper to ask than {@link #open}. */
    public boolean idle() {
        return act(() -> db.sql("select not exists (select from platform.delivery where next_attempt_at is not null)")
                .query(Boolean.class)
                .single());
    }

    /** Attempts on record. */
    public long attempts() {
        return act(() -> db.sql("select count(*) from platform.delivery_attempt")
                .query(Long.class)
                .single());
    }

    /** Sends signed bodies with the very same client and no database, so many at once; answers with those per second. */
    public double plain(List<String> urls, Map<String, ?> payload, int many, int atOnce) throws InterruptedException {
        var json = tools.jackson.databind.json.JsonMapper.builder().build();
        var keys = new Signature.Keys(List.of(Signature.newSecret()), null);
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var done = new CountDownLatch(atOnce);
        var text = json.writeValueAsString(payload);
        var began = System.nanoTime();
        for (var i = 0; i < atOnce; i++) {
            Thread.ofVirtual().start(() -> {
                for (var n = next.getAndIncrement(); n < many; n = next.getAndIncrement()) {
                    var now = Instant.now();
                    var letter = Letter.of(
                            URI.create(urls.get(n % urls.size())),
                            keys,
                            UUID.randomUUID(),
                            "bench.plain",
                            organization,
                            text,
                            now);
                    if (!(calls.post(letter.url(), letter.headers(now), letter.body()) instanceof Answer.Replied)) {
                        failed.incrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " plain calls failed");
        }
        return many / ((System.nanoTime() - began) / 1e9);
    }

    /** Fills one endpoint's log with deliveries, one attempt each: most delivered, some not, of ten types over 30 days. */
    public void fill(UUID endpoint, int many) {
        act(() -> {
            db.sql("""
                    create temporary table made on commit drop as
                    select gen_random_uuid() as id, gen_random_uuid() as event, n,
                           now() - n * (interval '30 days' / :many) as at,
                           case when n % 100 = 0 then 'failed' when n % 1000 = 1 then 'dead' else 'delivered' end as state,
                           case when n % 5000 = 7 then 'order.rare' else 'order.type_' || (n % 9) end as type
                    from generate_series(1, :many) as n
                    """).param("many", many).update();
            db.sql("""
                    insert into webhooks.webhook_deliveries
                        (id, organization_id, webhook_config_id, event_id, event_type, event_at, payload, state,
                         response_status, response_body, attempts, delivered_at, created_at, troubled)
                    select id, :organization, :endpoint, event, type, at, jsonb_build_object('n', n, 'title', 'An order'),
                           state, case when state = 'delivered' then 200 else 500 end, 'ok', 1, at, at, state <> 'delivered' from made order by at
                    """)
                    .param("organization", organization.value())
                    .param("endpoint", endpoint)
                    .update();
            return db.sql("""
                    insert into platform.delivery_attempt
                        (delivery_id, number, organization_id, started_at, took_ms, status, outcome, excerpt)
                    select id, 1, :organization, at, 12, case when state = 'delivered' then 200 else 500 end,
                           case when state = 'delivered' then 'delivered' else 'retry' end, 'ok' from made order by at
                    """).param("organization", organization.value()).update();
        });
    }

    private <T> T act(Supplier<T> work) {
        return Objects.requireNonNull(Tenancy.in(organization, () -> transaction.execute(status -> work.get())));
    }
}
