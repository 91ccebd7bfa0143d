package app.rapport.training.zoom;

import app.rapport.platform.jobs.Perishable;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How fast Zoom may be asked, over all nodes, for its limits are the account's. Requests of a weight go out one after the
 * other, as far apart as the plan wants; when Zoom asks for quiet, all of that weight are quiet. By the database's clock,
 * which no demo moves and all nodes share.
 */
@Component
class ZoomPace implements Perishable {
    /** What a caller waits itself; else it is sent away with the time to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JdbcClient db;
    private final Installation installation;
    /** Zoom's days are the world's, also where a demo has moved ours. */
    private final Clock world = Clock.systemUTC();

    ZoomPace(JdbcClient db, Installation installation) {
        this.db = db;
        this.installation = installation;
    }

    /** Waits for a place. Outside a transaction. */
    void await(Weight weight) throws ZoomFailed {
        var step = 1.0 / installation.settings().plan().perSecond(weight);
        var wait = db.sql("""
                        insert into training.zoom_pace as p (weight, next_at)
                        values (:weight, clock_timestamp() + make_interval(secs => :step))
                        on conflict (weight) do update
                          set next_at = greatest(p.next_at, clock_timestamp()) + make_interval(secs => :step)
                          where p.next_at < clock_timestamp() + make_interval(secs => :patience)
                        returning extract(epoch from p.next_at - clock_timestamp()) - :step
                        """)
                .param("weight", weight.name())
                .param("step", step)
                .param("patience", PATIENCE.toSeconds())
                .query((row, number) -> row.getDouble(1))
                .optional();
        if (wait.isEmpty()) {
            throw new ZoomFailed(
                    Reason.BUSY, "Zoom takes no more requests of this kind for a while.", left(weight), null);
        }
        sleep(Duration.ofMillis(Math.max(0, Math.round(wait.get() * 1_000))));
    }

    private Duration left(Weight weight) {
        var seconds = db.sql("""
                        select extract(epoch from next_at - clock_timestamp()) from training.zoom_pace where weight = :weight
                        """)
                .param("weight", weight.name())
                .query((row, number) -> row.getDouble(1))
                .optional()
                .orElse(1.0);
        return Duration.ofMillis(Math.max(1_000, Math.round(seconds * 1_000)));
    }

    /** Zoom asked for quiet. */
    void hold(Weight weight, Duration quiet) {
        db.sql("""
                insert into training.zoom_pace as p (weight, next_at)
                values (:weight, clock_timestamp() + make_interval(secs => :quiet))
                on conflict (weight) do update set next_at = greatest(p.next_at, excluded.next_at)
                """)
                .param("weight", weight.name())
                .param("quiet", quiet.toMillis() / 1_000.0)
                .update();
    }

    /** Takes one of the changes to a host's meetings that Zoom allows in a day. */
    void change(String host) throws ZoomFailed {
        var taken = db.sql("""
                        insert into training.zoom_host_days as d (zoom_user_id, day, changes) values (:host, :day, 1)
                        on conflict (zoom_user_id, day) do update set changes = d.changes + 1 where d.changes < :most
                        """)
                .param("host", host)
                .param("day", today())
                .param("most", installation.settings().hostDaily())
                .update();
        if (taken == 0) {
            throw spent();
        }
    }

    /** Zoom counts more than we did: others change this host's meetings too. */
    ZoomFailed spent(String host) {
        db.sql("""
                insert into training.zoom_host_days as d (zoom_user_id, day, changes) values (:host, :day, :most)
                on conflict (zoom_user_id, day) do update set changes = greatest(d.changes, excluded.changes)
                """)
                .param("host", host)
                .param("day", today())
                .param("most", installation.settings().hostDaily())
                .update();
        return spent();
    }

    private ZoomFailed spent() {
        return new ZoomFailed(
                Reason.BUSY,
                "Zoom allows a host only so many new or changed meetings in a day; they are used up until midnight UTC.",
                untilMidnight(),
                null);
    }

    Duration untilMidnight() {
        var now = world.instant();
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }

    /** Days that are over are of no use. */
    @Override
    public int forget(Instant before, int most) {
        return db.sql("""
                delete from training.zoom_host_days where (zoom_user_id, day) in (
                  select zoom_user_id, day from training.zoom_host_days where day < :day limit :most)
                """)
                .param("day", LocalDate.ofInstant(before, ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(world.instant(), ZoneOffset.UTC);
    }

    static void sleep(Duration wait) throws ZoomFailed {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZoomFailed(Reason.NOT_SENT, "interrupted", null, e);
        }
    }
}
