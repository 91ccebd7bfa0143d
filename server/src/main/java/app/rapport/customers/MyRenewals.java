package app.rapport.customers;

import static app.rapport.identity.Permission.CUSTOMERS_READ;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The renewals of my customers, the next first; left out for whoever looks after none. */
@Component
class MyRenewals implements HomePart {
    private static final int SHOWN = 6;
    private static final int DAYS = 90;
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final Clock clock;

    MyRenewals(JdbcClient db, CustomerDirectory customers, Clock clock) {
        this.db = db;
        this.customers = customers;
        this.clock = clock;
    }

    /** @param days how far ahead it looks; dates that have passed are shown too */
    record Renewals(List<Renewal> items, int days) {}

    record Renewal(UUID id, String name, LocalDate renewalDate) {}

    @Override
    public String name() {
        return "renewals";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        if (!user.may(CUSTOMERS_READ) || customers.ownedBy(user.id()).isEmpty()) {
            return Optional.empty();
        }
        var renewals = db.sql("""
                select id, name, renewal_date from customers.customers
                where owner_id = :user and archived_at is null and lifecycle is distinct from 'churned' and renewal_date <= :until
                order by renewal_date, id limit :shown
                """)
                .param("user", user.id().value())
                .param(
                        "until",
                        LocalDate.ofInstant(clock.instant(), user.zone()).plusDays(DAYS))
                .param("shown", SHOWN)
                .query((row, number) -> new Renewal(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("renewal_date", LocalDate.class)))
                .list();
        return Optional.of(new Renewals(renewals, DAYS));
    }
}
