package app.rapport.training;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.SessionLetters.News;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final AlternativeHosts alternatives;
    private final MeetingRows meetings;
    private final LetterQueue letters;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final TrainingSettings settings;
    private final Clock clock;

    SessionDesk(
            JdbcClient db,
            SessionReads reads,
            CohortReads cohorts,
            Instructors instructors,
            AlternativeHosts alternatives,
            MeetingRows meetings,
            LetterQueue letters,
            AuditTrail audit,
            LiveEvents live,
            TrainingSettings settings,
            Clock clock) {
        this.db = db;
        this.reads = reads;
        this.cohorts = cohorts;
        this.instructors = instructors;
        this.alternatives = alternatives;
        this.meetings = meetings;
        this.letters = letters;
        this.audit = audit;
        this.live = live;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a session is, as it was planned. */
    private record Plan(
            String title,
            String type,
            Instant start,
            int minutes,
            ZoneId zone,
            UUID instructor,
            List<UUID> alternativeHosts) {

        static Plan of(SessionRow session) {
            return new Plan(
                    session.title(),
                    session.type(),
                    session.start(),
                    session.minutes(),
                    session.zone(),
                    session.instructor(),
                    session.alternativeHosts());
        }

        boolean differsForLearners(Plan other) {
            return !instructor.equals(other.instructor)
                    || !title.equals(other.title)
                    || !start.equals(other.start)
                    || minutes != other.minutes
                    || !zone.equals(other.zone);
        }

        Map<String, Object> columns() {
            return Map.of(
                    "title", title,
                    "type", type,
                    "start", Timestamps.at(start),
                    "minutes", minutes,
                    "zone", zone.getId(),
                    "instructor", instructor,
                    "others", alternativeHosts.toArray(UUID[]::new));
        }
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
        var others = alternatives.require(
                Objects.requireNonNullElse(form.alternativeHosts(), List.of()),
                instructor.id().value());

        var series = starts.size() > 1 ? Ids.next() : null;
        var planned = new ArrayList<UUID>();
        for (var start : starts) {
            var id = Ids.next();
            insert(
                    id,
                    cohort.id(),
                    new Plan(title, type, start, minutes, zone, instructor.id().value(), others),
                    series);
            meetings.want(id, instructor.id().value(), !planned.isEmpty());
            audit.record("session.created", "session", id.toString(), Map.of("title", title, "start", start));
            live.publish("training", id.toString());
            planned.add(id);
        }
        letters.note(News.INVITED, cohort.id(), planned);
        return planned;
    }

    private void insert(UUID id, UUID cohort, Plan plan, @Nullable UUID series) {
        db.sql("""
                insert into training.sessions (id, organization_id, cohort_id, instructor_id, alternative_hosts, title, type,
                  start_time, duration, zone, series_id, created_by, created_at, updated_at)
                values (:id, :organization, :cohort, :instructor, :others, :title, :type, :start, :minutes, :zone, :series, :by,
                  :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("cohort", cohort)
                .params(plan.columns())
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

            @JsonProperty("alternative_hosts") @JsonAlias("alternativeHosts")
            Patch<List<UUID>> alternativeHosts,

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
        var told = new ArrayList<UUID>();
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
            var plan = new Plan(
                    title,
                    type,
                    moved,
                    change.duration().given() ? minutes : session.minutes(),
                    zone,
                    instructor,
                    others(change, session, instructor));
            if (update(session, plan, own)) {
                told.add(session.id());
            }
        }
        letters.note(News.MOVED, before.cohort(), told);
    }

    /** Who takes over as the instructor is no longer one of the others. */
    private List<UUID> others(Change change, SessionRow session, UUID instructor) {
        if (change.alternativeHosts().given()) {
            var asked = change.alternativeHosts().value();
            return alternatives.require(asked == null ? List.of() : asked, instructor);
        }
        return session.alternativeHosts().stream()
                .filter(other -> !other.equals(instructor))
                .toList();
    }

    /** Whether those who learn should hear of it. */
    private boolean update(SessionRow before, Plan plan, boolean first) {
        var old = Plan.of(before);
        if (plan.equals(old)) {
            return false;
        }
        var told = plan.differsForLearners(old);
        db.sql("""
                update training.sessions set title = :title, type = :type, start_time = :start, duration = :minutes, zone = :zone,
                  instructor_id = :instructor, alternative_hosts = :others,
                  sequence = sequence + case when :told then 1 else 0 end, updated_at = :now
                where id = :id
                """)
                .param("id", before.id())
                .params(plan.columns())
                .param("told", told)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (!plan.instructor().equals(old.instructor())) {
            // A meeting is its host's for good: the new one gets another.
            meetings.unwanted(before.id(), false, !first);
            meetings.want(before.id(), plan.instructor(), !first);
        } else if (told || !plan.alternativeHosts().equals(old.alternativeHosts())) {
            meetings.changed(before.id(), !first);
        }
        audit.record(
                "session.updated",
                "session",
                before.id().toString(),
                Map.of("before", said(before), "after", said(reads.row(before.id()))));
        live.publish("training", before.id().toString());
        return told;
    }

    /** The meeting goes too, and the calendars of those enrolled hear of it. Once more changes nothing. */
    @Transactional
    void cancel(UUID id, Patch<String> scope) {
        lock(id);
        var before = reads.access(id).session();
        if (before.status().equals("CANCELLED")) {
            return;
        }
        var off = concerned(open(id), scope);
        for (var session : off) {
            db.sql("""
                    update training.sessions set status = 'CANCELLED', sequence = sequence + 1, updated_at = :now where id = :id
                    """)
                    .param("id", session.id())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
            meetings.unwanted(session.id(), true, !session.id().equals(id));
            audit.record("session.cancelled", "session", session.id().toString(), Map.of("title", session.title()));
            live.publish("training", session.id().toString());
        }
        letters.note(
                News.CANCELLED,
                before.cohort(),
                off.stream().map(SessionRow::id).toList());
    }

    @Transactional
    void retry(UUID id) {
        reads.access(id);
        meetings.again(id);
        live.publish("training", id.toString());
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
                "instructor", session.instructor(),
                "alternativeHosts", session.alternativeHosts());
    }
}
