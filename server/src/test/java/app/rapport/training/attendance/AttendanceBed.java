package app.rapport.training.attendance;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.platform.Ids;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.Fact.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cohorts with learners, and sessions about whose meetings something is heard. */
@Component
class AttendanceBed {
    private final JdbcClient db;
    private final MeetingFacts facts;
    private final AttendanceLoop loop;

    AttendanceBed(JdbcClient db, MeetingFacts facts, AttendanceLoop loop) {
        this.db = db;
        this.facts = facts;
        this.loop = loop;
    }

    /** @param learners in the order of their names */
    record Lesson(TestOrganization organization, UUID cohort, UUID session, String meetingId, List<Enrolled> learners) {
        String path() {
            return "/api/sessions/" + session + "/attendance";
        }
    }

    record Enrolled(UUID id, String name, String email, String key) {}

    Lesson lesson(TestOrganization organization, Instant start, int minutes, List<String> names) {
        return organization.in(() -> {
            var cohort = Ids.next();
            var instructor = organization.user(Role.INSTRUCTOR).id().value();
            db.sql("""
                    insert into training.cohorts (id, organization_id, name, instructor_id, created_at, updated_at)
                    values (:id, :organization, 'Spring', :instructor, now(), now())
                    """)
                    .param("id", cohort)
                    .param("organization", organization.id().value())
                    .param("instructor", instructor)
                    .update();
            var learners = new ArrayList<Enrolled>();
            for (var name : names) {
                learners.add(enrol(organization, cohort, name));
            }
            return session(organization, cohort, start, minutes, learners);
        });
    }

    Lesson again(Lesson before, Instant start) {
        return before.organization()
                .in(() -> session(before.organization(), before.cohort(), start, 60, before.learners()));
    }

    private Enrolled enrol(TestOrganization organization, UUID cohort, String name) {
        var id = Ids.next();
        var email = id + "@learners.example";
        db.sql("""
                insert into training.learners (id, organization_id, email, email_key, name, created_at)
                values (:id, :organization, :email, :email, :name, now())
                """)
                .param("id", id)
                .param("organization", organization.id().value())
                .param("email", email)
                .param("name", name)
                .update();
        db.sql("insert into training.enrolments values (:organization, :cohort, :learner, now())")
                .param("organization", organization.id().value())
                .param("cohort", cohort)
                .param("learner", id)
                .update();
        return new Enrolled(id, name, email, "");
    }

    private Lesson session(
            TestOrganization organization, UUID cohort, Instant start, int minutes, List<Enrolled> learners) {
        var session = Ids.next();
        var meeting = Long.toString(session.getLeastSignificantBits() & Long.MAX_VALUE);
        db.sql("""
                insert into training.sessions (id, organization_id, cohort_id, instructor_id, title, zoom_meeting_id, start_time,
                  duration, zone, created_at, updated_at)
                values (:id, :organization, :cohort, :instructor, 'Spring onboarding', :meeting, :start, :minutes, 'Europe/Berlin',
                  now(), now())
                """)
                .param("id", session)
                .param("organization", organization.id().value())
                .param("cohort", cohort)
                .param("instructor", organization.user(Role.INSTRUCTOR).id().value())
                .param("meeting", meeting)
                .param("start", Timestamps.at(start))
                .param("minutes", minutes)
                .update();
        return new Lesson(
                organization,
                cohort,
                session,
                meeting,
                learners.stream()
                        .map(one -> new Enrolled(
                                one.id(), one.name(), one.email(), key(organization, session, one.id(), null)))
                        .toList());
    }

    /** What their meeting window brings along. */
    String key(TestOrganization organization, UUID session, @Nullable UUID learner, @Nullable UUID staff) {
        var key = UUID.randomUUID().toString().replace("-", "");
        db.sql("""
                insert into training.join_keys values (:key, :organization, :session, cast(:learner as uuid), cast(:staff as uuid), now())
                """)
                .param("key", key)
                .param("organization", organization.id().value())
                .param("session", session)
                .param("learner", learner)
                .param("staff", staff)
                .update();
        return key;
    }

    void hear(Lesson of, Fact... heard) {
        of.organization()
                .run(() -> facts.add(Stream.of(heard)
                        .map(fact -> MeetingFacts.Told.of(of.session(), fact))
                        .toList()));
        loop.wake();
    }

    static Fact started(Instant at) {
        return Fact.of(Kind.STARTED, "run", at);
    }

    static Fact ended(Instant at) {
        return Fact.of(Kind.ENDED, "run", at);
    }

    static Fact joined(Enrolled who, String connection, Instant at) {
        return new Fact(Kind.JOINED, "run", at, null, connection, who.key(), null, null, who.name());
    }

    static Fact left(Enrolled who, String connection, Instant at) {
        return new Fact(Kind.LEFT, "run", at, null, connection, who.key(), null, null, who.name());
    }
}
