package app.rapport.engagement;

import app.rapport.customers.CustomerFacet;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to a customer's document when the newest entry of its timeline happened. */
@Component
class LastActivity implements CustomerFacet {
    private final JdbcClient db;

    LastActivity(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "lastActivityAt";
    }

    @Override
    public Map<UUID, Object> of(Collection<UUID> customers) {
        var latest = new HashMap<UUID, Object>();
        db.sql("""
                select customer_id, max(occurred_at) as at from engagement.activities
                where customer_id = any(:customers) group by customer_id
                """)
                .param("customers", customers.toArray(UUID[]::new))
                .query((row, number) ->
                        latest.put(row.getObject("customer_id", UUID.class), Timestamps.read(row, "at")))
                .list();
        return latest;
    }

    Optional<Instant> of(UUID customer) {
        return Optional.ofNullable((Instant) of(java.util.List.of(customer)).get(customer));
    }
}
