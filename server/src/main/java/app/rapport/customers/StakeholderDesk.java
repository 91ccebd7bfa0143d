package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.Cursor;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
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

    /** What is said of a person; null leaves a field as it is, an empty text clears it. */
    record Form(
            @Nullable String name,
            @Nullable List<String> emails,
            @Nullable String role,
            @Nullable String title) {}

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
        if (form.name() == null || form.name().isBlank()) {
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
                .param("name", form.name().strip())
                .param("role", blankAsNull(form.role()))
                .param("title", blankAsNull(form.title()))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (form.emails() != null) {
            setEmails(id, form.emails());
        }
        audit.record("stakeholder.created", "stakeholder", id.toString(), Map.of("customer", customer));
        live.publish("customer", customer.toString());
        return one(id);
    }

    @Transactional
    CustomerView.StakeholderView edit(UUID id, Form form) {
        var before = one(id);
        check(form);
        db.sql("""
                update customers.stakeholders set name = coalesce(:name, name),
                  role = case when :role = '' then null else coalesce(:role, role) end,
                  title = case when :title = '' then null else coalesce(:title, title) end, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("name", form.name() == null ? null : form.name().strip())
                .param("role", form.role() == null ? null : form.role().strip())
                .param("title", form.title() == null ? null : form.title().strip())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (form.emails() != null) {
            setEmails(id, form.emails());
        }
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

    private void setEmails(UUID id, List<String> given) {
        if (given.size() > MOST_ADDRESSES) {
            throw Problem.invalid("too_many_emails", "A person has at most " + MOST_ADDRESSES + " addresses.")
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
        if (form.name() != null && (form.name().isBlank() || form.name().length() > CustomerDesk.NAME)) {
            throw Problem.invalid("invalid_name", "A name has 1 to " + CustomerDesk.NAME + " characters.")
                    .with("field", "name");
        }
        if ((form.role() != null && form.role().length() > 100)
                || (form.title() != null && form.title().length() > 200)) {
            throw Problem.invalid("too_long", "A role has at most 100 characters, a title 200.");
        }
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
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
