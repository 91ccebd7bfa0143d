package app.rapport.training.attendance;

import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Attendance over many sessions: by cohort and learner, and of one customer. */
@Service
class TrainingReads {
    static final String DEFINITION =
            "Sessions that are over and at which the learner was expected, and of these the ones they were present at or came late to. The excused do not count.";
    private static final int LATEST = 50;
    private static final String STANDS = "coalesce(a.override_status, a.status)";
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final SettingsDesk settings;
    private final Clock clock;

    TrainingReads(JdbcClient db, CustomerDirectory customers, SettingsDesk settings, Clock clock) {
        this.db = db;
        this.customers = customers;
        this.settings = settings;
        this.clock = clock;
    }

    record Filter(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID cohort,
            @Nullable UUID customer) {}

    record Ref(UUID id, String name) {}

    /**
     * @param attended the late among them
     * @param held without those they were excused from
     * @param rate attended of held, 0 to 1
     * @param warning whether the rate is below what the organisation wants to be warned of
     */
    record Line(
            Ref cohort,
            UUID userId,
            String name,
            String email,
            @Nullable Ref customer,
            int held,
            int attended,
            long seconds,
            @Nullable Double rate,
            boolean warning,
            Instant lastSessionAt) {}

    /** A page of lines, by cohort and then by learner. */
    record Report(
            List<Line> items, @Nullable String nextCursor, int warnBelowPercent, String definition, Instant asOf) {}

    /** One line for each cohort and learner with sessions in that time; instructors see their own sessions. */
    @Transactional(readOnly = true)
    public Report report(Filter filter, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 4);
        var warnBelow = settings.current().warnBelowPercent();
        var caller = CurrentUser.now();
        var rows = db.sql("""
                select * from (
                  select c.id as cohort_id, c.name as cohort, l.id as learner_id, l.name, l.email, l.customer_id,
                    count(*) filter (where %1$s <> 'excused') as held,
                    count(*) filter (where %1$s in ('present', 'late')) as attended,
                    sum(a.duration) as seconds, max(s.start_time) as last,
                    lower(c.name) as cohort_key, lower(l.name) as learner_key
                  from training.session_attendance a
                  join training.sessions s on s.id = a.session_id
                  join training.cohorts c on c.id = s.cohort_id
                  join training.learners l on l.id = a.user_id
                  where s.status = 'COMPLETED' and %1$s is not null and s.start_time >= :from and s.start_time < :to
                    and (cast(:cohort as uuid) is null or c.id = :cohort)
                    and (cast(:customer as uuid) is null or l.customer_id = :customer)
                    and (cast(:host as uuid) is null or :host = any(s.instructor_id || s.alternative_hosts))
                  group by c.id, l.id) lines
                where cast(:cohortKey as text) is null
                  or (cohort_key, cohort_id, learner_key, learner_id) > (:cohortKey, :cohortId, :learnerKey, :learnerId)
                order by cohort_key, cohort_id, learner_key, learner_id limit :limit
                """.formatted(STANDS))
                .param("from", Timestamps.at(Objects.requireNonNullElse(filter.from(), EVER)))
                .param("to", Timestamps.at(Objects.requireNonNullElse(filter.to(), NEVER)))
                .param("cohort", filter.cohort())
                .param("customer", filter.customer())
                .param("host", Taught.seesAll(caller) ? null : caller.id().value())
                .param("cohortKey", cursor == null ? null : cursor.parts().getFirst())
                .param("cohortId", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("learnerKey", cursor == null ? null : cursor.parts().get(2))
                .param("learnerId", cursor == null ? null : cursor.part(3, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Placed(row, warnBelow))
                .list();
        var page = Page.of(
                rows,
                limit,
                row -> Cursor.of(
                        row.cohortKey(),
                        row.line().cohort().id(),
                        row.learnerKey(),
                        row.line().userId()));
        var names = names(page.items().stream()
                .flatMap(row -> Stream.ofNullable(row.customer()))
                .collect(Collectors.toSet()));
        return new Report(
                page.items().stream().map(row -> row.named(names)).toList(),
                page.nextCursor(),
                warnBelow,
                DEFINITION + " Rate is attended of held, 0 to 1.",
                clock.instant());
    }

    private Map<UUID, String> names(Set<UUID> ids) {
        return customers.customers(ids).values().stream()
                .collect(Collectors.toMap(CustomerDirectory.Customer::id, CustomerDirectory.Customer::name));
    }

    private record Placed(Line line, @Nullable UUID customer, String cohortKey, String learnerKey) {
        Placed(ResultSet row, int warnBelow) throws SQLException {
            this(
                    line(row, warnBelow),
                    row.getObject("customer_id", UUID.class),
                    row.getString("cohort_key"),
                    row.getString("learner_key"));
        }

        private static Line line(ResultSet row, int warnBelow) throws SQLException {
            var turnout = turnout(row.getInt("held"), row.getInt("attended"), warnBelow);
            return new Line(
                    new Ref(row.getObject("cohort_id", UUID.class), row.getString("cohort")),
                    row.getObject("learner_id", UUID.class),
                    row.getString("name"),
                    row.getString("email"),
                    null,
                    turnout.held(),
                    turnout.attended(),
                    row.getLong("seconds"),
                    turnout.rate(),
                    turnout.warning(),
                    Timestamps.read(row, "last"));
        }

        Line named(Map<UUID, String> names) {
            var name = customer == null ? null : names.get(customer);
            return new Line(
                    line.cohort(),
                    line.userId(),
                    line.name(),
                    line.email(),
                    customer == null || name == null ? null : new Ref(customer, name),
                    line.held(),
                    line.attended(),
                    line.seconds(),
                    line.rate(),
                    line.warning(),
                    line.lastSessionAt());
        }
    }

    private static @Nullable Double rate(int attended, int held) {
        return held == 0 ? null : Math.round(10_000.0 * attended / held) / 10_000.0;
    }

    /** What somebody came to of a cohort's sessions. */
    record Turnout(int held, int attended, @Nullable Double rate, boolean warning) {
        static final Turnout NONE = new Turnout(0, 0, null, false);
    }

    /** By learner. */
    @Transactional(readOnly = true)
    public Map<UUID, Turnout> turnouts(UUID cohort) {
        var warnBelow = settings.current().warnBelowPercent();
        return db
                .sql("""
                select a.user_id, count(*) filter (where %1$s <> 'excused') as held,
                  count(*) filter (where %1$s in ('present', 'late')) as attended
                from training.session_attendance a join training.sessions s on s.id = a.session_id
                where s.cohort_id = :cohort and s.status = 'COMPLETED' and %1$s is not null group by a.user_id
                """.formatted(STANDS))
                .param("cohort", cohort)
                .query((row, number) -> Map.entry(
                        row.getObject("user_id", UUID.class),
                        turnout(row.getInt("held"), row.getInt("attended"), warnBelow)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Turnout turnout(int held, int attended, int warnBelow) {
        return new Turnout(held, attended, rate(attended, held), held > 0 && 100.0 * attended / held < warnBelow);
    }

    record LearnerLine(
            UUID userId,
            String name,
            String email,
            int held,
            int attended,
            @Nullable Double rate) {}

    /** @param attended of the customer's people */
    record SessionLine(UUID id, String title, Ref cohort, Instant startTime, int expected, int attended) {}

    /** @param sessions the latest first, at most fifty */
    record OfCustomer(
            int held,
            int attended,
            @Nullable Double rate,
            List<LearnerLine> learners,
            List<SessionLine> sessions,
            String definition,
            Instant asOf) {}

    /** How the people of one customer attend. */
    @Transactional(readOnly = true)
    public OfCustomer ofCustomer(UUID customer) {
        if (customers.customer(customer).isEmpty()) {
            throw Problem.notFound("customer");
        }
        var learners = db.sql("""
                select l.id, l.name, l.email,
                  count(a.user_id) filter (where s.status = 'COMPLETED' and %1$s <> 'excused') as held,
                  count(a.user_id) filter (where s.status = 'COMPLETED' and %1$s in ('present', 'late')) as attended
                from training.learners l
                left join training.session_attendance a on a.user_id = l.id
                left join training.sessions s on s.id = a.session_id
                where l.customer_id = :customer
                group by l.id order by lower(l.name), l.id
                """.formatted(STANDS))
                .param("customer", customer)
                .query((row, number) -> new LearnerLine(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("email"),
                        row.getInt("held"),
                        row.getInt("attended"),
                        rate(row.getInt("attended"), row.getInt("held"))))
                .list();
        var sessions = db.sql("""
                select s.id, s.title, c.id as cohort_id, c.name as cohort, s.start_time, count(*) as expected,
                  count(*) filter (where %1$s in ('present', 'late')) as attended
                from training.session_attendance a
                join training.sessions s on s.id = a.session_id
                join training.cohorts c on c.id = s.cohort_id
                join training.learners l on l.id = a.user_id
                where l.customer_id = :customer and s.status = 'COMPLETED' and %1$s is not null
                group by s.id, c.id order by s.start_time desc, s.id desc limit :latest
                """.formatted(STANDS))
                .param("customer", customer)
                .param("latest", LATEST)
                .query((row, number) -> new SessionLine(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        new Ref(row.getObject("cohort_id", UUID.class), row.getString("cohort")),
                        Timestamps.read(row, "start_time"),
                        row.getInt("expected"),
                        row.getInt("attended")))
                .list();
        var held = learners.stream().mapToInt(LearnerLine::held).sum();
        var attended = learners.stream().mapToInt(LearnerLine::attended).sum();
        return new OfCustomer(held, attended, rate(attended, held), learners, sessions, DEFINITION, clock.instant());
    }
}
