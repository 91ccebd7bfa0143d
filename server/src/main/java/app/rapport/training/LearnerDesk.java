package app.rapport.training;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.Users;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Enrols people: one row for each address, however often somebody enrols it. */
@Service
class LearnerDesk {
    private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}");

    private final JdbcClient db;
    private final CohortReads cohorts;
    private final LearnerReads reads;
    private final LearnerLinks links;
    private final LetterQueue letters;
    private final JoinLinks joinLinks;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final Clock clock;

    LearnerDesk(
            JdbcClient db,
            CohortReads cohorts,
            LearnerReads reads,
            LearnerLinks links,
            LetterQueue letters,
            JoinLinks joinLinks,
            AuditTrail audit,
            LiveEvents live,
            Clock clock) {
        this.db = db;
        this.cohorts = cohorts;
        this.reads = reads;
        this.links = links;
        this.letters = letters;
        this.joinLinks = joinLinks;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** @param fresh false for somebody who was enrolled before */
    record Enrolled(LearnerView learner, boolean fresh) {}

    /** @param name null where it was not said */
    record Person(EmailAddress email, @Nullable String name) {
        static Person of(@Nullable String email, @Nullable String name) {
            return new Person(
                    Typed.email(Typed.line("email", email)),
                    name == null || name.isBlank() ? null : Typed.line("name", name));
        }
    }

    @Transactional
    Enrolled enrol(UUID cohort, Person person) {
        cohorts.one(cohort);
        var learner = learner(person);
        var fresh = db.sql("""
                insert into training.enrolments (organization_id, cohort_id, learner_id, enrolled_at)
                values (:organization, :cohort, :learner, :now) on conflict do nothing
                """)
                        .param("organization", Tenancy.current().value())
                        .param("cohort", cohort)
                        .param("learner", learner)
                        .param("now", Timestamps.at(clock.instant()))
                        .update()
                == 1;
        if (fresh) {
            audit.record("cohort.enrolled", "cohort", cohort.toString(), Map.of("learner", learner));
            live.publish("training", cohort.toString());
            letters.noteFor(learner, cohort, coming(cohort));
        }
        return new Enrolled(reads.one(cohort, learner), fresh);
    }

    /** What the learner attended stays on record. */
    @Transactional
    void remove(UUID cohort, UUID learner) {
        cohorts.one(cohort);
        var gone = db.sql("delete from training.enrolments where cohort_id = :cohort and learner_id = :learner")
                .param("cohort", cohort)
                .param("learner", learner)
                .update();
        if (gone == 0) {
            throw Problem.notFound("learner");
        }
        joinLinks.revoke(cohort, learner);
        audit.record("cohort.unenrolled", "cohort", cohort.toString(), Map.of("learner", learner));
        live.publish("training", cohort.toString());
    }

    private List<UUID> coming(UUID cohort) {
        return db.sql("""
                select id from training.sessions
                where cohort_id = :cohort and status in ('SCHEDULED', 'IN_PROGRESS')
                  and start_time + make_interval(mins => duration) > :now
                order by start_time, id
                """)
                .param("cohort", cohort)
                .param("now", Timestamps.at(clock.instant()))
                .query(SqlArrays::id)
                .list();
    }

    private UUID learner(Person person) {
        var email = person.email();
        var found = links.of(email);
        var name = person.name() == null ? found.user().map(Users.User::name).orElse(local(email)) : person.name();
        return db.sql("""
                insert into training.learners
                  (id, organization_id, email, email_key, name, user_id, stakeholder_id, customer_id, locale, created_at)
                values (:id, :organization, :email, :email, :name, :user, :stakeholder, :customer, :locale, :now)
                on conflict (organization_id, email_key) do update set
                  user_id = coalesce(training.learners.user_id, excluded.user_id),
                  stakeholder_id = coalesce(training.learners.stakeholder_id, excluded.stakeholder_id),
                  customer_id = coalesce(training.learners.customer_id, excluded.customer_id)
                returning id
                """)
                .param("id", found.user().map(user -> user.id().value()).orElseGet(Ids::next))
                .param("organization", Tenancy.current().value())
                .param("email", email.value())
                .param("name", name)
                .param("user", found.user().map(user -> user.id().value()).orElse(null))
                .param("stakeholder", found.stakeholder())
                .param("customer", found.customer())
                .param("locale", found.user().map(Users.User::locale).orElseGet(() -> locale(name)))
                .param("now", Timestamps.at(clock.instant()))
                .query(UUID.class)
                .single();
    }

    /** Somebody without an account is written to in the script of their name, else in the language of who enrols them. */
    private static String locale(String name) {
        return ARABIC.matcher(name).find()
                ? "ar"
                : CurrentUser.optional().map(CurrentUser::locale).orElse("en");
    }

    private static String local(EmailAddress email) {
        return email.value().substring(0, email.value().lastIndexOf('@'));
    }
}
