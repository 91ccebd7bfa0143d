package app.rapport.training.attendance;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.AttendanceReport.Attendee;
import app.rapport.training.attendance.AttendanceReport.By;
import app.rapport.training.attendance.AttendanceReport.Decided;
import app.rapport.training.attendance.AttendanceReport.Resolved;
import app.rapport.training.attendance.AttendanceReport.Rules;
import app.rapport.training.attendance.AttendanceReport.Stint;
import app.rapport.training.attendance.AttendanceReport.Unmatched;
import app.rapport.training.attendance.AttendanceRows.Decision;
import app.rapport.training.attendance.AttendanceRows.Row;
import app.rapport.training.attendance.AttendanceRows.Segment;
import app.rapport.training.attendance.AttendanceRows.Standing;
import app.rapport.training.attendance.Taught.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Attendance for screens, files and the API. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AttendanceReads {
    static final Map<String, String> DEFINITIONS = Map.of(
            "sessionSeconds",
            "How long the meeting was held, from its start to its end; of a meeting that was started again, all its runs.",
            "seconds",
            "Time in the meeting, breakout rooms included and the waiting room not; two connections at once count once.",
            "percent",
            "The learner's seconds of the session's seconds.",
            "presentRate",
            "Learners who are present or late, of all who were enrolled when the session ended.",
            "status",
            "Present from the percentage the session's type asks for, late when the first join was later than it allows, else absent. What a person decided goes before.");

    private final JdbcClient db;
    private final AttendanceRows rows;
    private final SettingsDesk settings;
    private final Suggestions suggestions;
    private final Users users;
    private final Clock clock;

    AttendanceReads(
            JdbcClient db,
            AttendanceRows rows,
            SettingsDesk settings,
            Suggestions suggestions,
            Users users,
            Clock clock) {
        this.db = db;
        this.rows = rows;
        this.settings = settings;
        this.suggestions = suggestions;
        this.users = users;
        this.clock = clock;
    }

    private record Enrolled(
            UUID id,
            String email,
            String name,
            @Nullable UUID customer,
            @Nullable Row row,
            @Nullable Decision decision) {}

    public AttendanceReport of(Session session) {
        var standing = rows.standing(session.id()).orElse(null);
        var type = settings.current().of(session.type());
        var attendees = attendees(session, standing, null);
        var present = standing == null || standing.finalAt() == null
                ? null
                : (int) attendees.stream()
                        .filter(one -> Verdict.counts(one.status()))
                        .count();
        var unmatched = suggestions.offer(session, unmatched(session.id()));
        return new AttendanceReport(
                session.id(),
                session.title(),
                standing == null ? "not_started" : standing.state(),
                session.startedAt(),
                session.endedAt(),
                standing == null ? 0 : standing.sessionSeconds(),
                present == null || attendees.isEmpty()
                        ? null
                        : Math.round(10_000.0 * present / attendees.size()) / 10_000.0,
                present,
                attendees.size(),
                (int) (attendees.stream().filter(Attendee::inRoom).count()
                        + unmatched.stream().filter(Unmatched::inRoom).count()
                        + (standing == null ? 0 : standing.staffInRoom())),
                attendees,
                unmatched,
                resolved(session.id()),
                standing == null ? List.of() : standing.corrections(),
                new Rules(session.type(), type.presencePercent(), type.lateAfterMinutes()),
                DEFINITIONS,
                standing == null ? clock.instant() : standing.asOf());
    }

    /** One of them; empty for who is neither expected nor was there. */
    public Optional<Attendee> one(Session session, UUID learner) {
        return attendees(session, rows.standing(session.id()).orElse(null), learner).stream()
                .findFirst();
    }

    private List<Attendee> attendees(Session session, @Nullable Standing standing, @Nullable UUID learner) {
        var type = settings.current().of(session.type());
        var people = people(session, standing, learner);
        var segments = rows.segments(session.id(), learner);
        var deciders = users.find(people.stream()
                .flatMap(one -> Stream.ofNullable(one.decision()))
                .flatMap(decision -> Stream.ofNullable(decision.by()))
                .map(UserId::new)
                .distinct()
                .toList());
        return people.stream()
                .map(one -> {
                    var stints = segments.getOrDefault(one.id(), List.of());
                    var there = there(one.row(), stints, standing);
                    return attendee(one, stints, there, standing, passing(session, standing, there, type), deciders);
                })
                .toList();
    }

    /** With what is under way. */
    private static Duration there(@Nullable Row row, List<Segment> stints, @Nullable Standing standing) {
        var past = Duration.ofSeconds(row == null ? 0 : row.seconds());
        if (row == null || !row.inRoom() || standing == null || stints.isEmpty()) {
            return past;
        }
        var since = Duration.between(stints.getLast().join(), standing.asOf());
        return since.isNegative() ? past : past.plus(since);
    }

    /** Until it is final, whoever is enrolled now; from then on, whoever was expected or there. By name. */
    private List<Enrolled> people(Session session, @Nullable Standing standing, @Nullable UUID learner) {
        return db.sql("""
                select l.id, l.email, l.name, l.customer_id, a.* from training.learners l
                left join training.session_attendance a on a.user_id = l.id and a.session_id = :session
                where (cast(:learner as uuid) is null or l.id = :learner) and (a.user_id is not null or (:open and exists (
                  select from training.enrolments e where e.learner_id = l.id and e.cohort_id = :cohort)))
                order by lower(l.name), l.id
                """)
                .param("session", session.id())
                .param("cohort", session.cohort())
                .param("learner", learner)
                .param("open", standing == null || standing.finalAt() == null)
                .query((row, number) -> new Enrolled(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("name"),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("user_id") == null ? null : AttendanceRows.row(row),
                        AttendanceRows.decision(row)))
                .list();
    }

    private static Attendee attendee(
            Enrolled one,
            List<Segment> segments,
            Duration there,
            @Nullable Standing standing,
            @Nullable String passing,
            Map<UserId, Users.User> deciders) {
        var row = Objects.requireNonNullElseGet(one.row(), () -> new Row(one.id(), null, null, 0, 0, 0, false, null));
        var decision = one.decision();
        return new Attendee(
                one.id(),
                one.email(),
                one.name(),
                one.customer(),
                row.firstJoin(),
                row.lastLeave(),
                (int) there.toSeconds(),
                standing != null && standing.running()
                        ? Verdict.percent(there, Duration.ofSeconds(standing.sessionSeconds()))
                        : row.percent(),
                row.stints(),
                decision == null ? row.status() : decision.status(),
                row.status(),
                row.inRoom(),
                passing,
                segments.stream()
                        .map(segment -> new Stint(segment.join(), segment.leave()))
                        .toList(),
                decision == null ? null : decided(decision, deciders));
    }

    private static Decided decided(Decision decision, Map<UserId, Users.User> deciders) {
        var by = decision.by();
        var user = by == null ? null : deciders.get(new UserId(by));
        return new Decided(
                decision.status(),
                decision.reason(),
                by == null || user == null ? null : new By(by, user.name()),
                decision.at());
    }

    /** While it runs, whether somebody is there long enough to be present, still may be, or no longer can. */
    private static @Nullable String passing(
            Session session, @Nullable Standing standing, Duration there, AttendanceSettings.SessionType type) {
        if (standing == null || !standing.running()) {
            return null;
        }
        var soFar = Duration.ofSeconds(standing.sessionSeconds());
        var left = Duration.between(standing.asOf(), session.plannedEnd());
        // Most classes last as long as planned, whenever they begin.
        var planned = Duration.ofMinutes(session.minutes()).minus(soFar);
        var rest = Stream.of(left, planned, Duration.ZERO)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (Verdict.percent(there, soFar.plus(rest)) >= type.presencePercent()) {
            return "reached";
        }
        return Verdict.possible(there, soFar, rest, type) ? "possible" : "impossible";
    }

    private List<Unmatched> unmatched(UUID session) {
        return db.sql("select * from training.attendance_unmatched where session_id = :session order by join_time, id")
                .param("session", session)
                .query((row, number) -> new Unmatched(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("email"),
                        Timestamps.read(row, "join_time"),
                        Timestamps.readOrNull(row, "leave_time"),
                        row.getInt("duration"),
                        row.getBoolean("in_room"),
                        row.getBoolean("lasting"),
                        null))
                .list();
    }

    private List<Resolved> resolved(UUID session) {
        return db.sql("""
                select r.id, r.identity, r.name, r.learner_id, r.name_key, exists (
                  select from training.attendance_resolutions e where e.session_id is null
                    and (e.identity = r.identity or e.said_as = r.id)) as remembered
                from training.attendance_resolutions r where r.session_id = :session order by r.resolved_at, r.id
                """)
                .param("session", session)
                .query((row, number) -> new Resolved(
                        row.getObject("id", UUID.class),
                        row.getString("identity"),
                        row.getString("name"),
                        row.getObject("learner_id", UUID.class),
                        row.getObject("learner_id") == null,
                        row.getBoolean("remembered"),
                        row.getString("name_key") != null))
                .list();
    }
}
