package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Patch;
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

    /** What is said of a customer. A blank text says the same as null. */
    record Form(
            Patch<String> name,
            Patch<List<String>> domains,
            Patch<String> segment,
            Patch<String> lifecycle,
            Patch<String> region,
            Patch<UUID> ownerId,
            Patch<LocalDate> renewalDate,
            Patch<Map<String, String>> externalIds) {
        Form {
            name = Patch.text(name);
            segment = Patch.text(segment);
            lifecycle = Patch.text(lifecycle);
            region = Patch.text(region);
        }
    }

    @Transactional
    CustomerView add(Form form) {
        var name = form.name().value();
        if (name == null) {
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
                .param("name", name)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        apply(reads.one(id), form);
        audit.record("customer.created", "customer", id.toString(), Map.of("name", name));
        live.publish("customer", id.toString());
        return reads.one(id);
    }

    @Transactional
    CustomerView edit(UUID id, Form form) {
        // Whoever changes another field at the same time waits: each writes the whole row.
        db.sql("select from customers.customers where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
        var before = reads.one(id);
        check(form);
        apply(before, form);
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

    private void apply(CustomerView before, Form form) {
        var owner = before.owner() == null ? null : before.owner().id();
        var externalIds = form.externalIds().over(before.externalIds());
        db.sql("""
                update customers.customers set name = :name, segment = :segment, lifecycle = :lifecycle, region = :region,
                  owner_id = :owner, renewal_date = :renewal, external_ids = cast(:externalIds as jsonb), updated_at = :now
                where id = :id
                """)
                .param("id", before.id())
                .param("name", form.name().over(before.name(), "name"))
                .param("segment", form.segment().over(before.segment()))
                .param("lifecycle", form.lifecycle().over(before.lifecycle()))
                .param("region", form.region().over(before.region()))
                .param("owner", form.ownerId().over(owner))
                .param("renewal", form.renewalDate().over(before.renewalDate()))
                .param("externalIds", json.writeValueAsString(externalIds == null ? Map.of() : externalIds))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (form.domains().given()) {
            setDomains(
                    before.id(),
                    form.domains().value() == null ? List.of() : form.domains().value());
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
                        .with("domain", domain)
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
                        .with("domain", domain)
                        .with("field", "domains");
            }
        }
    }

    private void check(Form form) {
        var name = form.name().value();
        if (name != null && name.length() > NAME) {
            throw Problem.invalid("invalid_name", "A name has 1 to " + NAME + " characters.")
                    .with("limit", NAME)
                    .with("field", "name");
        }
        shortEnough("segment", form.segment().value());
        shortEnough("region", form.region().value());
        var lifecycle = form.lifecycle().value();
        if (lifecycle != null && !LIFECYCLES.contains(lifecycle)) {
            throw Problem.invalid(
                            "invalid_lifecycle", "A lifecycle is prospect, onboarding, active, at_risk or churned.")
                    .with("field", "lifecycle");
        }
        var domains = form.domains().value();
        if (domains != null && domains.size() > 50) {
            throw Problem.invalid("too_many_domains", "A customer has at most 50 domains.")
                    .with("limit", 50)
                    .with("field", "domains");
        }
        var owner = form.ownerId().value();
        if (owner != null && users.find(new UserId(owner)).isEmpty()) {
            throw Problem.notFound("user").with("field", "ownerId");
        }
    }

    private static void shortEnough(String field, @Nullable String text) {
        if (text != null && text.length() > WORD) {
            throw Problem.invalid("too_long", "This has at most " + WORD + " characters.")
                    .with("limit", WORD)
                    .with("field", field);
        }
    }
}
