package app.rapport.identity;

import app.rapport.platform.Problem;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people set for themselves. */
@Service
class Profiles {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final Sessions sessions;
    private final PasswordResets resets;
    private final ApplicationEventPublisher events;

    Profiles(
            JdbcClient db,
            TransactionTemplate transaction,
            Passwords passwords,
            SignInAttempts attempts,
            Sessions sessions,
            PasswordResets resets,
            ApplicationEventPublisher events) {
        this.db = db;
        this.transaction = transaction;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.resets = resets;
        this.events = events;
    }

    record Profile(
            String name,
            String locale,
            ZoneId zone,
            boolean singleKeyShortcuts,
            MeController.OrganizationView organization) {}

    @Transactional(readOnly = true)
    public Profile of(UserId user) {
        return db.sql("""
                select u.name, u.locale, coalesce(u.zone, o.zone) as zone, u.single_key_shortcuts,
                  o.id as organization, o.name as organization_name, o.zone as organization_zone
                from identity.users u join identity.organizations o on o.id = u.organization_id where u.id = :id
                """)
                .param("id", user.value())
                .query((row, number) -> new Profile(
                        row.getString("name"),
                        row.getString("locale"),
                        ZoneId.of(row.getString("zone")),
                        row.getBoolean("single_key_shortcuts"),
                        new MeController.OrganizationView(
                                row.getObject("organization", UUID.class),
                                row.getString("organization_name"),
                                ZoneId.of(row.getString("organization_zone")))))
                .optional()
                .orElseThrow(() -> Problem.notFound("user"));
    }

    @Transactional
    public void change(UserId user, MeController.ProfileChange change) {
        var before = of(user);
        db.sql("""
                update identity.users set name = :name, locale = :locale, single_key_shortcuts = :shortcuts,
                  zone = case when :zoned then :zone else zone end
                where id = :id
                """)
                .param(
                        "name",
                        change.name().map(name -> Entered.text("name", name)).over(before.name(), "name"))
                .param("locale", change.locale().map(Entered::locale).over(before.locale(), "locale"))
                .param("shortcuts", change.singleKeyShortcuts().over(before.singleKeyShortcuts(), "singleKeyShortcuts"))
                .param("zoned", change.zone().given())
                .param(
                        "zone",
                        change.zone().map(zone -> Entered.zone(zone).getId()).value())
                .param("id", user.value())
                .update();
    }

    /** Ends the person's other sessions too: whoever knew the old password is out. Hashing happens outside a transaction. */
    void changePassword(CurrentUser user, String current, String fresh, String address) {
        attempts.begin(user.email(), address);
        if (!passwords.matches(current, hashOf(user.id()))) {
            throw Problem.invalid("wrong_password", "This is not your present password.")
                    .with("field", "current");
        }
        attempts.succeeded(user.email(), address);
        var hash = passwords.hash(fresh);
        transaction.executeWithoutResult(status -> {
            db.sql("update identity.users set password_hash = :hash where id = :id")
                    .param("hash", hash)
                    .param("id", user.id().value())
                    .update();
            resets.withdraw(user.id());
            sessions.endOthers(user.id(), Caller.optional().orElseThrow().session());
            events.publishEvent(new AccountChanged(
                    "user.password_changed", "user", user.id().toString(), Map.of(), null));
        });
    }

    private @Nullable String hashOf(UserId user) {
        return Objects.requireNonNull(
                transaction.execute(status -> db.sql("select password_hash from identity.users where id = :id")
                        .param("id", user.value())
                        .query(String.class)
                        .single()));
    }
}
