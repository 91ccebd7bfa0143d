package app.rapport.training.attendance;

import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.EmailAddress;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.training.zoom.ZoomHosts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says whose a connection is: by the key we gave their meeting window, else by the Zoom user of somebody who teaches, else by
 * the e-mail address of somebody enrolled, else as a person once said. Never by name.
 */
@Component
class KnownPeople {
    private final JdbcClient db;
    private final Users users;
    private final ZoomHosts hosts;

    KnownPeople(JdbcClient db, Users users, ZoomHosts hosts) {
        this.db = db;
        this.users = users;
        this.hosts = hosts;
    }

    private record Resolution(@Nullable UUID learner) {}

    /** For one session and what was heard about it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Function<Identity, Person> of(Session session, Collection<Fact> facts) {
        var keys = byKey(session.id(), facts);
        var staffZoomUsers = new HashSet<String>();
        var staffEmails = new HashSet<String>();
        staff(session, staffZoomUsers, staffEmails);
        var here = new HashMap<String, Resolution>();
        var everywhere = new HashMap<String, Resolution>();
        resolutions(session.id(), here, everywhere);
        var learners = new HashMap<String, UUID>();
        var enrolled = new HashSet<UUID>();
        var resolved = Stream.concat(here.values().stream(), everywhere.values().stream())
                .toList();
        enrolled(session, facts, resolved).forEach(learner -> {
            learners.put(learner.email(), learner.id());
            enrolled.add(learner.id());
        });
        return identity -> {
            var known = identity.customerKey() == null ? null : keys.get(identity.customerKey());
            if (known != null) {
                return known;
            }
            if (identity.zoomUserId() != null && staffZoomUsers.contains(identity.zoomUserId())) {
                return new Person.Staff("zoom:" + identity.zoomUserId());
            }
            var email = identity.emailKey();
            var learner = email == null ? null : learners.get(email);
            if (learner != null) {
                return new Person.Learner(learner);
            }
            if (email != null && staffEmails.contains(email)) {
                return new Person.Staff("email:" + email);
            }
            var said = identity.keys().stream()
                    .flatMap(key -> Stream.ofNullable(here.get(key.text())))
                    .findFirst()
                    .or(() -> identity.keys().stream()
                            .flatMap(key -> Stream.ofNullable(everywhere.get(key.text())))
                            .findFirst())
                    .orElse(null);
            var key = identity.key();
            if (said != null && said.learner() == null) {
                return new Person.Staff(key.text());
            }
            return said != null && enrolled.contains(Objects.requireNonNull(said.learner()))
                    ? new Person.Learner(said.learner())
                    : new Person.Stranger(key);
        };
    }

    private Map<String, Person> byKey(UUID session, Collection<Fact> facts) {
        var keys = facts.stream()
                .flatMap(fact -> Stream.ofNullable(fact.customerKey()))
                .distinct()
                .toArray(String[]::new);
        var known = new HashMap<String, Person>();
        if (keys.length == 0) {
            return known;
        }
        db.sql(
                        "select customer_key, learner_id, staff_user_id from training.join_keys where session_id = :session and customer_key = any(:keys)")
                .param("session", session)
                .param("keys", keys)
                .query((row, number) -> {
                    var learner = row.getObject("learner_id", UUID.class);
                    return known.put(
                            row.getString("customer_key"),
                            learner != null
                                    ? new Person.Learner(learner)
                                    : new Person.Staff("user:" + row.getString("staff_user_id")));
                })
                .list();
        return known;
    }

    /** Who teaches or may watch: they come with their Zoom login, or with the address of their account here. */
    private void staff(Session session, Set<String> zoomUsers, Set<String> emails) {
        var people = new HashMap<UserId, Users.User>();
        users.holding(Permission.TRAINING).forEach(user -> people.put(user.id(), user));
        users.find(new UserId(session.instructor())).ifPresent(user -> people.put(user.id(), user));
        people.values().stream()
                .flatMap(user -> EmailAddress.of(user.email()).stream())
                .map(EmailAddress::value)
                .forEach(emails::add);
        hosts.find(people.keySet()).stream().map(ZoomHosts.Host::zoomUserId).forEach(zoomUsers::add);
    }

    private record Enrolled(UUID id, String email) {}

    /** Of those who were heard or said to be there: those enrolled now, and those who were when the session was over. */
    private List<Enrolled> enrolled(Session session, Collection<Fact> facts, Collection<Resolution> said) {
        var emails = facts.stream()
                .flatMap(fact -> Stream.ofNullable(Identity.emailKey(fact.email())))
                .distinct()
                .toArray(String[]::new);
        var learners = said.stream()
                .flatMap(resolution -> Stream.ofNullable(resolution.learner()))
                .distinct()
                .toArray(UUID[]::new);
        if (emails.length + learners.length == 0) {
            return List.of();
        }
        return db.sql("""
                select l.id, l.email_key from training.learners l
                where (l.email_key = any(:emails) or l.id = any(:learners))
                  and (exists (select from training.enrolments e where e.learner_id = l.id and e.cohort_id = :cohort)
                  or exists (select from training.session_attendance a where a.user_id = l.id and a.session_id = :session))
                """)
                .param("emails", emails)
                .param("learners", learners)
                .param("cohort", session.cohort())
                .param("session", session.id())
                .query((row, number) -> new Enrolled(row.getObject("id", UUID.class), row.getString("email_key")))
                .list();
    }

    /** What was said in this session goes before what was remembered. */
    private void resolutions(UUID session, Map<String, Resolution> here, Map<String, Resolution> everywhere) {
        db.sql("""
                select session_id, identity, learner_id from training.attendance_resolutions
                where session_id = :session or session_id is null
                """).param("session", session).query(row -> {
            var said = row.getString("session_id") == null ? everywhere : here;
            said.put(row.getString("identity"), new Resolution(row.getObject("learner_id", UUID.class)));
        });
    }
}
