package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.SearchText;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cohorts for screens and the API: everybody's for who manages, one's own for who teaches. */
@Service
class CohortReads {
    private static final String ROW = """
            select c.id, c.name, lower(c.name) as position, c.instructor_id, c.archived_at,
              (select count(*) from training.enrolments e where e.cohort_id = c.id) as learners,
              (select count(*) from training.sessions s where s.cohort_id = c.id and s.status <> 'CANCELLED') as sessions,
              (select min(s.start_time) from training.sessions s
               where s.cohort_id = c.id and s.status = 'SCHEDULED' and s.start_time > :now) as next_session
            from training.cohorts c
            where (:all or c.instructor_id = :user
                   or exists (select from training.sessions s where s.cohort_id = c.id
                              and :user = any(s.instructor_id || s.alternative_hosts)))
            """;

    private final JdbcClient db;
    private final Users users;
    private final Clock clock;

    CohortReads(JdbcClient db, Users users, Clock clock) {
        this.db = db;
        this.users = users;
        this.clock = clock;
    }

    private record Row(
            UUID id,
            String name,
            String position,
            UUID instructor,
            int learners,
            int sessions,
            @Nullable Instant next,
            boolean archived) {}

    @Transactional(readOnly = true)
    Page<CohortView> list(@Nullable String query, boolean archived, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var rows = seen(ROW + """
                  and (c.archived_at is not null) = :archived
                  and (cast(:query as text) is null or c.name ilike '%' || :query || '%')
                  and (cast(:name as text) is null or (lower(c.name), c.id) > (:name, :id))
                order by lower(c.name), c.id limit :limit
                """)
                .param("archived", archived)
                .param("query", SearchText.of(query))
                .param("name", cursor == null ? null : cursor.parts().getFirst())
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query(CohortReads::row)
                .list();
        var page = Page.of(rows, limit, row -> Cursor.of(row.position(), row.id()));
        var views = views(page.items());
        return new Page<>(views, page.nextCursor(), null);
    }

    @Transactional(readOnly = true)
    CohortView one(UUID id) {
        var found = seen(ROW + "and c.id = :id")
                .param("id", id)
                .query(CohortReads::row)
                .optional()
                .orElseThrow(() -> Problem.notFound("cohort"));
        return views(List.of(found)).getFirst();
    }

    private JdbcClient.StatementSpec seen(String sql) {
        var user = CurrentUser.now();
        return db.sql(sql)
                .param("all", Sight.all(user))
                .param("user", user.id().value())
                .param("now", Timestamps.at(clock.instant()));
    }

    private List<CohortView> views(List<Row> rows) {
        var teachers = users.find(rows.stream()
                .map(row -> new UserId(row.instructor()))
                .distinct()
                .toList());
        return rows.stream()
                .map(row -> {
                    var teacher = teachers.get(new UserId(row.instructor()));
                    return new CohortView(
                            row.id(),
                            row.name(),
                            row.instructor(),
                            new Named(row.instructor(), teacher == null ? "" : teacher.name()),
                            row.learners(),
                            row.sessions(),
                            row.next(),
                            row.archived());
                })
                .toList();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("position"),
                row.getObject("instructor_id", UUID.class),
                row.getInt("learners"),
                row.getInt("sessions"),
                Timestamps.readOrNull(row, "next_session"),
                row.getObject("archived_at") != null);
    }
}
