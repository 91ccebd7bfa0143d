package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns an address and a password into a session. */
@Service
class SignIn {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;

    SignIn(
            JdbcClient db,
            TransactionTemplate transaction,
            SignInAttempts attempts,
            Passwords passwords,
            Sessions sessions,
            ApplicationEventPublisher events) {
        this.db = db;
        this.transaction = transaction;
        this.attempts = attempts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.events = events;
    }

    private record Account(UserId id, OrganizationId organization, String name, boolean active, String hash) {}

    /** The new session's token. Every way of failing looks the same and takes as long. */
    String signIn(String email, String password, Client client) {
        var key = email.strip().toLowerCase(Locale.ROOT);
        attempts.begin(key, client.address());
        var account = find(key);
        var right = passwords.matches(
                password, account.filter(Account::active).map(Account::hash).orElse(null));
        if (account.isEmpty() || !right) {
            account.ifPresent(known -> inScope(known, "user.sign_in_failed", client));
            throw Problem.of(
                    HttpStatus.UNAUTHORIZED, "sign_in_failed", "The e-mail address or the password is not right.");
        }
        attempts.succeeded(key, client.address());
        return inScope(account.get(), "user.signed_in", client);
    }

    /** Keeps the fact and, when it was a success, opens the session. */
    private String inScope(Account account, String action, Client client) {
        return Tenancy.in(
                account.organization(),
                () -> transaction.execute(status -> {
                    events.publishEvent(new AccountChanged(
                            action,
                            "user",
                            account.id().toString(),
                            Map.of("address", client.address()),
                            new AccountChanged.Actor(account.id(), account.name())));
                    return action.equals("user.signed_in") ? sessions.open(account.id(), client) : "";
                }));
    }

    private Optional<Account> find(String key) {
        return Tenancy.system(() -> transaction.execute(status -> db.sql(
                        "select id, organization_id, name, active, password_hash from identity.users where email_key = :email")
                .param("email", key)
                .query((row, number) -> new Account(
                        new UserId(row.getObject("id", UUID.class)),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getString("name"),
                        row.getBoolean("active"),
                        row.getString("password_hash")))
                .optional()));
    }
}
