package app.rapport.training;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Personal ways into a session for people without an account. Only a digest is kept, and it opens while they are enrolled. */
@Repository
class JoinLinks {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JoinLinks(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Guest(OrganizationId organization, UUID session, UUID learner) {}

    /** A new token for each session; earlier ones go on working. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, String> give(List<UUID> sessions, UUID learner) {
        var tokens = sessions.stream().collect(Collectors.toMap(Function.identity(), session -> LinkTokens.fresh()));
        var hashes = sessions.stream()
                .map(session -> LinkTokens.digest(Objects.requireNonNull(tokens.get(session))))
                .toArray(byte[][]::new);
        db.sql("""
                insert into training.join_links (token_hash, organization_id, session_id, learner_id, created_at)
                select hash, :organization, session, :learner, :now
                from unnest(:hashes::bytea[], :sessions::uuid[]) given (hash, session)
                """)
                .param("hashes", hashes)
                .param("organization", Tenancy.current().value())
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("learner", learner)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return tokens;
    }

    /** What the learner was given for the cohort's sessions opens nothing any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(UUID cohort, UUID learner) {
        db.sql("""
                delete from training.join_links where learner_id = :learner
                  and session_id in (select id from training.sessions where cohort_id = :cohort)
                """).param("learner", learner).param("cohort", cohort).update();
    }

    /** Whose link it is. Looks across organisations: opens the transaction itself. */
    Guest require(String token) {
        Optional<Guest> found = Tenancy.system(() -> transaction.execute(status -> db.sql("""
                select k.organization_id, k.session_id, k.learner_id from training.join_links k
                join training.sessions s on s.id = k.session_id
                join training.enrolments e on e.cohort_id = s.cohort_id and e.learner_id = k.learner_id
                where k.token_hash = :hash
                """)
                .param("hash", LinkTokens.digest(token))
                .query((row, number) -> new Guest(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("session_id", UUID.class),
                        row.getObject("learner_id", UUID.class)))
                .optional()));
        return found.orElseThrow(() -> Problem.notFound("link"));
    }
}
