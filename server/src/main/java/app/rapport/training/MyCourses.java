package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Timestamps;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions somebody is enrolled in: those to come, the next one first; then those that are over, the latest first. */
@Service
class MyCourses {
    /** Those in which :user is enrolled. */
    static final String ENROLLED = """
            exists (select from training.enrolments e join training.learners l on l.id = e.learner_id
                    where e.cohort_id = s.cohort_id and l.user_id = :user)
            """;

    private final JdbcClient db;
    private final SessionReads reads;
    private final Attendances attendances;
    private final Clock clock;

    MyCourses(JdbcClient db, SessionReads reads, Attendances attendances, Clock clock) {
        this.db = db;
        this.reads = reads;
        this.attendances = attendances;
        this.clock = clock;
    }

    /** @param certificate whether there is a certificate of attendance to fetch */
    record Course(@JsonUnwrapped SessionView session, boolean certificate) {}

    private record Placed(UUID id, boolean past, long position) {}

    @Transactional(readOnly = true)
    Page<Course> list(@Nullable String after, int limit) {
        var cursor = Cursor.read(after, 3);
        var placed = db.sql("""
                select id, past, position from (
                  select id, past, (case when past then -at else at end)::bigint as position from (
                    select s.id, extract(epoch from s.start_time) * 1000 as at,
                      s.status in ('COMPLETED', 'CANCELLED')
                        or (s.status = 'SCHEDULED' and s.start_time + make_interval(mins => s.duration + 60) < :now) as past
                    from training.sessions s where %s) mine) ordered
                where (cast(:id as uuid) is null or (past, position, id) > (:past, :position, :id))
                order by past, position, id limit :limit
                """.formatted(ENROLLED))
                .param("user", CurrentUser.now().id().value())
                .param("now", Timestamps.at(clock.instant()))
                .param("past", cursor == null ? false : cursor.part(0, Boolean::parseBoolean))
                .param("position", cursor == null ? 0L : cursor.part(1, Long::parseLong))
                .param("id", cursor == null ? null : cursor.part(2, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) ->
                        new Placed(row.getObject("id", UUID.class), row.getBoolean("past"), row.getLong("position")))
                .list();
        var page = Page.of(placed, limit, one -> Cursor.of(one.past(), one.position(), one.id()));
        var ids = page.items().stream().map(Placed::id).toList();
        var views = reads.views(reads.rows(ids), true).stream()
                .collect(Collectors.toMap(SessionView::id, Function.identity()));
        var certified = attendances.certified(CurrentUser.now().id(), ids);
        return page.map(one -> new Course(Objects.requireNonNull(views.get(one.id())), certified.contains(one.id())));
    }
}
