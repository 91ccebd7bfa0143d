package app.rapport.engagement;

import static app.rapport.identity.Permission.CUSTOMERS_READ;

import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.CustomerDirectory.Customer;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers with whom something happened lately: mine, or everybody's for those who look after none themselves. */
@Component
class MovedCustomers implements HomePart {
    private static final int DAYS = 7;
    private static final int SHOWN = 6;
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final Clock clock;

    MovedCustomers(JdbcClient db, CustomerDirectory customers, Clock clock) {
        this.db = db;
        this.customers = customers;
        this.clock = clock;
    }

    /** @param scope mine or all: whose customers these are */
    record Moved(List<Mover> items, String scope, int days, String definition) {}

    /** @param entries new ones on the timeline, of which {@code last} is the newest */
    record Mover(UUID id, String name, long entries, Last last) {}

    record Last(
            Instant at,
            String source,
            String title,
            @Nullable String link) {}

    private record Row(UUID customer, long entries, Last last) {}

    @Override
    public String name() {
        return "movedCustomers";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        if (!user.may(CUSTOMERS_READ)) {
            return Optional.empty();
        }
        var mine = customers.ownedBy(user.id());
        var rows = rows(mine.isEmpty() ? null : mine.toArray(UUID[]::new));
        var known = customers.customers(rows.stream().map(Row::customer).toList());
        return Optional.of(new Moved(
                rows.stream()
                        .filter(row -> known.containsKey(row.customer()))
                        .map(row -> new Mover(row.customer(), nameOf(known, row), row.entries(), row.last()))
                        .toList(),
                mine.isEmpty() ? "all" : "mine",
                DAYS,
                "Customers whose timeline has entries of the last " + DAYS + " days, the newest first."));
    }

    private static String nameOf(Map<UUID, Customer> known, Row row) {
        var customer = known.get(row.customer());
        return customer == null ? "" : customer.name();
    }

    private List<Row> rows(UUID @Nullable [] of) {
        return db.sql("""
                select * from (
                  select distinct on (customer_id) customer_id, occurred_at, source, title, link,
                    count(*) over (partition by customer_id) as entries
                  from engagement.activities
                  where occurred_at > :since and (cast(:of as uuid[]) is null or customer_id = any(:of))
                  order by customer_id, occurred_at desc, id desc) newest
                order by occurred_at desc, customer_id limit :shown
                """)
                .param("since", Timestamps.at(clock.instant().minus(Duration.ofDays(DAYS))))
                .param("of", of)
                .param("shown", SHOWN)
                .query((row, number) -> new Row(
                        row.getObject("customer_id", UUID.class),
                        row.getLong("entries"),
                        new Last(
                                Timestamps.read(row, "occurred_at"),
                                row.getString("source"),
                                row.getString("title"),
                                row.getString("link"))))
                .list();
    }
}
