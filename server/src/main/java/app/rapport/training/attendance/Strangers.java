package app.rapport.training.attendance;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.Taught.Session;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Those who were there and are nobody we know, until a person says who they are. */
@Service
class Strangers {
    private final JdbcClient db;
    private final Taught taught;
    private final AttendanceRows rows;
    private final AttendanceReads reads;
    private final Folding folding;
    private final AuditTrail audit;
    private final Clock clock;

    Strangers(
            JdbcClient db,
            Taught taught,
            AttendanceRows rows,
            AttendanceReads reads,
            Folding folding,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.taught = taught;
        this.rows = rows;
        this.reads = reads;
        this.folding = folding;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param userId the learner they are
     * @param staff they are none of the learners, and do not count
     * @param remember also in sessions to come, where they can be known again; yes when left out
     */
    record Form(
            @Nullable UUID userId,
            @Nullable Boolean staff,
            @Nullable Boolean remember) {}

    private record Met(UUID id, Identity.Key key, @Nullable String name) {}

    @Transactional
    public AttendanceReport resolve(UUID session, UUID stranger, Form form) {
        var of = taught.forCaller(session);
        rows.takeTurns(session);
        var met = find(session, stranger).orElseThrow(() -> Problem.notFound("participant"));
        var learner = form.userId();
        if ((learner == null) != Boolean.TRUE.equals(form.staff())) {
            throw Problem.invalid("learner_or_staff", "Say which learner this is, or that it is one of the staff.")
                    .with("field", "userId");
        }
        if (learner != null && reads.one(of, learner).isEmpty() && !enrolled(of, learner)) {
            throw Problem.notFound("learner").with("field", "userId");
        }
        var remembered = met.key().lasting() && !Boolean.FALSE.equals(form.remember());
        say(met.id(), session, met.key(), learner);
        if (remembered) {
            say(Ids.next(), null, met.key(), learner);
        }
        var details = new HashMap<String, Object>();
        details.put("participant", Objects.requireNonNullElse(met.name(), ""));
        details.put("learner", learner == null ? "staff" : learner.toString());
        details.put("remembered", remembered);
        audit.record("attendance.participant_resolved", "session", session.toString(), details);
        folding.fold(session, Folding.Cause.PERSON);
        return reads.of(taught.forCaller(session));
    }

    /** They are a stranger again, here and from now on everywhere. */
    @Transactional
    public AttendanceReport undo(UUID session, UUID stranger) {
        taught.forCaller(session);
        rows.takeTurns(session);
        var identity = db.sql("""
                delete from training.attendance_resolutions where id = :id and session_id = :session returning identity
                """)
                .param("id", stranger)
                .param("session", session)
                .query((row, number) -> row.getString("identity"))
                .optional()
                .orElseThrow(() -> Problem.notFound("participant"));
        db.sql("delete from training.attendance_resolutions where session_id is null and identity = :identity")
                .param("identity", identity)
                .update();
        audit.record("attendance.resolution_undone", "session", session.toString(), Map.of());
        folding.fold(session, Folding.Cause.PERSON);
        return reads.of(taught.forCaller(session));
    }

    private Optional<Met> find(UUID session, UUID stranger) {
        return db.sql("select * from training.attendance_unmatched where id = :id and session_id = :session")
                .param("id", stranger)
                .param("session", session)
                .query((row, number) -> new Met(
                        row.getObject("id", UUID.class),
                        new Identity.Key(row.getString("identity"), row.getBoolean("lasting")),
                        row.getString("name")))
                .optional();
    }

    private boolean enrolled(Session session, UUID learner) {
        return db.sql("""
                        select count(*) from training.enrolments where cohort_id = :cohort and learner_id = :learner
                        """)
                        .param("cohort", session.cohort())
                        .param("learner", learner)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void say(UUID id, @Nullable UUID session, Identity.Key key, @Nullable UUID learner) {
        db.sql("""
                insert into training.attendance_resolutions (id, organization_id, session_id, identity, learner_id, resolved_by,
                  resolved_at)
                values (:id, :organization, cast(:session as uuid), :identity, cast(:learner as uuid), :by, :now)
                on conflict (organization_id, session_id, identity) do update set learner_id = excluded.learner_id,
                  resolved_by = excluded.resolved_by, resolved_at = excluded.resolved_at
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("session", session)
                .param("identity", key.text())
                .param("learner", learner)
                .param("by", CurrentUser.now().id().value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }
}
