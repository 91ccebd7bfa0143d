package app.rapport.training.attendance;

import app.rapport.platform.Problem;
import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.training.attendance.WatchRows.Watch;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomReports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds what was heard of a meeting against Zoom's own report of it, some minutes after the end: what webhooks missed is put
 * right, and said.
 */
@Service
class Reconciliation {
    /** A meeting number may have been used for something else before and after. */
    private static final Duration AROUND = Duration.ofHours(24);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12));

    private final ZoomReports reports;
    private final Taught taught;
    private final MeetingFacts facts;
    private final AttendanceRows rows;
    private final AttendanceReads reads;
    private final Folding folding;
    private final WatchRows watches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reconciliation(
            ZoomReports reports,
            Taught taught,
            MeetingFacts facts,
            AttendanceRows rows,
            AttendanceReads reads,
            Folding folding,
            WatchRows watches,
            TransactionTemplate transaction,
            Clock clock) {
        this.reports = reports;
        this.taught = taught;
        this.facts = facts;
        this.rows = rows;
        this.reads = reads;
        this.folding = folding;
        this.watches = watches;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Known(Session session, List<String> runs, boolean people) {}

    /** At the request of a person. In the scope's organisation and outside a transaction, as {@link #reconcile}. */
    AttendanceReport asked(UUID id) {
        var session = in(() -> taught.forCaller(id));
        if (!session.over()) {
            throw Problem.conflict("session_not_over", "This session is not over. Zoom reports on meetings that are.");
        }
        try {
            if (!reconcile(id)) {
                throw Problem.conflict(
                        "no_report_yet", "Zoom has no report of this meeting yet. Try again in some minutes.");
            }
        } catch (ZoomFailed failed) {
            throw failed.reason() == ZoomFailed.Reason.NOT_CONFIGURED
                    ? Problem.conflict("zoom_not_configured", "No Zoom account is set up here.")
                    : Problem.of(
                            HttpStatus.BAD_GATEWAY,
                            "zoom_failed",
                            "Zoom did not answer as it should. Try again in some minutes.");
        }
        return in(() -> reads.of(taught.forCaller(id)));
    }

    /** False when Zoom has no report yet, or not of all that was heard. */
    boolean reconcile(UUID id) throws ZoomFailed {
        var known = in(() -> known(id));
        var meeting = known.session().meetingId();
        if (meeting == null) {
            return false;
        }
        var zoom = reports;
        var told = new LinkedHashMap<String, List<Fact>>();
        for (var run : zoom.runs(meeting)) {
            if (known.runs().contains(run.uuid()) || near(known.session(), run.startedAt())) {
                told.put(run.uuid(), told(run, zoom.stays(run.uuid())));
            }
        }
        var complete = told.keySet().containsAll(known.runs())
                && (!known.people() || told.values().stream().anyMatch(list -> list.size() > 1));
        if (told.isEmpty() || !complete) {
            later(id, "no_report_yet");
            return false;
        }
        transaction.executeWithoutResult(status -> {
            rows.takeTurns(id);
            told.forEach((run, list) -> facts.report(id, run, list));
            folding.fold(id, Folding.Cause.REPORT);
            watches.note(id, new Watch(0, clock.instant(), null), clock.instant());
        });
        return true;
    }

    /** Tried again after a longer while each time. */
    void later(UUID id, String error) {
        transaction.executeWithoutResult(status -> {
            var watch = watches.of(id);
            var pause = PAUSES.get(Math.min(watch.attempts(), PAUSES.size() - 1));
            watches.note(
                    id,
                    new Watch(watch.attempts() + 1, watch.reconciledAt(), error),
                    clock.instant().plus(pause));
        });
    }

    private Known known(UUID id) {
        var session = taught.find(id).orElseThrow(() -> Problem.notFound("session"));
        var heard = facts.of(id);
        return new Known(
                session,
                heard.stream()
                        .filter(fact -> fact.kind() == Kind.STARTED || fact.kind() == Kind.ENDED)
                        .map(Fact::run)
                        .filter(run -> !run.isEmpty())
                        .distinct()
                        .toList(),
                heard.stream().anyMatch(fact -> fact.kind() == Kind.JOINED));
    }

    private static boolean near(Session session, Instant startedAt) {
        return startedAt.isAfter(session.start().minus(AROUND))
                && startedAt.isBefore(session.plannedEnd().plus(AROUND));
    }

    private static List<Fact> told(ZoomReports.Run run, List<ZoomReports.Stay> stays) {
        var told = new ArrayList<Fact>();
        told.add(Fact.run(run.uuid(), run.startedAt(), run.endedAt()));
        stays.forEach(stay -> told.add(new Fact(
                Kind.STAY,
                run.uuid(),
                stay.joinedAt(),
                stay.leftAt(),
                MeetingFacts.textOrEmpty(stay.connection()),
                MeetingFacts.text(stay.customerKey()),
                MeetingFacts.text(stay.zoomUserId()),
                MeetingFacts.text(stay.email()),
                MeetingFacts.text(stay.name()))));
        return told;
    }

    private <T> T in(Supplier<T> body) {
        return Objects.requireNonNull(transaction.execute(status -> body.get()));
    }
}
