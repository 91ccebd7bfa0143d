package app.rapport.training;

import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person's meeting window brings along, by which Zoom's events are known to be theirs. One for each session. */
@Repository
class JoinKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** Zoom takes 36 characters at most. */
    private static final int LENGTH = 32;

    private final JdbcClient db;
    private final Clock clock;

    JoinKeys(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public String ofLearner(UUID session, UUID learner) {
        return of(session, learner, null);
    }

    /** Who teaches or watches. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String ofStaff(UUID session, UUID user) {
        return of(session, null, user);
    }

    private String of(UUID session, @Nullable UUID learner, @Nullable UUID staff) {
        db.sql("""
                insert into training.join_keys (customer_key, organization_id, session_id, learner_id, staff_user_id, created_at)
                values (:key, :organization, :session, :learner, :staff, :now) on conflict do nothing
                """)
                .param("key", fresh())
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("learner", learner)
                .param("staff", staff)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return db.sql("""
                select customer_key from training.join_keys
                where session_id = :session and (learner_id = :learner or staff_user_id = :staff)
                """)
                .param("session", session)
                .param("learner", learner)
                .param("staff", staff)
                .query((row, number) -> row.getString("customer_key"))
                .single();
    }

    private static String fresh() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }
}
