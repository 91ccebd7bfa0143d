package app.rapport.crm;

import app.rapport.identity.Organizations;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets what the monitor showed long ago. How each conversation stands in a CRM stays. */
@Component
class OldActivity implements Perishable {
    private final JdbcClient db;
    private final Organizations organizations;
    private final TransactionTemplate transaction;

    OldActivity(JdbcClient db, Organizations organizations, TransactionTemplate transaction) {
        this.db = db;
        this.organizations = organizations;
        this.transaction = transaction;
    }

    @Override
    public int forget(Instant before, int most) {
        return organizations.organizations().stream()
                .mapToInt(organization ->
                        Tenancy.in(organization, () -> transaction.execute(status -> forgetOurs(before, most))))
                .sum();
    }

    private int forgetOurs(Instant before, int most) {
        return db.sql("""
                delete from crm.activity where id in (
                  select id from crm.activity where at < :before order by at limit :most)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }
}
