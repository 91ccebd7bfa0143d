package app.rapport.training.attendance;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.training.AttendanceChanged;
import app.rapport.training.attendance.AttendanceReport.Attendee;
import app.rapport.training.attendance.AttendanceRows.Decision;
import app.rapport.training.attendance.Taught.Session;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about a learner's attendance, kept beside what was worked out, which goes on being worked out. */
@Service
class Decisions {
    private static final Set<String> STATUSES = Set.of(Verdict.PRESENT, Verdict.LATE, Verdict.EXCUSED, Verdict.ABSENT);
    private static final int LONGEST_REASON = 500;

    private final Taught taught;
    private final AttendanceRows rows;
    private final AttendanceReads reads;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Decisions(
            Taught taught,
            AttendanceRows rows,
            AttendanceReads reads,
            AuditTrail audit,
            LiveEvents live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.taught = taught;
        this.rows = rows;
        this.reads = reads;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /** @param reason may be left out */
    record Form(@Nullable String status, @Nullable String reason) {}

    @Transactional
    public Attendee decide(UUID id, UUID learner, Form form) {
        var status = form.status() == null ? "" : form.status().toLowerCase(Locale.ROOT);
        if (!STATUSES.contains(status)) {
            throw Problem.invalid("invalid_attendance", "A learner is present, late, excused or absent.")
                    .with("field", "status");
        }
        var reason = form.reason() == null ? "" : form.reason().strip();
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("too_long", "This has at most " + LONGEST_REASON + " characters.")
                    .with("limit", LONGEST_REASON)
                    .with("field", "reason");
        }
        var decision = new Decision(status, reason, CurrentUser.now().id().value(), clock.instant());
        return put(id, learner, decision);
    }

    /** Back to what was worked out. */
    @Transactional
    public Attendee undo(UUID id, UUID learner) {
        return put(id, learner, null);
    }

    private Attendee put(UUID id, UUID learner, @Nullable Decision decision) {
        var session = taught.forCaller(id);
        rows.takeTurns(id);
        var before = attendee(session, learner);
        if (decision == null && before.override() == null) {
            return before;
        }
        rows.decide(id, learner, decision);
        var after = attendee(session, learner);
        audit.record(
                decision == null ? "attendance.override_undone" : "attendance.overridden",
                "session",
                id.toString(),
                Map.of(
                        "learner",
                        Map.of("id", learner, "name", before.name()),
                        "before",
                        said(before),
                        "after",
                        said(after)));
        if (session.over()) {
            AttendanceChanged.of(Tenancy.current(), id, List.of(learner)).forEach(events::publishEvent);
            events.publishEvent(new TurnoutChanged(Tenancy.current(), id));
        }
        live.publish("training", id.toString());
        return after;
    }

    private Attendee attendee(Session session, UUID learner) {
        return reads.one(session, learner).orElseThrow(() -> Problem.notFound("learner"));
    }

    private static Map<String, Object> said(Attendee attendee) {
        var said = new LinkedHashMap<String, Object>();
        if (attendee.status() != null) {
            said.put("status", attendee.status());
        }
        said.put("override", attendee.override() != null);
        if (attendee.override() != null && !attendee.override().reason().isEmpty()) {
            said.put("reason", attendee.override().reason());
        }
        return said;
    }
}
