package app.rapport.training.attendance;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.training.attendance.AttendanceReport.Attendee;
import app.rapport.training.attendance.AttendanceReport.Unmatched;
import app.rapport.training.attendance.AttendanceRows.Standing;
import app.rapport.training.attendance.Taught.Session;
import app.rapport.training.attendance.TrainingReads.Turnout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** A page of them, by name. */
    record Absentees(List<Absentee> items, @Nullable String nextCursor, int total, String definition, Instant asOf) {}

    /** @param warned only those who attend too little of the cohort */
    @Transactional
    public Absentees absentees(UUID id, boolean warned, @Nullable String after, int limit) {
        var session = upToDate(id);
        var report = reads.of(session);
        var turnouts = training.turnouts(session.cohort());
        var absent = report.attendees().stream()
                .filter(one -> session.over() ? !Verdict.counts(one.status()) : one.firstJoin() == null)
                .map(one -> absentee(one, turnouts.getOrDefault(one.userId(), Turnout.NONE)))
                .filter(one -> !warned || one.warning())
                .collect(Collectors.toMap(
                        Absentee::userId, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var rest = behind(report.attendees(), after).stream()
                .flatMap(one -> Stream.ofNullable(absent.get(one.userId())))
                .limit(limit + 1L)
                .toList();
        var page = Page.of(rest, limit, one -> Cursor.of(one.userId()));
        return new Absentees(page.items(), page.nextCursor(), absent.size(), TrainingReads.DEFINITION, report.asOf());
    }

    /** Everybody behind the last one of the page before, who may have turned out to be present since. */
    private static List<Attendee> behind(List<Attendee> attendees, @Nullable String after) {
        var cursor = Cursor.read(after, 1);
        if (cursor == null) {
            return attendees;
        }
        var last = cursor.part(0, UUID::fromString);
        return attendees.stream()
                .dropWhile(one -> !one.userId().equals(last))
                .skip(1)
                .toList();
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
