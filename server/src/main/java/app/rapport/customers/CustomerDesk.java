package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Takes customers in and changes them. */
@Service
class CustomerDesk {
    static final int NAME = 200;
    private static final Set<String> LIFECYCLES = Set.of("prospect", "onboarding", "active", "at_risk", "churned");
    private static final int WORD = 60;
    private final JdbcClient db;
    private final CustomerReads reads;
    private final Users users;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final JsonMapper json;
    private final Clock clock;

    CustomerDesk(
            JdbcClient db,
            CustomerReads reads,
            Users users,
            AuditTrail audit,
            LiveEvents live,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.reads = reads;
        this.users = users;
        this.audit = audit;
        this.live = live;
        this.json = json;
        this.clock = clock;
    }

    /** What is said of a customer; null leaves a field as it is, an empty text clears it. */
    record Form(
            @Nullable String name,
            @Nullable List<String> domains,
            @Nullable String segment,
            @Nullable String lifecycle,
            @Nullable String region,
            @Nullable UUID ownerId,
            @Nullable LocalDate renewalDate,
            @Nullable Map<String, String> externalIds) {}

    @Transactional
    CustomerView add(Form form) {
        if (form.name() == null || form.name().isBlank()) {
            throw Problem.invalid("invalid_name", "A customer needs a name.").with("field", "name");
        }
        check(form);
        var id = Ids.next();
        db.sql("""
                insert into customers.customers (id, organization_id, name, created_at, updated_at)
                values (:id, :organization, :name, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("name", form.name().strip())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        apply(id, form);
        audit.record(
                "customer.created",
                "customer",
                id.toString(),
                Map.of("name", form.name().strip()));
        live.publish("customer", id.toString());
        return reads.one(id);
    }

    @Transactional
    CustomerView edit(UUID id, Form form) {
        var before = reads.one(id);
        check(form);
        apply(id, form);
        var after = reads.one(id);
        if (!after.equals(before)) {
            audit.record("customer.updated", "customer", id.toString(), Map.of("before", before, "after", after));
            live.publish("customer", id.toString());
        }
        return after;
    }

    @Transactional
    CustomerView archive(UUID id, boolean archived) {
        reads.one(id);
        db.sql(
                        "update customers.customers set archived_at = case when :archived then cast(:now as timestamptz) end, updated_at = :now where id = :id")
                .param("id", id)
                .param("archived", archived)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        audit.record(archived ? "customer.archived" : "customer.restored", "customer", id.toString(), Map.of());
        live.publish("customer", id.toString());
        return reads.one(id);
    }

    private void apply(UUID id, Form form) {
        db.sql("""
                update customers.customers set
                  name = coalesce(:name, name),
                  segment = case when :segment = '' then null else coalesce(:segment, segment) end,
                  lifecycle = case when :lifecycle = '' then null else coalesce(:lifecycle, lifecycle) end,
                  region = case when :region = '' then null else coalesce(:region, region) end,
                  owner_id = coalesce(:owner, owner_id),
                  renewal_date = coalesce(:renewal, renewal_date),
                  external_ids = coalesce(cast(:externalIds as jsonb), external_ids),
                  updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("name", stripped(form.name()))
                .param("segment", stripped(form.segment()))
                .param("lifecycle", stripped(form.lifecycle()))
                .param("region", stripped(form.region()))
                .param("owner", form.ownerId())
                .param("renewal", form.renewalDate())
                .param("externalIds", form.externalIds() == null ? null : json.writeValueAsString(form.externalIds()))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (form.domains() != null) {
            setDomains(id, form.domains());
        }
    }

    private void setDomains(UUID id, List<String> given) {
        var domains = new LinkedHashSet<String>();
        for (var text : given) {
            var domain = CompanyDomain.of(text)
                    .orElseThrow(() -> Problem.invalid("invalid_domain", "A domain looks like acme.com.")
                            .with("field", "domains"))
                    .value();
            if (FreeMail.is(domain)) {
                throw Problem.invalid(
                                "free_mail_domain",
                                domain + " belongs to a mail provider, so it cannot tell one company from another.")
                        .with("field", "domains");
            }
            domains.add(domain);
        }
        db.sql("delete from customers.customer_domain where customer_id = :id")
                .param("id", id)
                .update();
        var position = 0;
        for (var domain : domains) {
            var rows = db.sql("""
                    insert into customers.customer_domain (organization_id, domain, customer_id, position)
                    values (:organization, :domain, :id, :position) on conflict do nothing
                    """)
                    .param("organization", Tenancy.current().value())
                    .param("domain", domain)
                    .param("id", id)
                    .param("position", position++)
                    .update();
            if (rows == 0) {
                throw Problem.conflict("domain_taken", domain + " already belongs to another customer.")
                        .with("field", "domains");
            }
        }
    }

    private void check(Form form) {
        if (form.name() != null && (form.name().isBlank() || form.name().length() > NAME)) {
            throw Problem.invalid("invalid_name", "A name has 1 to " + NAME + " characters.")
                    .with("field", "name");
        }
        shortEnough("segment", form.segment());
        shortEnough("region", form.region());
        if (form.lifecycle() != null
                && !form.lifecycle().isBlank()
                && !LIFECYCLES.contains(form.lifecycle().strip())) {
            throw Problem.invalid(
                            "invalid_lifecycle", "A lifecycle is prospect, onboarding, active, at_risk or churned.")
                    .with("field", "lifecycle");
        }
        if (form.domains() != null && form.domains().size() > 50) {
            throw Problem.invalid("too_many_domains", "A customer has at most 50 domains.")
                    .with("field", "domains");
        }
        if (form.ownerId() != null && users.find(new UserId(form.ownerId())).isEmpty()) {
            throw Problem.notFound("user").with("field", "ownerId");
        }
    }

    private static void shortEnough(String field, @Nullable String text) {
        if (text != null && text.length() > WORD) {
            throw Problem.invalid("too_long", "This has at most " + WORD + " characters.")
                    .with("field", field);
        }
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }
}
