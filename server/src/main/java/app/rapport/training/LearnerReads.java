package app.rapport.training;

import app.rapport.customers.CustomerDirectory;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.SearchText;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is enrolled. */
@Service
class LearnerReads {
    private static final String ROW = """
            select l.id, l.email, l.name, lower(l.name) as position, l.customer_id, l.user_id, e.enrolled_at
            from training.enrolments e join training.learners l on l.id = e.learner_id
            where e.cohort_id = :cohort
            """;
    private final JdbcClient db;
    private final CohortReads cohorts;
    private final CustomerDirectory customers;

    LearnerReads(JdbcClient db, CohortReads cohorts, CustomerDirectory customers) {
        this.db = db;
        this.cohorts = cohorts;
        this.customers = customers;
    }

    private record Row(
            UUID id,
            String email,
            String name,
            String position,
            @Nullable UUID customer,
            boolean hasAccount,
            Instant enrolledAt) {}

    @Transactional(readOnly = true)
    Page<LearnerView> of(UUID cohort, @Nullable String query, @Nullable String after, int limit) {
        cohorts.one(cohort);
        var cursor = Cursor.read(after, 2);
        var rows = db.sql(ROW + """
                  and (cast(:query as text) is null or l.name ilike '%' || :query || '%' or l.email_key like '%' || lower(:query) || '%')
                  and (cast(:name as text) is null or (lower(l.name), l.id) > (:name, :id))
                order by lower(l.name), l.id limit :limit
                """)
                .param("cohort", cohort)
                .param("query", SearchText.of(query))
                .param("name", cursor == null ? null : cursor.parts().getFirst())
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query(LearnerReads::row)
                .list();
        var page = Page.of(rows, limit, row -> Cursor.of(row.position(), row.id()));
        return new Page<>(views(page.items()), page.nextCursor(), null);
    }

    LearnerView one(UUID cohort, UUID learner) {
        return views(db.sql(ROW + "and l.id = :id")
                        .param("cohort", cohort)
                        .param("id", learner)
                        .query(LearnerReads::row)
                        .list())
                .getFirst();
    }

    private List<LearnerView> views(List<Row> rows) {
        var companies = customers.customers(rows.stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return rows.stream()
                .map(row -> {
                    var company = row.customer() == null ? null : companies.get(row.customer());
                    return new LearnerView(
                            row.id(),
                            row.email(),
                            row.name(),
                            company == null ? null : new Named(company.id(), company.name()),
                            row.hasAccount(),
                            row.enrolledAt());
                })
                .toList();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("position"),
                row.getObject("customer_id", UUID.class),
                row.getObject("user_id") != null,
                Timestamps.read(row, "enrolled_at"));
    }
}
