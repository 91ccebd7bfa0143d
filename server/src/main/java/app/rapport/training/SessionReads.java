package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sessions for screens and the API, and who may see which. */
@Service
class SessionReads {
    private static final Set<String> STATUSES = Set.of("SCHEDULED", "IN_PROGRESS", "COMPLETED", "CANCELLED");

    private final JdbcClient db;
    private final Users users;
    private final Clock clock;

    SessionReads(JdbcClient db, Users users, Clock clock) {
        this.db = db;
        this.users = users;
        this.clock = clock;
    }

    /** What the list can be narrowed to; null leaves a filter out. */
    record Filter(
            @Nullable String scope,
            @Nullable UUID cohort,
            @Nullable UUID instructor,
            @Nullable String status,
            @Nullable Instant from,
            @Nullable Instant to) {

        /** Somebody who asks from a day on looks ahead: the next one first. All others look back. */
        boolean ascending() {
            return from != null;
        }

        private boolean mine() {
            return switch (scope) {
                case null -> false;
                case "all" -> false;
                case "mine" -> true;
                default ->
                    throw Problem.invalid("invalid_field", "The scope is mine or all.")
                            .with("field", "scope");
            };
        }

        private String @Nullable [] statuses() {
            if (status == null || status.isBlank()) {
                return null;
            }
            var asked = status.toUpperCase(Locale.ROOT).split(",", -1);
            if (!STATUSES.containsAll(Arrays.asList(asked))) {
                throw Problem.invalid("invalid_field", "A status is SCHEDULED, IN_PROGRESS, COMPLETED or CANCELLED.")
                        .with("field", "status");
            }
            return asked;
        }
    }

    @Transactional(readOnly = true)
    Page<SessionView> list(Filter filter, @Nullable String after, int limit) {
        var user = CurrentUser.now();
        var cursor = Cursor.read(after, 2);
        var order = filter.ascending() ? "asc" : "desc";
        var rows = db.sql(SessionRow.SQL + """
                where (:all or :user = any(s.instructor_id || s.alternative_hosts)) and (not :mine or :user = any(s.instructor_id || s.alternative_hosts))
                  and (cast(:cohort as uuid) is null or s.cohort_id = :cohort)
                  and (cast(:instructor as uuid) is null or s.instructor_id = :instructor)
                  and (cast(:statuses as text[]) is null or s.status = any(:statuses))
                  and (cast(:from as timestamptz) is null or s.start_time >= :from)
                  and (cast(:to as timestamptz) is null or s.start_time < :to)
                  and (cast(:at as timestamptz) is null or (s.start_time, s.id) %1$s (:at, :id))
                order by s.start_time %2$s, s.id %2$s limit :limit
                """.formatted(filter.ascending() ? ">" : "<", order))
                .param("all", Sight.all(user))
                .param("mine", filter.mine())
                .param("user", user.id().value())
                .param("cohort", filter.cohort())
                .param("instructor", filter.instructor())
                .param("statuses", filter.statuses())
                .param("from", Timestamps.atOrNull(filter.from()))
                .param("to", Timestamps.atOrNull(filter.to()))
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(0, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query(SessionRow::read)
                .list();
        var page = Page.of(rows, limit, row -> Cursor.of(row.start(), row.id()));
        return new Page<>(views(page.items(), false), page.nextCursor(), null);
    }

    /** To who teaches it, who sees all, and who is enrolled; to others a refusal. */
    @Transactional(readOnly = true)
    SessionView view(UUID id) {
        var access = access(id);
        return views(List.of(access.session()), !access.staff()).getFirst();
    }

    /**
     * What somebody has to do with a session.
     *
     * @param staff sees it because of their work; else because they are enrolled
     * @param host may hold it: the instructor, or one of the alternative hosts
     * @param learner who they are as a learner; null for who is not enrolled
     */
    record Access(
            SessionRow session,
            boolean staff,
            boolean host,
            @Nullable UUID learner) {}

    @Transactional(readOnly = true)
    Access access(UUID id) {
        var user = CurrentUser.now();
        var session = row(id);
        var host = session.heldBy(user.id()) && user.may(Permission.TRAINING);
        var staff = Sight.all(user) || host;
        var learner = learner(id, user.id());
        if (!staff && learner == null) {
            if (user.may(Permission.TRAINING)) {
                throw Problem.notFound("session");
            }
            throw Problem.forbidden(
                    "not_enrolled", "You are not enrolled in this class. Ask whoever invited you to enrol you.");
        }
        return new Access(session, staff, host, learner);
    }

    SessionRow row(UUID id) {
        return db.sql(SessionRow.SQL + "where s.id = :id")
                .param("id", id)
                .query(SessionRow::read)
                .optional()
                .orElseThrow(() -> Problem.notFound("session"));
    }

    List<SessionRow> rows(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.sql(SessionRow.SQL + "where s.id in (:ids)")
                        .param("ids", ids)
                        .query(SessionRow::read)
                        .list();
    }

    private @Nullable UUID learner(UUID session, UserId user) {
        return db.sql("""
                select l.id from training.sessions s
                join training.enrolments e on e.cohort_id = s.cohort_id
                join training.learners l on l.id = e.learner_id
                where s.id = :session and l.user_id = :user
                """)
                .param("session", session)
                .param("user", user.value())
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional()
                .orElse(null);
    }

    /** @param enrolled whether the caller sees these as one of those enrolled, and knows no more than they may */
    List<SessionView> views(List<SessionRow> rows, boolean enrolled) {
        var user = CurrentUser.now();
        var now = clock.instant();
        var teachers = users.find(rows.stream()
                .flatMap(row -> Stream.concat(Stream.of(row.instructor()), row.alternativeHosts().stream()))
                .map(UserId::new)
                .distinct()
                .toList());
        var present = enrolled ? Map.<UUID, Integer>of() : present(rows);
        return rows.stream()
                .map(row -> view(row, user, teachers, present, enrolled, now))
                .toList();
    }

    /** Of sessions that are over; others are left out. */
    private Map<UUID, Integer> present(List<SessionRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("""
                select a.session_id,
                  count(*) filter (where coalesce(p.override_status, p.status) in ('present', 'late')) as present
                from training.attendance a left join training.session_attendance p on p.session_id = a.session_id
                where a.session_id in (:ids) and a.state <> 'running' group by a.session_id
                """)
                .param("ids", rows.stream().map(SessionRow::id).toList())
                .query((row, number) -> Map.entry(row.getObject("session_id", UUID.class), row.getInt("present")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static SessionView view(
            SessionRow row,
            CurrentUser user,
            Map<UserId, Users.User> teachers,
            Map<UUID, Integer> present,
            boolean enrolled,
            Instant now) {
        var host = !enrolled && row.heldBy(user.id()) && user.may(Permission.TRAINING);
        var ready = row.zoomMeetingId() != null;
        return new SessionView(
                row.id(),
                row.title(),
                row.type(),
                row.status(),
                row.cohort(),
                new Named(row.cohort(), row.cohortName()),
                row.instructor(),
                named(row.instructor(), teachers),
                row.alternativeHosts().stream().map(id -> named(id, teachers)).toList(),
                row.start(),
                row.minutes(),
                row.zone().getId(),
                row.zoomMeetingId(),
                row.zoomJoinUrl(),
                null,
                row.meeting(),
                row.startedAt(),
                row.endedAt(),
                row.series(),
                row.enrolled(),
                present.get(row.id()),
                enrolled ? null : row.letters(),
                row.opensAt(),
                host && ready && !now.isBefore(row.opensAt()) && !row.over(now),
                ready && row.running(),
                new SessionView.May(user.may(Permission.TRAINING_MANAGE), host, !enrolled),
                null,
                null);
    }

    private static Named named(UUID id, Map<UserId, Users.User> people) {
        var person = people.get(new UserId(id));
        return new Named(id, person == null ? "" : person.name());
    }
}
