package app.rapport.connections;

import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sealed credentials and the lease of whoever renews one. Each method wants a transaction of the caller. */
@Component
class Credentials {
    static final SealedColumn PLACE = new SealedColumn("connections.credential", "sealed");
    /** Longer than a renewal can take; then its holder is taken for dead. */
    private static final int LEASE_SECONDS = 45;

    private final JdbcClient db;
    private final Secrets secrets;
    private final JsonMapper json;

    Credentials(JdbcClient db, Secrets secrets, JsonMapper json) {
        this.db = db;
        this.secrets = secrets;
        this.json = json;
    }

    /** What is sealed. */
    private record Tokens(String access, @Nullable String refresh) {}

    private record Stored(
            long generation,
            String sealed,
            @Nullable Instant expiresAt,
            @Nullable Instant renewAt) {}

    Optional<Credential> find(UUID connection) {
        return db.sql("select generation, sealed, expires_at, renew_at from connections.credential where id = :id")
                .param("id", connection)
                .query((row, number) -> new Stored(
                        row.getLong("generation"),
                        row.getString("sealed"),
                        Timestamps.readOrNull(row, "expires_at"),
                        Timestamps.readOrNull(row, "renew_at")))
                .optional()
                .map(stored -> open(connection, stored));
    }

    /** Stores what a person gave, in place of whatever was there. */
    void give(UUID connection, String access, @Nullable String refresh, @Nullable Duration expiresIn, Instant now) {
        db.sql("""
                insert into connections.credential (id, organization_id, sealed, expires_at, renew_at, given_at)
                values (:id, :organization, :sealed, :expires, :renew, :now)
                on conflict (id) do update set sealed = excluded.sealed, generation = credential.generation + 1,
                  expires_at = excluded.expires_at, renew_at = excluded.renew_at, given_at = excluded.given_at,
                  renewed_at = null, reminded_at = null, lease = null, lease_until = null
                """)
                .param("id", connection)
                .param("organization", Tenancy.current().value())
                .param("sealed", seal(connection, access, refresh))
                .param("expires", Timestamps.atOrNull(expiry(expiresIn, now)))
                .param("renew", Timestamps.atOrNull(renewal(expiresIn, now)))
                .param("now", Timestamps.at(now))
                .update();
    }

    /**
     * Takes the right to renew this generation, unless somebody holds it or it is no longer the newest. By the database's
     * clock: nodes may disagree about the time.
     */
    boolean lease(UUID connection, long generation, UUID holder) {
        return db.sql("""
                        update connections.credential set lease = :holder,
                          lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        where id = :id and generation = :generation
                          and (lease_until is null or lease_until < clock_timestamp())
                        """)
                        .param("id", connection)
                        .param("generation", generation)
                        .param("holder", holder)
                        .param("seconds", LEASE_SECONDS)
                        .update()
                == 1;
    }

    void release(UUID connection, UUID holder) {
        db.sql("update connections.credential set lease = null, lease_until = null where id = :id and lease = :holder")
                .param("id", connection)
                .param("holder", holder)
                .update();
    }

    /**
     * Stores renewed tokens as the next generation. The generation is the fence: if somebody stored a later one, ours is
     * stale and this is false.
     */
    boolean renewed(
            UUID connection,
            long generation,
            String access,
            @Nullable String refresh,
            @Nullable Duration expiresIn,
            Instant now) {
        return db.sql("""
                        update connections.credential set sealed = :sealed, generation = generation + 1, expires_at = :expires,
                          renew_at = :renew, renewed_at = :now, lease = null, lease_until = null
                        where id = :id and generation = :generation
                        """)
                        .param("id", connection)
                        .param("generation", generation)
                        .param("sealed", seal(connection, access, refresh))
                        .param("expires", Timestamps.atOrNull(expiry(expiresIn, now)))
                        .param("renew", Timestamps.atOrNull(renewal(expiresIn, now)))
                        .param("now", Timestamps.at(now))
                        .update()
                == 1;
    }

    private static @Nullable Instant expiry(@Nullable Duration expiresIn, Instant now) {
        return expiresIn == null ? null : now.plus(expiresIn);
    }

    /** At 80 % of a token's life: late enough to be rare, early enough that nobody waits for it. */
    private static @Nullable Instant renewal(@Nullable Duration expiresIn, Instant now) {
        return expiresIn == null ? null : now.plus(expiresIn.multipliedBy(4).dividedBy(5));
    }

    private String seal(UUID connection, String access, @Nullable String refresh) {
        return secrets.seal(PLACE, connection, json.writeValueAsString(new Tokens(access, refresh)));
    }

    private Credential open(UUID connection, Stored stored) {
        var tokens = json.readValue(secrets.open(PLACE, connection, stored.sealed()), Tokens.class);
        return new Credential(
                connection,
                stored.generation(),
                tokens.access(),
                tokens.refresh(),
                stored.expiresAt(),
                stored.renewAt());
    }
}
