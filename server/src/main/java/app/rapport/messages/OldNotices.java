package app.rapport.messages;

import app.rapport.identity.EachOrganization;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets notices that were read long ago. What nobody read stays. */
@Component
class OldNotices implements Perishable {
    private final JdbcClient db;
    private final EachOrganization each;

    OldNotices(JdbcClient db, EachOrganization each) {
        this.db = db;
        this.each = each;
    }

    @Override
    public int forget(Instant before, int most) {
        return each.sum(() -> forgetOurs(before, most));
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
