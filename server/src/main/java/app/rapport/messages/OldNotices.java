package app.rapport.messages;

import app.rapport.identity.Organizations;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets notices that were read long ago. What nobody read stays. */
@Component
class OldNotices implements Perishable {
    private final JdbcClient db;
    private final Organizations organizations;
    private final TransactionTemplate transaction;

    OldNotices(JdbcClient db, Organizations organizations, TransactionTemplate transaction) {
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
                delete from messages.notices where id in (
                  select id from messages.notices where read_at < :before order by created_at limit :most)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }
}
