package app.rapport.platform.jobs;

import app.rapport.platform.Timestamps;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets jobs that ended long ago, however they ended: their results were for whoever waited. */
@Component
class OldJobs implements Perishable {
    private final JdbcClient db;

    OldJobs(JdbcClient db) {
        this.db = db;
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        return db.sql("""
                delete from platform.job where id in (
                  select id from platform.job where finished_at < :before order by finished_at limit :most
                  for update skip locked)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }
}
