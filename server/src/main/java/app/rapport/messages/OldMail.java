package app.rapport.messages;

import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets messages that were sent, and those kept for passing on: the links in them work no longer. What waits or failed
 * stays.
 */
@Component
class OldMail implements Perishable {
    private final JdbcClient db;

    OldMail(JdbcClient db) {
        this.db = db;
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        return db.sql("""
                delete from messages.outbox where id in (
                  select id from messages.outbox
                  where state in ('sent', 'kept') and created_at < :before and coalesce(sent_at, created_at) < :before
                  order by created_at limit :most for update skip locked)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }
}
