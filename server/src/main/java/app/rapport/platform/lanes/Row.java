package app.rapport.platform.lanes;

import app.rapport.platform.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as its lane's owner reads it. {@code next} is null while it is blocked. */
record Row(
        UUID id,
        LaneId lane,
        OrganizationId organization,
        @Nullable String key,
        int attempts,
        int tries,
        Instant created,
        @Nullable Instant next) {
    static final String COLUMNS =
            "d.id, d.lane_id, d.organization_id, d.key, d.attempts, d.tries, d.created_at, d.next_attempt_at";

    static Row read(ResultSet row, int number) throws SQLException {
        var next = row.getObject(8, OffsetDateTime.class);
        return new Row(
                row.getObject(1, UUID.class),
                new LaneId(row.getObject(2, UUID.class)),
                new OrganizationId(row.getObject(3, UUID.class)),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                next == null ? null : next.toInstant());
    }

    /** Whether it may be tried now. */
    boolean due(Instant now) {
        return next != null && !next.isAfter(now);
    }
}
