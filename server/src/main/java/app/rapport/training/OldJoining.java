package app.rapport.training;

import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the personal ways into sessions that are long over, and how long joining them took. */
@Component
class OldJoining implements Perishable {
    private final JdbcClient db;

    OldJoining(JdbcClient db) {
        this.db = db;
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        return links(before, most) + times(before, most);
    }

    private int links(Instant before, int most) {
        return db.sql("""
                delete from training.join_links where token_hash in (
                  select k.token_hash from training.sessions s join training.join_links k on k.session_id = s.id
                  where s.start_time + make_interval(mins => s.duration) < :before limit :most)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }

    private int times(Instant before, int most) {
        return db.sql("""
                delete from training.join_times where id in (
                  select id from training.join_times where at < :before limit :most)
                """)
                .param("before", Timestamps.at(before))
                .param("most", most)
                .update();
    }
}
