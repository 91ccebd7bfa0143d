package app.rapport.training;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import app.rapport.training.SessionView.Warning;
import app.rapport.training.zoom.ZoomHosts;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans sessions, moves and cancels them. Zoom hears of it after the transaction. */
@Service
class SessionDesk {
    private final JdbcClient db;
    private final SessionReads reads;
    private final CohortReads cohorts;
    private final Instructors instructors;
    private final MeetingRows meetings;
    private final SessionLetters letters;
    private final ZoomHosts hosts;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final TrainingSettings settings;
    private final Clock clock;

    SessionDesk(
            JdbcClient db,
            SessionReads reads,
            CohortReads cohorts,
            Instructors instructors,
            MeetingRows meetings,
            SessionLetters letters,
            ZoomHosts hosts,
            AuditTrail audit,
            LiveEvents live,
            TrainingSettings settings,
            Clock clock) {
        this.db = db;
        this.reads = reads;
        this.cohorts = cohorts;
        this.instructors = instructors;
        this.meetings = meetings;
        this.letters = letters;
        this.hosts = hosts;
        this.audit = audit;
        this.live = live;
        this.settings = settings;
        this.clock = clock;
    }

    /** The ids of what was planned, the first being the one that was asked for. */
    @Transactional
    List<UUID> add(SessionPlan.Form form) {
        var cohort = cohorts.one(Typed.needed("cohort_id", form.cohortId()));
        var instructor = instructors.require(form.instructorId());
        var first = SessionPlan.start(Typed.needed("start_time", form.startTime()), clock.instant());
        var minutes = SessionPlan.duration(Typed.needed("duration", form.duration()), settings);
        var zone = form.zone() == null ? CurrentUser.now().zone() : Typed.zone(form.zone());
        var title = form.title() == null || form.title().isBlank() ? cohort.name() : Typed.line("title", form.title());
        var type = SessionPlan.type(form.type());
        var starts = SessionPlan.starts(first, zone, form.repeat());

        var series = starts.size() > 1 ? Ids.next() : null;
        var planned = new ArrayList<UUID>();
        for (var start : starts) {
            var id = Ids.next();
            insert(id, cohort.id(), instructor.id().value(), title, type, start, minutes, zone, series);
            meetings.want(id, instructor.id().value(), !planned.isEmpty());
            audit.record("session.created", "session", id.toString(), Map.of("title", title, "start", start));
            live.publish("training", id.toString());
            planned.add(id);
        }
        letters.invite(planned.stream().map(reads::row).toList());
        return planned;
    }

    private void insert(
            UUID id,
            UUID cohort,
            UUID instructor,
            String title,
            String type,
            Instant start,
            int minutes,
            ZoneId zone,
            @Nullable UUID series) {
        db.sql("""
                insert into training.sessions (id, organization_id, cohort_id, instructor_id, title, type, start_time, duration,
                  zone, series_id, created_by, created_at, updated_at)
                values (:id, :organization, :cohort, :instructor, :title, :type, :start, :minutes, :zone, :series, :by, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("cohort", cohort)
                .param("instructor", instructor)
                .param("title", title)
                .param("type", type)
                .param("start", Timestamps.at(start))
                .param("minutes", minutes)
                .param("zone", zone.getId())
                .param("series", series)
                .param("by", CurrentUser.now().id().value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** @param scope one, or following: this one and those of its series after it */
    record Change(
            @JsonProperty("instructor_id") @JsonAlias("instructorId")
            Patch<UUID> instructorId,

            @JsonProperty("start_time") @JsonAlias("startTime")
            Patch<Instant> startTime,

            Patch<Integer> duration,
            Patch<String> title,
            Patch<String> type,
            Patch<String> zone,
            Patch<String> scope,
            Patch<String> status) {
        Change {
            title = Patch.text(title);
        }

        /** Whether it asks for what DELETE does. The other words follow from what happens at Zoom. */
        boolean cancels(String now) {
            if (!status.given() || now.equals(status.value())) {
                return false;
            }
            if (!"CANCELLED".equals(status.value())) {
                throw Problem.invalid(
                                "invalid_status", "A session's status follows its meeting; CANCELLED calls it off.")
                        .with("field", "status");
            }
            return true;
        }
    }

    @Transactional
    void edit(UUID id, Change change) {
        var before = open(id);
        var start = change.startTime().over(before.start(), "start_time");
        if (!start.equals(before.start())) {
            SessionPlan.start(start, clock.instant());
        }
        var zone = change.zone().given() ? Typed.zone(change.zone().over("", "zone")) : before.zone();
        var instructor = change.instructorId().over(before.instructor(), "instructor_id");
        if (!instructor.equals(before.instructor())) {
            instructors.require(instructor);
        }
        var minutes = change.duration().given()
                ? SessionPlan.duration(change.duration().over(0, "duration"), settings)
                : before.minutes();
        // By the clock on the wall, so that the others of a series move by the same and keep to their hour.
        var shift = Duration.between(
                before.start().atZone(before.zone()).toLocalDateTime(),
                start.atZone(zone).toLocalDateTime());
        for (var session : concerned(before, change.scope())) {
            var own = session.id().equals(id);
            var moved = own
                    ? start
                    : session.start()
                            .atZone(session.zone())
                            .toLocalDateTime()
                            .plus(shift)
                            .atZone(zone)
                            .toInstant();
            var title = Typed.line("title", change.title().over(session.title(), "title"));
            var type = change.type().given() ? SessionPlan.type(change.type().value()) : session.type();
            update(
                    session,
                    title,
                    type,
                    moved,
                    change.duration().given() ? minutes : session.minutes(),
                    zone,
                    instructor,
                    own);
        }
    }

    private void update(
            SessionRow before,
            String title,
            String type,
            Instant start,
            int minutes,
            ZoneId zone,
            UUID instructor,
            boolean first) {
        var handedOver = !instructor.equals(before.instructor());
        var told = handedOver
                || !title.equals(before.title())
                || !start.equals(before.start())
                || minutes != before.minutes()
                || !zone.equals(before.zone());
        if (!told && type.equals(before.type())) {
            return;
        }
        db.sql("""
                update training.sessions set title = :title, type = :type, start_time = :start, duration = :minutes, zone = :zone,
                  instructor_id = :instructor, sequence = sequence + case when :told then 1 else 0 end, updated_at = :now
                where id = :id
                """)
                .param("id", before.id())
                .param("title", title)
                .param("type", type)
                .param("start", Timestamps.at(start))
                .param("minutes", minutes)
                .param("zone", zone.getId())
                .param("instructor", instructor)
                .param("told", told)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (handedOver) {
            // A meeting is its host's for good: the new one gets another.
            meetings.unwanted(before.id(), false, !first);
            meetings.want(before.id(), instructor, !first);
        } else if (told) {
            meetings.changed(before.id(), !first);
        }
        var after = reads.row(before.id());
        if (told) {
            letters.moved(after);
        }
        audit.record(
                "session.updated",
                "session",
                before.id().toString(),
                Map.of("before", said(before), "after", said(after)));
        live.publish("training", before.id().toString());
    }

    /** The meeting goes too, and the calendars of those enrolled hear of it. Once more changes nothing. */
    @Transactional
    void cancel(UUID id, Patch<String> scope) {
        lock(id);
        var before = reads.access(id).session();
        if (before.status().equals("CANCELLED")) {
            return;
        }
        for (var session : concerned(open(id), scope)) {
            db.sql("""
                    update training.sessions set status = 'CANCELLED', sequence = sequence + 1, updated_at = :now where id = :id
                    """)
                    .param("id", session.id())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
            meetings.unwanted(session.id(), true, !session.id().equals(id));
            letters.cancelled(reads.row(session.id()));
            audit.record("session.cancelled", "session", session.id().toString(), Map.of("title", session.title()));
            live.publish("training", session.id().toString());
        }
    }

    @Transactional
    void retry(UUID id) {
        reads.access(id);
        meetings.again(id);
        live.publish("training", id.toString());
    }

    /** What somebody who plans should know, and is free to do all the same. */
    @Transactional(readOnly = true)
    List<Warning> warnings(UUID id) {
        var session = reads.row(id);
        var warnings = new ArrayList<Warning>();
        db.sql("""
                select title from training.sessions
                where instructor_id = :instructor and id <> :id and status in ('SCHEDULED', 'IN_PROGRESS')
                  and start_time < :end and start_time + make_interval(mins => duration) > :start
                order by start_time limit 1
                """)
                .param("id", id)
                .param("instructor", session.instructor())
                .param("start", Timestamps.at(session.start()))
                .param("end", Timestamps.at(session.end()))
                .query((row, number) -> row.getString("title"))
                .optional()
                .ifPresent(other -> warnings.add(new Warning(
                        "The instructor teaches “" + other + "” at the same time.",
                        Wording.of("instructor_busy").with("title", other))));
        if (session.enrolled() + 1 > settings.capacity()) {
            warnings.add(new Warning(
                    session.enrolled() + " people are enrolled, and the meeting holds " + settings.capacity()
                            + " with its host.",
                    Wording.of("more_than_capacity")
                            .with("enrolled", session.enrolled())
                            .with("capacity", settings.capacity())));
        }
        hosts.find(new UserId(session.instructor()))
                .flatMap(SessionDesk::hostWarning)
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<Warning> hostWarning(ZoomHosts.Host host) {
        return switch (host.problem()) {
            case null -> Optional.empty();
            case "no_licence_left" ->
                Optional.of(new Warning(
                        "All Zoom licences are given out: without one, Zoom ends this meeting after 40 minutes.",
                        Wording.of("host_without_licence")));
            case "pending" ->
                Optional.of(new Warning(
                        "The instructor has not accepted Zoom's invitation yet.", Wording.of("host_invited")));
            default ->
                Optional.of(new Warning("The instructor's Zoom account is switched off.", Wording.of("host_inactive")));
        };
    }

    private SessionRow open(UUID id) {
        lock(id);
        var session = reads.access(id).session();
        if (!session.scheduled()) {
            throw Problem.conflict("session_not_scheduled", "Only a session that has not begun can be changed.")
                    .with("status", session.status());
        }
        return session;
    }

    private List<SessionRow> concerned(SessionRow session, Patch<String> scope) {
        return switch (scope.value()) {
            case null -> List.of(session);
            case "one" -> List.of(session);
            case "following" -> session.series() == null ? List.of(session) : following(session);
            default ->
                throw Problem.invalid("invalid_field", "The scope is one or following.")
                        .with("field", "scope");
        };
    }

    private List<SessionRow> following(SessionRow session) {
        return db.sql(SessionRow.SQL + """
                where s.series_id = :series and s.start_time >= :start and s.status = 'SCHEDULED' order by s.start_time, s.id
                """)
                .param("series", session.series())
                .param("start", Timestamps.at(session.start()))
                .query(SessionRow::read)
                .list();
    }

    /** Of two who change the same session, the second sees what the first did. */
    private void lock(UUID id) {
        db.sql("select from training.sessions where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
    }

    private static Map<String, Object> said(SessionRow session) {
        return Map.of(
                "title", session.title(),
                "type", session.type(),
                "start", session.start(),
                "duration", session.minutes(),
                "instructor", session.instructor());
    }
}
