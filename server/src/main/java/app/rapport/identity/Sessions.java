package app.rapport.identity;

import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signed-in browsers. */
@Service
class Sessions {
    private final JdbcClient db;
    private final Clock clock;
    private final IdentitySettings settings;

    Sessions(JdbcClient db, Clock clock, IdentitySettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
    }

    /** One of the user's own, as the security page lists it. */
    record View(UUID id, Instant createdAt, Instant lastSeenAt, String address, String userAgent, boolean current) {}

    /** Opens a session for a user of the organisation in scope; the answer is its token, which is not kept. */
    @Transactional
    public String open(UserId user, Client client) {
        var token = Tokens.fresh();
        var now = clock.instant();
        db.sql("""
                insert into identity.sessions
                  (id, organization_id, user_id, token_hash, created_at, last_seen_at, expires_at, address, user_agent)
                values (:id, :organization, :user, :hash, :now, :now, :expires, :address, :agent)
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("user", user.value())
                .param("hash", Tokens.digest(token))
                .param("now", Timestamps.at(now))
                .param("expires", Timestamps.at(now.plus(settings.sessionLife())))
                .param("address", client.address())
                .param("agent", client.userAgent())
                .update();
        db.sql("update identity.users set last_seen_at = :now where id = :id")
                .param("now", Timestamps.at(now))
                .param("id", user.value())
                .update();
        return token;
    }

    @Transactional(readOnly = true)
    public List<View> of(UserId user, @Nullable UUID current) {
        var now = clock.instant();
        return db.sql("""
                select id, created_at, last_seen_at, address, user_agent from identity.sessions
                where user_id = :user and expires_at > :now and last_seen_at > :idle order by last_seen_at desc, id desc
                """)
                .param("user", user.value())
                .param("now", Timestamps.at(now))
                .param("idle", Timestamps.at(now.minus(settings.sessionIdle())))
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    return new View(
                            id,
                            Timestamps.read(row, "created_at"),
                            Timestamps.read(row, "last_seen_at"),
                            row.getString("address"),
                            row.getString("user_agent"),
                            id.equals(current));
                })
                .list();
    }

    @Transactional
    public void end(UserId user, UUID session) {
        var ended = db.sql("delete from identity.sessions where id = :id and user_id = :user")
                .param("id", session)
                .param("user", user.value())
                .update();
        if (ended == 0) {
            throw Problem.notFound("session");
        }
    }

    /** Ends the user's sessions except one; all of them when that is null. */
    @Transactional
    public int endOthers(UserId user, @Nullable UUID kept) {
        return db.sql("delete from identity.sessions where user_id = :user and (:kept::uuid is null or id <> :kept)")
                .param("user", user.value())
                .param("kept", kept)
                .update();
    }

    /** Forgets sessions that nobody can use any more, of all organisations. Called in the system's scope. */
    @Transactional
    public void tidy() {
        var now = clock.instant();
        db.sql("delete from identity.sessions where expires_at < :now or last_seen_at < :idle")
                .param("now", Timestamps.at(now))
                .param("idle", Timestamps.at(now.minus(settings.sessionIdle())))
                .update();
    }
}
