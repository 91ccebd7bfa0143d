package app.rapport.identity;

import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keys programs sign in with, each for some of what its person may do. Administrators see everybody's, others their own. */
@Service
class ApiKeys {
    private final JdbcClient db;
    private final Founding founding;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiKeys(JdbcClient db, Founding founding, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.founding = founding;
        this.events = events;
        this.clock = clock;
    }

    record Owner(UserId id, String name) {}

    record Listed(
            UUID id,
            String name,
            List<String> scopes,
            String prefix,
            Owner owner,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt) {}

    /** @param key shown this once */
    record Made(
            UUID id,
            String name,
            List<String> scopes,
            String prefix,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String key) {}

    @Transactional(readOnly = true)
    public List<Listed> list(CurrentUser user) {
        return db.sql("""
                select k.id, k.name, k.scopes, k.prefix, k.created_at, k.last_used_at, k.expires_at,
                  u.id as owner, u.name as owner_name
                from identity.api_keys k join identity.users u on u.id = k.user_id
                where (:everybody or k.user_id = :user) order by k.created_at desc, k.id desc
                """)
                .param("everybody", user.may(Permission.MEMBERS_MANAGE))
                .param("user", user.id().value())
                .query((row, number) -> new Listed(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        List.of((String[]) row.getArray("scopes").getArray()),
                        row.getString("prefix"),
                        new Owner(new UserId(row.getObject("owner", UUID.class)), row.getString("owner_name")),
                        Timestamps.read(row, "created_at"),
                        Timestamps.readOrNull(row, "last_used_at"),
                        Timestamps.readOrNull(row, "expires_at")))
                .list();
    }

    @Transactional
    public Made make(CurrentUser user, String name, Set<Permission> scopes, @Nullable Instant expiresAt) {
        // Of the caller's permissions, not the role's: a key must not make a stronger key.
        var excess = scopes.stream()
                .filter(scope -> !user.may(scope))
                .map(Permission::scope)
                .sorted()
                .toList();
        if (!excess.isEmpty()) {
            throw Problem.forbidden(
                            "scope_not_held",
                            "A key can only do what you may do. Leave out: " + String.join(", ", excess))
                    .with("scopes", excess);
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw Problem.invalid("invalid_field", "The key would have expired already.")
                    .with("field", "expiresAt");
        }
        var key = founding.insertKey(user.id(), name, scopes, expiresAt);
        var words = scopes.stream().map(Permission::scope).sorted().toList();
        events.publishEvent(new AccountChanged(
                "api_key.created", "api_key", key.id().toString(), Map.of("name", name, "scopes", words), null));
        return new Made(key.id(), name, words, key.prefix(), clock.instant(), expiresAt, key.key());
    }

    @Transactional
    public void revoke(CurrentUser user, UUID id) {
        var name = db.sql("""
                delete from identity.api_keys where id = :id and (:everybody or user_id = :user) returning name
                """)
                .param("id", id)
                .param("everybody", user.may(Permission.MEMBERS_MANAGE))
                .param("user", user.id().value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("API key"));
        events.publishEvent(
                new AccountChanged("api_key.revoked", "api_key", id.toString(), Map.of("name", name), null));
    }
}
