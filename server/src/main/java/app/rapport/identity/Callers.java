package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out who a session cookie or an API key belongs to. Nothing is cached: what is revoked ends with the next request. */
@Component
class Callers {
    /** A last-seen time is good enough to the minute, and a write per request is not. */
    private static final Duration SEEN_TO_THE = Duration.ofMinutes(1);

    private static final String WHO = """
            u.id as user_id, u.email, u.name, u.role, u.locale, coalesce(u.zone, o.zone) as zone,
            o.id as organization_id, o.hourly_api_limit
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final IdentitySettings settings;

    Callers(JdbcClient db, TransactionTemplate transaction, Clock clock, IdentitySettings settings) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    Optional<Caller> bySession(String token) {
        return Tenancy.system(() -> transaction.execute(status -> findSession(token)));
    }

    Optional<Caller> byApiKey(String key) {
        return Tenancy.system(() -> transaction.execute(status -> findKey(key)));
    }

    private Optional<Caller> findSession(String token) {
        var now = clock.instant();
        return db.sql("select s.id as proof, s.last_seen_at as used_at, " + WHO + """
                from identity.sessions s
                  join identity.users u on u.id = s.user_id and u.active
                  join identity.organizations o on o.id = s.organization_id
                where s.token_hash = :hash and s.expires_at > :now and s.last_seen_at > :idle
                """)
                .param("hash", Tokens.digest(token))
                .param("now", Timestamps.at(now))
                .param("idle", Timestamps.at(now.minus(settings.sessionIdle())))
                .query((row, number) -> {
                    var session = row.getObject("proof", UUID.class);
                    if (Timestamps.read(row, "used_at").isBefore(now.minus(SEEN_TO_THE))) {
                        seen("update identity.sessions set last_seen_at = :now where id = :id", session, now);
                        seen(
                                "update identity.users set last_seen_at = :now where id = :id",
                                row.getObject("user_id", UUID.class),
                                now);
                    }
                    var permissions = Role.of(row.getString("role")).permissions();
                    return caller(row, permissions, session, null);
                })
                .optional();
    }

    private Optional<Caller> findKey(String key) {
        var now = clock.instant();
        return db.sql("select k.id as proof, k.last_used_at as used_at, k.scopes, " + WHO + """
                from identity.api_keys k
                  join identity.users u on u.id = k.user_id and u.active
                  join identity.organizations o on o.id = k.organization_id
                where k.key_hash = :hash and (k.expires_at is null or k.expires_at > :now)
                """)
                .param("hash", Tokens.digest(key))
                .param("now", Timestamps.at(now))
                .query((row, number) -> {
                    var id = row.getObject("proof", UUID.class);
                    var used = Timestamps.readOrNull(row, "used_at");
                    if (used == null || used.isBefore(now.minus(SEEN_TO_THE))) {
                        seen("update identity.api_keys set last_used_at = :now where id = :id", id, now);
                    }
                    // Who made the key may have lost a right since.
                    var scopes = Arrays.asList((String[]) row.getArray("scopes").getArray());
                    var permissions = Role.of(row.getString("role")).permissions().stream()
                            .filter(permission -> scopes.contains(permission.scope()))
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
                    return caller(row, Set.copyOf(permissions), null, id);
                })
                .optional();
    }

    private void seen(String update, UUID id, Instant now) {
        db.sql(update).param("now", Timestamps.at(now)).param("id", id).update();
    }

    private Caller caller(ResultSet row, Set<Permission> permissions, @Nullable UUID session, @Nullable UUID apiKey)
            throws SQLException {
        var user = new CurrentUser(
                new UserId(row.getObject("user_id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                Role.of(row.getString("role")),
                permissions,
                ZoneId.of(row.getString("zone")),
                row.getString("locale"),
                apiKey);
        var limit = row.getInt("hourly_api_limit");
        return new Caller(user, session, row.wasNull() ? settings.hourlyApiLimit() : limit);
    }
}
