package app.rapport.training.zoom;

import app.rapport.identity.UserId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which Zoom user each of our instructors is, as it was found last. */
@Component
class HostTable {
    static final String ACTIVE = "active";
    static final String PENDING = "pending";
    static final String INACTIVE = "inactive";
    static final String OTHER_ACCOUNT = "other_account";

    private final JdbcClient db;

    HostTable(JdbcClient db) {
        this.db = db;
    }

    /** @param zoomUserId null when the address belongs to another account */
    record Row(
            UserId user,
            @Nullable String zoomUserId,
            String status,
            boolean licensed,
            @Nullable Instant assignedAt,
            @Nullable String problem,
            Instant checkedAt) {

        Row withLicence(@Nullable Instant since, @Nullable String newProblem, Instant now) {
            return new Row(user, zoomUserId, status, since != null, since, newProblem, now);
        }
    }

    @Transactional(readOnly = true)
    Optional<Row> find(UserId user) {
        return db.sql("select * from training.zoom_hosts where user_id = :user")
                .param("user", user.value())
                .query(HostTable::row)
                .optional();
    }

    @Transactional(readOnly = true)
    List<Row> find(Collection<UserId> users) {
        return db.sql("select * from training.zoom_hosts where user_id = any(:users)")
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query(HostTable::row)
                .list();
    }

    @Transactional(readOnly = true)
    List<Row> all() {
        return db.sql("select * from training.zoom_hosts").query(HostTable::row).list();
    }

    @Transactional
    void keep(Row row) {
        db.sql("""
                insert into training.zoom_hosts
                  (user_id, organization_id, zoom_user_id, status, licensed, licence_assigned_at, problem, checked_at)
                values (:user, :organization, cast(:zoom as text), :status, :licensed, cast(:assigned as timestamptz),
                  cast(:problem as text), :checked)
                on conflict (user_id) do update set zoom_user_id = excluded.zoom_user_id, status = excluded.status,
                  licensed = excluded.licensed, licence_assigned_at = excluded.licence_assigned_at, problem = excluded.problem,
                  checked_at = excluded.checked_at
                """)
                .param("user", row.user().value())
                .param("organization", Tenancy.current().value())
                .param("zoom", row.zoomUserId())
                .param("status", row.status())
                .param("licensed", row.licensed())
                .param("assigned", Timestamps.atOrNull(row.assignedAt()))
                .param("problem", row.problem())
                .param("checked", Timestamps.at(row.checkedAt()))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("zoom_user_id"),
                row.getString("status"),
                row.getBoolean("licensed"),
                Timestamps.readOrNull(row, "licence_assigned_at"),
                row.getString("problem"),
                Timestamps.read(row, "checked_at"));
    }
}
