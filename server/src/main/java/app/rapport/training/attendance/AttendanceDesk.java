package app.rapport.training.attendance;

import app.rapport.training.attendance.AttendanceReport.Attendee;
import app.rapport.training.attendance.AttendanceReport.Unmatched;
import app.rapport.training.attendance.AttendanceRows.Standing;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.training.attendance.TrainingReads.Turnout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Attendance of sessions the caller may see. */
@Service
class AttendanceDesk {
    /** What runs is shown as it was no longer ago than this. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Taught taught;
    private final AttendanceReads reads;
    private final AttendanceRows rows;
    private final Folding folding;
    private final TrainingReads training;
    private final Clock clock;

    AttendanceDesk(
            Taught taught,
            AttendanceReads reads,
            AttendanceRows rows,
            Folding folding,
            TrainingReads training,
            Clock clock) {
        this.taught = taught;
        this.reads = reads;
        this.rows = rows;
        this.folding = folding;
        this.training = training;
        this.clock = clock;
    }

    @Transactional
    public AttendanceReport report(UUID id) {
        return reads.of(upToDate(id));
    }

    /** @param userId null for somebody nobody could be matched to */
    record InRoom(@Nullable UUID userId, @Nullable String name, Instant since) {}

    /** @param count the staff among them */
    record Room(int count, int staff, List<InRoom> people, Instant asOf) {}

    @Transactional
    public Room room(UUID id) {
        var report = reads.of(upToDate(id));
        var people = Stream.concat(
                        report.attendees().stream()
                                .filter(Attendee::inRoom)
                                .map(one -> new InRoom(
                                        one.userId(),
                                        one.name(),
                                        one.segments().getLast().join())),
                        report.unmatched().stream()
                                .filter(Unmatched::inRoom)
                                .map(one -> new InRoom(null, one.name(), one.firstJoin())))
                .toList();
        return new Room(report.inRoomCount(), report.inRoomCount() - people.size(), people, report.asOf());
    }

    /**
     * @param status absent or excused; null while it runs
     * @param rate attended of held sessions of the cohort, 0 to 1
     * @param warning whether that is below what the organisation wants to be warned of
     */
    record Absentee(
            UUID userId,
            String name,
            String email,
            @Nullable UUID customerId,
            @Nullable String status,
            double percent,
            @Nullable String passing,
            int held,
            int attended,
            @Nullable Double rate,
            boolean warning) {}

    record Absentees(List<Absentee> items, String definition, Instant asOf) {}

    @Transactional
    public Absentees absentees(UUID id) {
        var session = upToDate(id);
        var report = reads.of(session);
        var absent = report.attendees().stream()
                .filter(one -> session.over() ? !Verdict.counts(one.status()) : one.firstJoin() == null)
                .toList();
        var turnouts = training.turnouts(session.cohort());
        return new Absentees(
                absent.stream()
                        .map(one -> absentee(one, turnouts.getOrDefault(one.userId(), Turnout.NONE)))
                        .toList(),
                TrainingReads.DEFINITION,
                report.asOf());
    }

    private static Absentee absentee(Attendee one, Turnout turnout) {
        return new Absentee(
                one.userId(),
                one.name(),
                one.email(),
                one.customerId(),
                one.status(),
                one.percent(),
                one.passing(),
                turnout.held(),
                turnout.attended(),
                turnout.rate(),
                turnout.warning());
    }

    private Session upToDate(UUID id) {
        var session = taught.forCaller(id);
        if (rows.standing(id).filter(this::stale).isEmpty() || !rows.takeTurnsNow(id)) {
            return session;
        }
        folding.fold(id, Folding.Cause.LOOK);
        return taught.forCaller(id);
    }

    private boolean stale(Standing standing) {
        return standing.running() && standing.asOf().plus(FRESH).isBefore(clock.instant());
    }
}
