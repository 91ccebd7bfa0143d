package app.rapport.identity;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people of an organisation as its administrators see and change them. */
@Service
class Members {
    private final JdbcClient db;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;

    Members(JdbcClient db, Sessions sessions, ApplicationEventPublisher events) {
        this.db = db;
        this.sessions = sessions;
        this.events = events;
    }

    record Member(
            UserId id,
            String name,
            String email,
            Role role,
            boolean active,
            @Nullable Instant lastSeenAt) {}

    private record Positioned(Member member, String position) {}

    @Transactional(readOnly = true)
    public Page<Member> list(@Nullable Role role, @Nullable String query, @Nullable String cursor, int limit) {
        var after = Cursor.read(cursor, 2);
        var rows = db.sql("""
                select id, name, email, role, active, last_seen_at, lower(name) as position from identity.users
                where (:role::text is null or role = :role)
                  and (:query::text is null or strpos(lower(name), :query) > 0 or strpos(email_key, :query) > 0)
                  and (:name::text is null or (lower(name), id) > (:name, :id))
                order by lower(name), id limit :limit
                """)
                .param("role", role == null ? null : role.word())
                .param(
                        "query",
                        query == null || query.isBlank() ? null : query.strip().toLowerCase(Locale.ROOT))
                .param("name", after == null ? null : after.parts().getFirst())
                .param("id", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Positioned(member(row, number), row.getString("position")))
                .list();
        return Page.of(
                        rows,
                        limit,
                        row -> Cursor.of(row.position(), row.member().id()))
                .map(Positioned::member);
    }

    @Transactional
    public Member change(UserId id, Patch<Role> role, Patch<Boolean> active) {
        // Everybody who takes an administrator away waits here in turn, so that two cannot take the last two.
        var admins = db.sql("select id from identity.users where role = 'admin' and active order by id for update")
                .query(UUID.class)
                .list();
        var before = find(id).orElseThrow(() -> Problem.notFound("user"));
        var newRole = role.over(before.role(), "role");
        var newActive = active.over(before.active(), "active");
        var remainsAdmin = newRole == Role.ADMIN && newActive;
        if (admins.contains(id.value()) && admins.size() == 1 && !remainsAdmin) {
            throw Problem.conflict("last_admin", "This is the only administrator. Make somebody else one first.");
        }
        db.sql("update identity.users set role = :role, active = :active where id = :id")
                .param("role", newRole.word())
                .param("active", newActive)
                .param("id", id.value())
                .update();
        if (!newActive) {
            sessions.endOthers(id, null);
        }
        tell(before, newRole, newActive);
        return find(id).orElseThrow();
    }

    private void tell(Member before, Role role, boolean active) {
        var changes = new LinkedHashMap<String, Object>();
        if (before.role() != role) {
            changes.put("role", Map.of("before", before.role().word(), "after", role.word()));
        }
        if (before.active() != active) {
            changes.put("active", Map.of("before", before.active(), "after", active));
        }
        if (!changes.isEmpty()) {
            events.publishEvent(
                    new AccountChanged("user.updated", "user", before.id().toString(), changes, null));
        }
    }

    private Optional<Member> find(UserId id) {
        return db.sql("select id, name, email, role, active, last_seen_at from identity.users where id = :id")
                .param("id", id.value())
                .query(Members::member)
                .optional();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getBoolean("active"),
                Timestamps.readOrNull(row, "last_seen_at"));
    }
}
