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
import java.util.List;
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
    private final MeetingFacts facts;
    private final Folding folding;
    private final AuditTrail audit;
    private final Clock clock;

    Strangers(
            JdbcClient db,
            Taught taught,
            AttendanceRows rows,
            AttendanceReads reads,
            MeetingFacts facts,
            Folding folding,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.taught = taught;
        this.rows = rows;
        this.reads = reads;
        this.facts = facts;
        this.folding = folding;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param userId the learner they are
     * @param staff they are none of the learners, and do not count
     * @param remember for sessions to come, yes when left out: who brings something by which they can be known again counts
     *     by themselves, and somebody of the same name in the same cohort is offered as the same person
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
        var remember = !Boolean.FALSE.equals(form.remember());
        var nameKey = remember ? Suggestions.nameKey(met.name()) : null;
        var said = say(new Saying(met.id(), session, met.key(), met.name(), nameKey, null), learner);
        var lasting = remember ? lastingKeys(of, met.key()) : List.<Identity.Key>of();
        lasting.forEach(key -> say(new Saying(Ids.next(), null, key, null, null, said), learner));
        var details = new HashMap<String, Object>();
        details.put("participant", Objects.requireNonNullElse(met.name(), ""));
        details.put("learner", learner == null ? "staff" : learner.toString());
        details.put("remembered", !lasting.isEmpty());
        details.put("suggested", nameKey != null);
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
        db.sql("""
                delete from training.attendance_resolutions where session_id is null and (identity = :identity or said_as = :id)
                """).param("identity", identity).param("id", stranger).update();
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

    /** All by which they are known again, whatever of it they bring along then. */
    private List<Identity.Key> lastingKeys(Session session, Identity.Key met) {
        return Runs.of(facts.of(session.id()), session.planned()).stream()
                .flatMap(Runs::identities)
                .filter(identity -> identity.key().equals(met))
                .flatMap(identity -> identity.keys().stream())
                .filter(Identity.Key::lasting)
                .distinct()
                .toList();
    }

    /**
     * @param session null: in all of them
     * @param nameKey null when the name is not to be offered again
     * @param saidAs of what holds in all sessions, the choice in one it comes from
     */
    private record Saying(
            UUID id,
            @Nullable UUID session,
            Identity.Key key,
            @Nullable String name,
            @Nullable String nameKey,
            @Nullable UUID saidAs) {}

    /** The id under which it can be taken back. */
    private UUID say(Saying saying, @Nullable UUID learner) {
        return db.sql("""
                insert into training.attendance_resolutions (id, organization_id, session_id, identity, learner_id, resolved_by,
                  resolved_at, name, name_key, said_as)
                values (:id, :organization, cast(:session as uuid), :identity, cast(:learner as uuid), :by, :now,
                  :name, :nameKey, cast(:saidAs as uuid))
                on conflict (organization_id, session_id, identity) do update set learner_id = excluded.learner_id,
                  resolved_by = excluded.resolved_by, resolved_at = excluded.resolved_at, name = excluded.name,
                  name_key = excluded.name_key, said_as = excluded.said_as
                returning id
                """)
                .param("id", saying.id())
                .param("organization", Tenancy.current().value())
                .param("session", saying.session())
                .param("identity", saying.key().text())
                .param("learner", learner)
                .param("by", CurrentUser.now().id().value())
                .param("now", Timestamps.at(clock.instant()))
                .param("name", saying.name())
                .param("nameKey", saying.nameKey())
                .param("saidAs", saying.saidAs())
                .query(UUID.class)
                .single();
    }
}
