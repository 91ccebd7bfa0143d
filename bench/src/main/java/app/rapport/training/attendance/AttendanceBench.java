package app.rapport.training.attendance;

import app.rapport.identity.Accounts;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A running Rapport with one organisation and large classes, for measurements. */
public final class AttendanceBench {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final OrganizationId organization;
    private final UUID admin;
    private final String key;

    public AttendanceBench(ApplicationContext rapport) {
        this.db = rapport.getBean(JdbcClient.class);
        this.transaction = rapport.getBean(TransactionTemplate.class);
        var accounts = rapport.getBean(Accounts.class);
        this.organization = accounts.found("Bench", ZoneId.of("UTC"), Integer.MAX_VALUE);
        var user = Tenancy.in(
                organization,
                () -> accounts.add(
                        "Bench", UUID.randomUUID() + "@bench.example", Role.ADMIN, "a long enough password"));
        this.admin = user.value();
        this.key = Tenancy.in(organization, () -> accounts.issueKey(user, "bench", Set.of(Permission.TRAINING)));
    }

    /** An API key that may read attendance. */
    public String key() {
        return key;
    }

    /** @param keys what each learner's meeting window brings along */
    public record Lesson(UUID session, String meetingId, List<String> keys) {}

    /** A session that begins now, with so many learners. */
    public Lesson lesson(int learners) {
        return act(() -> {
            var cohort = Ids.next();
            db.sql("""
                    insert into training.cohorts (id, organization_id, name, instructor_id, created_at, updated_at)
                    values (:id, :organization, 'Bench', :admin, now(), now())
                    """)
                    .param("id", cohort)
                    .param("organization", organization.value())
                    .param("admin", admin)
                    .update();
            var session = Ids.next();
            var meeting = Long.toString(session.getLeastSignificantBits() & Long.MAX_VALUE);
            db.sql("""
                    insert into training.sessions (id, organization_id, cohort_id, instructor_id, title, zoom_meeting_id, start_time,
                      duration, zone, created_at, updated_at)
                    values (:id, :organization, :cohort, :admin, 'Bench', :meeting, :now, 60, 'UTC', now(), now())
                    """)
                    .param("id", session)
                    .param("organization", organization.value())
                    .param("cohort", cohort)
                    .param("admin", admin)
                    .param("meeting", meeting)
                    .param("now", Timestamps.at(Instant.now()))
                    .update();
            var keys = new ArrayList<String>();
            for (var i = 0; i < learners; i++) {
                keys.add(learner(cohort, session));
            }
            return new Lesson(session, meeting, keys);
        });
    }

    private String learner(UUID cohort, UUID session) {
        var learner = Ids.next();
        var key = learner.toString().replace("-", "");
        db.sql("""
                with learner as (
                  insert into training.learners (id, organization_id, email, email_key, name, created_at)
                  values (:learner, :organization, :email, :email, 'Learner', now()) returning id),
                enrolled as (insert into training.enrolments select :organization, :cohort, id, now() from learner)
                insert into training.join_keys select :key, :organization, :session, id, null, now() from learner
                """)
                .param("learner", learner)
                .param("organization", organization.value())
                .param("email", learner + "@bench.example")
                .param("cohort", cohort)
                .param("session", session)
                .param("key", key)
                .update();
        return key;
    }

    /** Receipts that are written down. */
    public long kept() {
        return Objects.requireNonNull(Tenancy.system(() ->
                transaction.execute(status -> db.sql("select count(*) from intake.receipt where provider = 'zoom'")
                        .query(Long.class)
                        .single())));
    }

    private <T> T act(Supplier<T> body) {
        return Tenancy.in(organization, () -> Objects.requireNonNull(transaction.execute(status -> body.get())));
    }
}
