package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.platform.Timestamps;
import app.rapport.training.zoom.ZoomSessions;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What sessions say about how Zoom serves us. */
@Component
class SessionNumbers implements ZoomSessions {
    private final JdbcClient db;
    private final Clock clock;

    SessionNumbers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<UserId, Teaching> teaching(Collection<UserId> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("""
                select host, bool_or(status = 'IN_PROGRESS') as running,
                  min(start_time) filter (where status = 'SCHEDULED' and start_time > :now) as next,
                  max(coalesce(started_at, start_time)) filter (where status in ('IN_PROGRESS', 'COMPLETED') and host = instructor_id)
                    as last
                from training.sessions s cross join unnest(s.instructor_id || s.alternative_hosts) host
                where host in (:people) group by host
                """)
                .param("people", people.stream().map(UserId::value).toList())
                .param("now", Timestamps.at(clock.instant()))
                .query((row, number) -> Map.entry(
                        new UserId(row.getObject("host", UUID.class)),
                        new Teaching(
                                row.getBoolean("running"),
                                Timestamps.readOrNull(row, "next"),
                                Timestamps.readOrNull(row, "last"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One for each meeting that was wanted, however often Zoom was asked; one that was called off before it was made is none. */
    @Override
    public Creations creations() {
        return db.sql("""
                select count(*) filter (where made_at is not null or wanted) as attempts, count(made_at) as successes
                from training.meetings where state <> 'none' and (attempts > 0 or made_at is not null)
                """)
                .query((row, number) -> new Creations(row.getLong("attempts"), row.getLong("successes")))
                .single();
    }

    @Override
    public JoinTimes joinTimes() {
        return db.sql("""
                select count(*) as count, percentile_disc(0.95) within group (order by millis) as p95 from training.join_times
                """)
                .query((row, number) -> {
                    var p95 = row.getLong("p95");
                    return new JoinTimes(row.wasNull() ? null : p95, row.getLong("count"));
                })
                .single();
    }
}
