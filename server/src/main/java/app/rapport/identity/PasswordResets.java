package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The way back in for who forgot the password: a link by e-mail, good once and for an hour. */
@Service
class PasswordResets {
    private static final Logger log = LoggerFactory.getLogger(PasswordResets.class);

    private static final String ACCOUNT =
            "select u.id, u.organization_id, u.name, u.email, u.locale, u.role from identity.users u ";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final TaskExecutor threads;
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Directory directory;
    private final ObjectProvider<ResetLetters> letters;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final IdentitySettings settings;
    private final RapportSettings rapport;

    PasswordResets(
            JdbcClient db,
            TransactionTemplate transaction,
            TaskExecutor applicationTaskExecutor,
            SignInAttempts attempts,
            Passwords passwords,
            Sessions sessions,
            Directory directory,
            ObjectProvider<ResetLetters> letters,
            ApplicationEventPublisher events,
            Clock clock,
            IdentitySettings settings,
            RapportSettings rapport) {
        this.db = db;
        this.transaction = transaction;
        this.threads = applicationTaskExecutor;
        this.attempts = attempts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.directory = directory;
        this.letters = letters;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.rapport = rapport;
    }

    private record Account(
            UserId id, OrganizationId organization, String name, String email, String locale, Role role) {
        AccountChanged.Actor actor() {
            return new AccountChanged.Actor(id, name);
        }
    }

    /**
     * Sends a link if the address has an account. The caller hears the same in any case and in the same time, so that nobody
     * learns who has one: the account is looked up after the answer.
     */
    void ask(EmailAddress email, Client client) {
        attempts.beginReset(email.value(), client.address());
        threads.execute(() -> {
            try {
                byEmail(email).ifPresent(account -> Tenancy.run(account.organization(), () -> send(account, client)));
            } catch (RuntimeException e) {
                log.error("a link to a new password could not be made", e);
            }
        });
    }

    private void send(Account account, Client client) {
        transaction.executeWithoutResult(status -> {
            var token = Tokens.fresh();
            var now = clock.instant();
            var expires = now.plus(settings.resetLife());
            db.sql("""
                    insert into identity.password_resets (user_id, organization_id, token_hash, created_at, expires_at)
                    values (:user, :organization, :hash, :now, :expires)
                    on conflict (user_id) do update set
                      token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
                    """)
                    .param("user", account.id().value())
                    .param("organization", account.organization().value())
                    .param("hash", Tokens.digest(token))
                    .param("now", Timestamps.at(now))
                    .param("expires", Timestamps.at(expires))
                    .update();
            var letter = new ResetLetters.Letter(
                    account.email(),
                    account.name(),
                    directory.current().name(),
                    rapport.appUrl() + "/auth/reset/" + token,
                    expires,
                    account.locale(),
                    account.role().permissions().contains(Permission.MEMBERS_MANAGE));
            letters.forEach(post -> post.send(letter));
            events.publishEvent(new AccountChanged(
                    "user.password_reset_asked",
                    "user",
                    account.id().toString(),
                    Map.of("address", client.address()),
                    account.actor()));
        });
    }

    /** Whose the link is; a problem when it works no longer. */
    String emailOf(String token) {
        return byToken(token).email();
    }

    /** Takes the link, once: the new password counts, and whoever was signed in with the old one is out. */
    void reset(String token, String password, Client client) {
        var account = byToken(token);
        var hash = passwords.hash(password);
        Tenancy.run(
                account.organization(),
                () -> transaction.executeWithoutResult(status -> {
                    var taken = db.sql("delete from identity.password_resets where token_hash = :hash")
                            .param("hash", Tokens.digest(token))
                            .update();
                    if (taken == 0) {
                        throw gone();
                    }
                    db.sql("update identity.users set password_hash = :hash where id = :id")
                            .param("hash", hash)
                            .param("id", account.id().value())
                            .update();
                    sessions.endOthers(account.id(), null);
                    attempts.forgive(account.email());
                    events.publishEvent(new AccountChanged(
                            "user.password_reset",
                            "user",
                            account.id().toString(),
                            Map.of("address", client.address()),
                            account.actor()));
                }));
    }

    /** A link asked for earlier works no longer. In the organisation's scope. */
    @Transactional
    public void withdraw(UserId user) {
        db.sql("delete from identity.password_resets where user_id = :user")
                .param("user", user.value())
                .update();
    }

    /** Forgets links that have run out, of all organisations. Called in the system's scope. */
    @Transactional
    public void tidy() {
        db.sql("delete from identity.password_resets where expires_at < :now")
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private Optional<Account> byEmail(EmailAddress email) {
        return Tenancy.system(
                () -> transaction.execute(status -> db.sql(ACCOUNT + "where u.active and u.email_key = :email")
                        .param("email", email.value())
                        .query(PasswordResets::account)
                        .optional()));
    }

    private Account byToken(String token) {
        Optional<Account> found = Tenancy.system(() -> transaction.execute(status -> db.sql(ACCOUNT + """
                join identity.password_resets r on r.user_id = u.id
                where u.active and r.token_hash = :hash and r.expires_at > :now
                """)
                .param("hash", Tokens.digest(token))
                .param("now", Timestamps.at(clock.instant()))
                .query(PasswordResets::account)
                .optional()));
        return found.orElseThrow(PasswordResets::gone);
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                row.getString("locale"),
                Role.of(row.getString("role")));
    }

    private static Problem gone() {
        return Problem.notFound("link");
    }
}
