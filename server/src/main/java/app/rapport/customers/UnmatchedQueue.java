package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Cursor;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sightings nobody could place. Resolving one teaches the rule for the next. */
@Service
class UnmatchedQueue {
    private final JdbcClient db;
    private final CustomerReads customers;
    private final StakeholderDesk people;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final LiveEvents live;
    private final Clock clock;

    UnmatchedQueue(
            JdbcClient db,
            CustomerReads customers,
            StakeholderDesk people,
            AuditTrail audit,
            ApplicationEventPublisher events,
            LiveEvents live,
            Clock clock) {
        this.db = db;
        this.customers = customers;
        this.people = people;
        this.audit = audit;
        this.events = events;
        this.live = live;
        this.clock = clock;
    }

    /** @param suggestions customers whose name looks like the domain; a person decides */
    record Entry(
            UUID id,
            String provider,
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String name,
            int sightings,
            Instant firstSeenAt,
            Instant lastSeenAt,
            String state,
            List<Suggestion> suggestions) {}

    record Suggestion(UUID customerId, String name, String why) {}

    /** @param createStakeholder makes the sighting a person of the customer, with its name and address */
    record Resolution(
            @Nullable UUID customerId,
            @Nullable UUID stakeholderId,
            @Nullable Boolean createStakeholder) {}

    @Transactional(readOnly = true)
    Page<Entry> list(String state, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var rows = db.sql("""
                select * from customers.unmatched where state = :state
                  and (cast(:at as timestamptz) is null or (last_seen_at, id) < (:at, :id))
                order by last_seen_at desc, id desc limit :limit
                """)
                .param("state", state)
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(0, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> entry(row))
                .list();
        return Page.of(rows, limit, entry -> Cursor.of(entry.lastSeenAt(), entry.id()));
    }

    /** Places the sighting, remembers the rule, and tells the modules that recorded it. */
    @Transactional
    Entry resolve(UUID id, Resolution resolution) {
        var entry = open(id);
        if (resolution.customerId() == null) {
            throw Problem.invalid("invalid_field", "Say which customer it was.").with("field", "customerId");
        }
        customers.one(resolution.customerId());
        var stakeholder = stakeholder(entry, resolution);
        if (entry.externalId() != null) {
            remember(entry.provider(), "external_id", entry.externalId(), resolution.customerId(), stakeholder);
        }
        if (entry.email() != null) {
            remember(entry.provider(), "email", entry.email(), resolution.customerId(), stakeholder);
        }
        close(id, "resolved", resolution.customerId(), stakeholder);
        audit.record(
                "unmatched.resolved",
                "unmatched",
                id.toString(),
                Map.of("customer", resolution.customerId(), "stakeholder", stakeholder == null ? "" : stakeholder));
        events.publishEvent(new SightingResolved(
                Tenancy.current(),
                entry.provider(),
                entry.externalId(),
                entry.email(),
                resolution.customerId(),
                stakeholder));
        return find(id);
    }

    @Transactional
    void ignore(UUID id) {
        open(id);
        close(id, "ignored", null, null);
        audit.record("unmatched.ignored", "unmatched", id.toString(), Map.of());
    }

    /** Back into the queue, for what was ignored by mistake. */
    @Transactional
    void reopen(UUID id) {
        find(id);
        close(id, "open", null, null);
        audit.record("unmatched.reopened", "unmatched", id.toString(), Map.of());
    }

    private @Nullable UUID stakeholder(Entry entry, Resolution resolution) {
        if (resolution.stakeholderId() != null) {
            var known = people.one(resolution.stakeholderId());
            if (!known.customerId().equals(resolution.customerId())) {
                throw Problem.invalid("wrong_customer", "This person belongs to another customer.")
                        .with("field", "stakeholderId");
            }
            return known.id();
        }
        if (!Boolean.TRUE.equals(resolution.createStakeholder()) || resolution.customerId() == null) {
            return null;
        }
        var name = entry.name() != null && !entry.name().isBlank() ? entry.name() : entry.email();
        return people.add(
                        resolution.customerId(),
                        new StakeholderDesk.Form(
                                Patch.to(name),
                                entry.email() == null ? Patch.absent() : Patch.to(List.of(entry.email())),
                                Patch.absent(),
                                Patch.absent()))
                .id();
    }

    private void remember(String provider, String kind, String value, UUID customer, @Nullable UUID stakeholder) {
        db.sql("""
                insert into customers.known_identity (organization_id, provider, kind, value, customer_id, stakeholder_id, created_at)
                values (:organization, :provider, :kind, :value, :customer, :stakeholder, :now)
                on conflict (organization_id, provider, kind, value)
                do update set customer_id = excluded.customer_id, stakeholder_id = excluded.stakeholder_id
                """)
                .param("organization", Tenancy.current().value())
                .param("provider", provider)
                .param("kind", kind)
                .param("value", value)
                .param("customer", customer)
                .param("stakeholder", stakeholder)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private void close(UUID id, String state, @Nullable UUID customer, @Nullable UUID stakeholder) {
        db.sql("""
                update customers.unmatched set state = :state, customer_id = :customer, stakeholder_id = :stakeholder,
                  resolved_at = :now, resolved_by = :user where id = :id
                """)
                .param("id", id)
                .param("state", state)
                .param("customer", customer)
                .param("stakeholder", stakeholder)
                .param(
                        "user",
                        CurrentUser.optional().map(user -> user.id().value()).orElse(null))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        live.publish("unmatched", id.toString());
    }

    private Entry open(UUID id) {
        var entry = find(id);
        if (entry.state().equals("resolved")) {
            throw Problem.conflict("already_resolved", "Somebody has already resolved this one.");
        }
        return entry;
    }

    private Entry find(UUID id) {
        return db.sql("select * from customers.unmatched where id = :id")
                .param("id", id)
                .query((row, number) -> entry(row))
                .optional()
                .orElseThrow(() -> Problem.notFound("sighting"));
    }

    private Entry entry(ResultSet row) throws SQLException {
        var email = row.getString("email");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("provider"),
                row.getString("external_id"),
                email,
                row.getString("name"),
                row.getInt("sightings"),
                Timestamps.read(row, "first_seen_at"),
                Timestamps.read(row, "last_seen_at"),
                row.getString("state"),
                email == null ? List.of() : suggestions(email));
    }

    /** Only from a company's own domain: the first label of it against customers' names. */
    private List<Suggestion> suggestions(String email) {
        var label = EmailAddress.of(email)
                .flatMap(FreeMail::companyDomain)
                .map(domain -> domain.substring(0, domain.indexOf('.')))
                .orElse("");
        return label.length() < 3
                ? List.of()
                : db.sql("""
                        select id, name from customers.customers
                        where archived_at is null and regexp_replace(lower(name), '[^a-z0-9]', '', 'g') like :label || '%'
                        order by name limit 3
                        """)
                        .param("label", label.replaceAll("[^a-z0-9]", ""))
                        .query((row, number) -> new Suggestion(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                "The name looks like the domain."))
                        .list();
    }
}
