package app.rapport.identity;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes organisations and the people in them. */
@Service
class Founding implements Accounts {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Founding(
            JdbcClient db,
            TransactionTemplate transaction,
            Passwords passwords,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public OrganizationId found(String name, ZoneId zone, @Nullable Integer hourlyApiLimit) {
        var id = new OrganizationId(Ids.next());
        Tenancy.run(
                id,
                () -> transaction.executeWithoutResult(status -> {
                    first();
                    insert(id, name, zone, hourlyApiLimit);
                }));
        return id;
    }

    /** The very first organisation with its administrator; empty when there is one already. */
    Optional<FirstOrganization> foundFirst(
            String organization, ZoneId zone, String name, EmailAddress email, String password) {
        if (!unfounded()) {
            return Optional.empty();
        }
        var hash = passwords.hash(password);
        var id = new OrganizationId(Ids.next());
        return Tenancy.in(
                id,
                () -> transaction.execute(status -> {
                    if (!first()) {
                        return Optional.<FirstOrganization>empty();
                    }
                    insert(id, organization, zone, null);
                    return Optional.of(new FirstOrganization(id, add(name, email, Role.ADMIN, hash)));
                }));
    }

    record FirstOrganization(OrganizationId id, UserId admin) {}

    boolean unfounded() {
        return db.sql("select count(*) from identity.installation")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void insert(OrganizationId id, String name, ZoneId zone, @Nullable Integer hourlyApiLimit) {
        db.sql("""
                insert into identity.organizations (id, name, zone, hourly_api_limit, created_at)
                values (:id, :name, :zone, :limit, :now)
                """)
                .param("id", id.value())
                .param("name", name)
                .param("zone", zone.getId())
                .param("limit", hourlyApiLimit)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** Whether this is the first organisation of the installation. Of two at once, the second waits and is told no. */
    private boolean first() {
        return db.sql("insert into identity.installation (founded_at) values (:now) on conflict do nothing")
                        .param("now", Timestamps.at(clock.instant()))
                        .update()
                == 1;
    }

    @Override
    @Transactional
    public UserId add(String name, String email, Role role, String password) {
        return add(name, new EmailAddress(email), role, passwords.hash(password));
    }

    /** In a transaction of the organisation's scope; the password is already hashed, which takes its time. */
    UserId add(String name, EmailAddress email, Role role, String passwordHash) {
        var id = new UserId(Ids.next());
        try {
            db.sql("""
                    insert into identity.users (id, organization_id, email, email_key, name, role, password_hash, created_at)
                    values (:id, :organization, :email, :email, :name, :role, :hash, :now)
                    """)
                    .param("id", id.value())
                    .param("organization", Tenancy.current().value())
                    .param("email", email.value())
                    .param("name", name)
                    .param("role", role.word())
                    .param("hash", passwordHash)
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("email_taken", "There is already an account with this e-mail address.")
                    .with("field", "email");
        }
        events.publishEvent(new AccountChanged(
                "user.added",
                "user",
                id.toString(),
                Map.of("name", name, "role", role.word()),
                new AccountChanged.Actor(id, name)));
        return id;
    }

    @Override
    @Transactional
    public String issueKey(UserId user, String name, Set<Permission> scopes) {
        return insertKey(user, name, scopes, null).key();
    }

    record IssuedKey(UUID id, String key, String prefix) {}

    /** In a transaction of the organisation's scope. */
    IssuedKey insertKey(UserId user, String name, Set<Permission> scopes, java.time.@Nullable Instant expiresAt) {
        var key = "rapport_" + Tokens.fresh();
        var issued = new IssuedKey(Ids.next(), key, key.substring(0, "rapport_".length() + 6));
        db.sql("""
                insert into identity.api_keys (id, organization_id, user_id, name, key_hash, prefix, scopes, created_at, expires_at)
                values (:id, :organization, :user, :name, :hash, :prefix, :scopes, :now, :expires)
                """)
                .param("id", issued.id())
                .param("organization", Tenancy.current().value())
                .param("user", user.value())
                .param("name", name)
                .param("hash", Tokens.digest(key))
                .param("prefix", issued.prefix())
                .param("scopes", scopes.stream().map(Permission::scope).sorted().toArray(String[]::new))
                .param("now", Timestamps.at(clock.instant()))
                .param("expires", Timestamps.atOrNull(expiresAt))
                .update();
        return issued;
    }

    @Override
    @Transactional
    public void speak(UserId user, String locale) {
        db.sql("update identity.users set locale = :locale where id = :id")
                .param("locale", locale)
                .param("id", user.value())
                .update();
    }
}
