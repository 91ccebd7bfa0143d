package app.rapport.customers;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.UserId;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The directory as other modules read it. */
@Service
class StoredCustomers implements CustomerDirectory {
    private static final String CUSTOMER = """
            select c.*, array(select d.domain from customers.customer_domain d where d.customer_id = c.id order by d.position) as domains
            from customers.customers c
            """;
    private static final String STAKEHOLDER = """
            select s.*, array(select e.email from customers.stakeholder_email e where e.stakeholder_id = s.id order by e.position) as emails
            from customers.stakeholders s
            """;

    private final JdbcClient db;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    StoredCustomers(JdbcClient db, AuditTrail audit, JsonMapper json, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Customer> customer(UUID id) {
        return db.sql(CUSTOMER + "where c.id = :id")
                .param("id", id)
                .query(this::readCustomer)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Customer> customers(Collection<UUID> ids) {
        return db
                .sql(CUSTOMER + "where c.id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::readCustomer)
                .list()
                .stream()
                .collect(Collectors.toMap(Customer::id, Function.identity()));
    }

    @Override
    @Transactional(readOnly = true)
    public Set<UUID> ownedBy(UserId user) {
        return db.sql("select id from customers.customers where owner_id = :user and archived_at is null")
                .param("user", user.value())
                .query((row, number) -> row.getObject("id", UUID.class))
                .set();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Stakeholder> stakeholder(UUID id) {
        return db.sql(STAKEHOLDER + "where s.id = :id")
                .param("id", id)
                .query(StoredCustomers::readStakeholder)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Stakeholder> stakeholdersOf(UUID customerId) {
        return db.sql(STAKEHOLDER + "where s.customer_id = :id and s.archived_at is null order by lower(s.name), s.id")
                .param("id", customerId)
                .query(StoredCustomers::readStakeholder)
                .list();
    }

    @Override
    @Transactional
    public Map<String, Change> update(UUID stakeholderId, StakeholderFacts facts, String source, boolean overwrite) {
        var now = stakeholder(stakeholderId).orElseThrow(() -> Problem.notFound("stakeholder"));
        var changes = new LinkedHashMap<String, Change>();
        note(changes, "name", now.name(), facts.name(), overwrite);
        note(changes, "title", now.title(), facts.title(), overwrite);
        note(changes, "role", now.role(), facts.role(), overwrite);
        if (!changes.isEmpty()) {
            db.sql(
                            "update customers.stakeholders set name = :name, title = :title, role = :role, updated_at = :now where id = :id")
                    .param("id", stakeholderId)
                    .param("name", after(changes, "name", now.name()))
                    .param("title", after(changes, "title", now.title()))
                    .param("role", after(changes, "role", now.role()))
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        }
        EmailAddress.of(facts.email())
                .filter(email -> !now.emails().contains(email.value()))
                .ifPresent(email -> {
                    var added = db.sql("""
                    insert into customers.stakeholder_email (organization_id, email, stakeholder_id, position)
                    select organization_id, :email, id, :position from customers.stakeholders where id = :id
                    on conflict do nothing
                    """)
                            .param("id", stakeholderId)
                            .param("email", email.value())
                            .param("position", now.emails().size())
                            .update();
                    if (added == 1) {
                        changes.put("email", new Change(null, email.value()));
                    }
                });
        if (!changes.isEmpty()) {
            audit.record(
                    "stakeholder.updated",
                    "stakeholder",
                    stakeholderId.toString(),
                    Map.of("source", source, "changes", changes));
        }
        return changes;
    }

    private static void note(
            Map<String, Change> changes,
            String field,
            @Nullable String before,
            @Nullable String after,
            boolean overwrite) {
        if (after != null
                && !after.isBlank()
                && !after.equals(before)
                && (overwrite || before == null || before.isBlank())) {
            changes.put(field, new Change(before, after));
        }
    }

    private static @Nullable String after(Map<String, Change> changes, String field, @Nullable String otherwise) {
        var change = changes.get(field);
        return change == null ? otherwise : change.after();
    }

    private Customer readCustomer(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                texts(row, "domains"),
                row.getString("segment"),
                row.getString("lifecycle"),
                row.getObject("owner_id", UUID.class),
                row.getObject("renewal_date", LocalDate.class),
                json.readValue(row.getString("external_ids"), new TypeReference<Map<String, String>>() {}),
                Timestamps.read(row, "created_at"));
    }

    private static Stakeholder readStakeholder(ResultSet row, int number) throws SQLException {
        return new Stakeholder(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("name"),
                texts(row, "emails"),
                row.getString("role"),
                row.getString("title"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
    }
}
