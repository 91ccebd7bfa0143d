package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A private address of somebody's sessions, taught and attended, for a calendar that asks again by itself. */
@Service
class CalendarFeeds {
    private static final Duration LOOKS_BACK = Duration.ofDays(90);
    private static final int MOST = 1_000;

    private final JdbcClient db;
    private final Users users;
    private final RapportSettings rapport;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CalendarFeeds(JdbcClient db, Users users, RapportSettings rapport, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.users = users;
        this.rapport = rapport;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Address(String url) {}

    private record Owner(OrganizationId organization, UUID user) {}

    /** A new address; the one before it shows nothing any more. */
    @Transactional
    Address open() {
        var token = LinkTokens.fresh();
        db.sql("""
                insert into training.calendar_feeds (user_id, organization_id, token_hash, created_at)
                values (:user, :organization, :hash, :now)
                on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at
                """)
                .param("user", CurrentUser.now().id().value())
                .param("organization", Tenancy.current().value())
                .param("hash", LinkTokens.digest(token))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        return new Address(rapport.appUrl() + "/api/my-courses/calendar.ics?token=" + token);
    }

    String read(String token) {
        Optional<Owner> found = Tenancy.system(() -> transaction.execute(status -> db.sql(
                        "select organization_id, user_id from training.calendar_feeds where token_hash = :hash")
                .param("hash", LinkTokens.digest(token))
                .query((row, number) -> new Owner(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("user_id", UUID.class)))
                .optional()));
        var owner = found.orElseThrow(() -> Problem.notFound("calendar"));
        return Tenancy.in(
                owner.organization(),
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    if (users.find(new UserId(owner.user()))
                            .filter(Users.User::active)
                            .isEmpty()) {
                        throw Problem.notFound("calendar");
                    }
                    return Ics.of(Ics.Method.PUBLISH, events(owner.user()), clock.instant());
                })));
    }

    private List<Ics.Event> events(UUID user) {
        return db
                .sql(SessionRow.SQL + "where (:user = any(s.instructor_id || s.alternative_hosts) or "
                        + MyCourses.ENROLLED + """
                ) and s.start_time > :from order by s.start_time, s.id limit :most
                """)
                .param("user", user)
                .param("from", Timestamps.at(clock.instant().minus(LOOKS_BACK)))
                .param("most", MOST)
                .query(SessionRow::read)
                .list()
                .stream()
                .map(this::event)
                .toList();
    }

    private Ics.Event event(SessionRow session) {
        var link = rapport.appUrl() + "/session/" + session.id() + "/join";
        return new Ics.Event(
                session.id(),
                session.sequence(),
                session.status().equals("CANCELLED"),
                session.title(),
                session.cohortName(),
                link,
                session.start(),
                session.end(),
                null,
                null);
    }
}
