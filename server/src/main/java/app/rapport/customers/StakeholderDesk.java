package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.Cursor;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people at customers. An address belongs to one person of the organisation. */
@Service
class StakeholderDesk {
    private static final String ROW = """
            select s.*, c.name as customer_name,
              array(select e.email from customers.stakeholder_email e where e.stakeholder_id = s.id order by e.position) as emails
            from customers.stakeholders s join customers.customers c on c.id = s.customer_id
            """;
    private static final int MOST_ADDRESSES = 20;
    private final JdbcClient db;
    private final CustomerReads customers;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final Clock clock;

    StakeholderDesk(JdbcClient db, CustomerReads customers, AuditTrail audit, LiveEvents live, Clock clock) {
        this.db = db;
        this.customers = customers;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** What is said of a person. A blank text says the same as null. */
    record Form(Patch<String> name, Patch<List<String>> emails, Patch<String> role, Patch<String> title) {
        Form {
            name = Patch.text(name);
            role = Patch.text(role);
            title = Patch.text(title);
        }
    }

    @Transactional(readOnly = true)
    List<CustomerView.StakeholderView> of(UUID customer) {
        return db.sql(ROW + "where s.customer_id = :id and s.archived_at is null order by lower(s.name), s.id")
                .param("id", customer)
                .query((row, number) -> view(row))
                .list();
    }

    /** Everybody, by name. */
    @Transactional(readOnly = true)
    Page<CustomerView.StakeholderView> list(@Nullable String query, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var text = query == null || query.isBlank()
                ? null
                : query.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        var rows = db.sql(ROW + """
                where s.archived_at is null and c.archived_at is null
                  and (cast(:query as text) is null or s.name ilike '%' || :query || '%'
                       or exists (select from customers.stakeholder_email e where e.stakeholder_id = s.id and e.email like '%' || lower(:query) || '%'))
                  and (cast(:name as text) is null or (lower(s.name) collate "C", s.id) > (:name, :id))
                order by lower(s.name) collate "C", s.id limit :limit
                """)
                .param("query", text)
                .param("name", cursor == null ? null : cursor.parts().getFirst())
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> view(row))
                .list();
        return Page.of(rows, limit, one -> Cursor.of(one.name().toLowerCase(java.util.Locale.ROOT), one.id()));
    }

    @Transactional
    CustomerView.StakeholderView add(UUID customer, Form form) {
        customers.one(customer);
        var name = form.name().value();
        if (name == null) {
            throw Problem.invalid("invalid_name", "A person needs a name.").with("field", "name");
        }
        check(form);
        var id = Ids.next();
        db.sql("""
                insert into customers.stakeholders (id, organization_id, customer_id, name, role, title, created_at, updated_at)
                values (:id, :organization, :customer, :name, :role, :title, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("customer", customer)
                .param("name", name)
                .param("role", form.role().value())
                .param("title", form.title().value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        setEmails(id, form);
        audit.record("stakeholder.created", "stakeholder", id.toString(), Map.of("customer", customer));
        live.publish("customer", customer.toString());
        return one(id);
    }

    @Transactional
    CustomerView.StakeholderView edit(UUID id, Form form) {
        // Whoever changes another field at the same time waits: each writes the whole row.
        db.sql("select from customers.stakeholders where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
        var before = one(id);
        check(form);
        db.sql(
                        "update customers.stakeholders set name = :name, role = :role, title = :title, updated_at = :now where id = :id")
                .param("id", id)
                .param("name", form.name().over(before.name(), "name"))
                .param("role", form.role().over(before.role()))
                .param("title", form.title().over(before.title()))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        setEmails(id, form);
        var after = one(id);
        if (!after.equals(before)) {
            audit.record("stakeholder.updated", "stakeholder", id.toString(), Map.of("before", before, "after", after));
            live.publish("customer", after.customerId().toString());
        }
        return after;
    }

    /** Archived, so that it can be undone; their addresses stay theirs. */
    @Transactional
    void archive(UUID id, boolean archived) {
        var rows = db.sql("""
                update customers.stakeholders
                set archived_at = case when :archived then cast(:now as timestamptz) end, updated_at = :now where id = :id
                """)
                .param("id", id)
                .param("archived", archived)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (rows == 0) {
            throw Problem.notFound("person");
        }
        audit.record(
                archived ? "stakeholder.archived" : "stakeholder.restored", "stakeholder", id.toString(), Map.of());
    }

    CustomerView.StakeholderView one(UUID id) {
        return db.sql(ROW + "where s.id = :id and s.archived_at is null")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> Problem.notFound("person"));
    }

    private void setEmails(UUID id, Form form) {
        if (!form.emails().given()) {
            return;
        }
        var given = Objects.requireNonNullElse(form.emails().value(), List.<String>of());
        if (given.size() > MOST_ADDRESSES) {
            throw Problem.invalid("too_many_emails", "A person has at most " + MOST_ADDRESSES + " addresses.")
                    .with("limit", MOST_ADDRESSES)
                    .with("field", "emails");
        }
        var emails = new LinkedHashSet<String>();
        for (var text : given) {
            emails.add(EmailAddress.of(text)
                    .orElseThrow(() -> Problem.invalid("invalid_email", "This is not an e-mail address.")
                            .with("field", "emails"))
                    .value());
        }
        db.sql("delete from customers.stakeholder_email where stakeholder_id = :id")
                .param("id", id)
                .update();
        var position = 0;
        for (var email : emails) {
            var rows = db.sql("""
                    insert into customers.stakeholder_email (organization_id, email, stakeholder_id, position)
                    values (:organization, :email, :id, :position) on conflict do nothing
                    """)
                    .param("organization", Tenancy.current().value())
                    .param("email", email)
                    .param("id", id)
                    .param("position", position++)
                    .update();
            if (rows == 0) {
                throw Problem.conflict("email_taken", "Another person already has this e-mail address.")
                        .with("field", "emails");
            }
        }
    }

    private static void check(Form form) {
        var name = form.name().value();
        if (name != null && name.length() > CustomerDesk.NAME) {
            throw Problem.invalid("invalid_name", "A name has 1 to " + CustomerDesk.NAME + " characters.")
                    .with("limit", CustomerDesk.NAME)
                    .with("field", "name");
        }
        var role = form.role().value();
        var title = form.title().value();
        if ((role != null && role.length() > 100) || (title != null && title.length() > 200)) {
            throw Problem.invalid("too_long", "A role has at most 100 characters, a title 200.");
        }
    }

    private static CustomerView.StakeholderView view(java.sql.ResultSet row) throws java.sql.SQLException {
        return new CustomerView.StakeholderView(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_name"),
                row.getString("name"),
                List.of((String[])
                        Objects.requireNonNull(row.getArray("emails")).getArray()),
                row.getString("role"),
                row.getString("title"));
    }
}
