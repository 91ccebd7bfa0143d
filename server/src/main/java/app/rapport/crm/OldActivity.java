package app.rapport.crm;

import app.rapport.identity.EachOrganization;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what the monitor showed long ago. How each conversation stands in a CRM stays. */
@Component
class OldActivity implements Perishable {
    private final JdbcClient db;
    private final EachOrganization each;

    OldActivity(JdbcClient db, EachOrganization each) {
        this.db = db;
        this.each = each;
    }

    @Override
    public int forget(Instant before, int most) {
        return each.sum(() -> forgetOurs(before, most));
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
