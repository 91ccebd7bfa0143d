package app.rapport.training.attendance;

import app.rapport.identity.UserId;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.training.Attendances;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the promise about attendance. */
@Service
class AttendanceLedger implements Attendances {
    private final JdbcClient db;
    private final SettingsDesk settings;

    AttendanceLedger(JdbcClient db, SettingsDesk settings) {
        this.db = db;
        this.settings = settings;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Attended> of(UUID session, Collection<UUID> learners) {
        return db.sql("""
                select s.id, s.title, s.instructor_id, l.id as learner_id, l.name, l.customer_id, l.stakeholder_id,
                  coalesce(a.override_status, a.status) as status, a.percent, coalesce(s.started_at, s.start_time) as started_at
                from training.session_attendance a
                join training.sessions s on s.id = a.session_id
                join training.learners l on l.id = a.user_id
                where a.session_id = :session and a.user_id = any(:learners::uuid[]) and s.status = 'COMPLETED'
                  and coalesce(a.override_status, a.status) is not null
                """)
                .param("session", session)
                .param("learners", SqlArrays.uuids(learners, learner -> learner))
                .query((row, number) -> new Attended(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getObject("instructor_id", UUID.class),
                        row.getObject("learner_id", UUID.class),
                        row.getString("name"),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("stakeholder_id", UUID.class),
                        row.getString("status"),
                        row.getDouble("percent"),
                        Timestamps.read(row, "started_at")))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<UUID> certified(UserId user, Collection<UUID> sessions) {
        if (sessions.isEmpty() || !settings.current().certificates()) {
            return Set.of();
        }
        return Set.copyOf(db.sql("""
                select a.session_id from training.session_attendance a
                join training.sessions s on s.id = a.session_id
                join training.learners l on l.id = a.user_id
                where l.user_id = :user and s.id = any(:sessions::uuid[]) and s.status = 'COMPLETED'
                  and coalesce(a.override_status, a.status) in ('present', 'late')
                """)
                .param("user", user.value())
                .param("sessions", SqlArrays.uuids(sessions, session -> session))
                .query(SqlArrays::id)
                .list());
    }

    private record OfCustomer(UUID customer, Turnout turnout) {}

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Turnout> ofCustomers(Collection<UUID> customers, Instant since) {
        return db
                .sql("""
                select l.customer_id, count(*) as held, count(distinct l.id) as learners, max(s.start_time) as last,
                  count(*) filter (where coalesce(a.override_status, a.status) in ('present', 'late')) as attended
                from training.learners l
                join training.session_attendance a on a.user_id = l.id
                join training.sessions s on s.id = a.session_id
                where l.customer_id = any(:customers::uuid[]) and s.status = 'COMPLETED' and s.start_time >= :since
                  and coalesce(a.override_status, a.status) <> 'excused'
                group by l.customer_id
                """)
                .param("customers", SqlArrays.uuids(customers, customer -> customer))
                .param("since", Timestamps.at(since))
                .query((row, number) -> new OfCustomer(
                        row.getObject("customer_id", UUID.class),
                        new Turnout(
                                row.getInt("held"),
                                row.getInt("attended"),
                                row.getInt("learners"),
                                Timestamps.read(row, "last"))))
                .list()
                .stream()
                .collect(Collectors.toMap(OfCustomer::customer, OfCustomer::turnout));
    }
}
