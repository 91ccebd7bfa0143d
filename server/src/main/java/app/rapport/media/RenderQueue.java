package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The render workers' queue. Leases run by the database's own time: the nodes need one they share, and a clock that a demo
 * moves must not take work away from whoever is at it.
 */
@Component
@Transactional
class RenderQueue {
    /** A job that brought its worker down so often is not tried again by itself; whoever claims it then says so. */
    static final int MOST_ATTEMPTS = 3;

    private static final int LONGEST_TAIL = 8_000;
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Clock clock;
    private final LiveEvents live;
    private final JsonMapper json;
    private final List<Runnable> waiting = new ArrayList<>();

    RenderQueue(JdbcClient db, Clock clock, LiveEvents live, JsonMapper json) {
        this.db = db;
        this.clock = clock;
        this.live = live;
        this.json = json;
    }

    /** Called when there may be something to do on this node. */
    void onWork(Runnable wake) {
        waiting.add(wake);
    }

    /** Unless the same is to be done already: a base video is made, or adjusted, by one job at a time. */
    UUID add(Kind kind, UUID video, @Nullable UUID personal, @Nullable UUID order, int priority) {
        var id = Ids.next();
        db.sql("""
                insert into media.render_jobs (id, organization_id, kind, video_id, personal_id, order_id, priority, created_at)
                values (:id, :organization, :kind, :video, :personal, :order, :priority, :now)
                on conflict (video_id, kind) where kind in ('ladder', 'adjust') and state in ('queued', 'running', 'paused') do nothing
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("kind", kind.word())
                .param("video", video)
                .param("personal", personal)
                .param("order", order)
                .param("priority", priority)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        wakeAfterCommit();
        return id;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                waiting.forEach(Runnable::run);
            }
        });
    }

    /** Whether such a job of a video waits or is under way. */
    boolean isOpen(Kind kind, UUID video) {
        return db.sql("""
                select exists (select 1 from media.render_jobs
                  where video_id = :video and kind = :kind and state in ('queued', 'running', 'paused'))
                """)
                .param("video", video)
                .param("kind", kind.word())
                .query(Boolean.class)
                .single();
    }

    /** Whether such a job of a video failed a little while ago: another would fail the same way. */
    boolean failedLately(Kind kind, UUID video) {
        return db.sql("""
                select exists (select 1 from media.render_jobs
                  where video_id = :video and kind = :kind and state = 'failed' and finished_at > :since)
                """)
                .param("video", video)
                .param("kind", kind.word())
                .param("since", Timestamps.at(clock.instant().minus(A_WHILE)))
                .query(Boolean.class)
                .single();
    }

    /**
     * The next job, held for so long; also one whose worker was not heard of in time. People's videos wait until their base
     * video is as it is to be, a preview does not: somebody looks at it. In system scope.
     */
    Optional<RenderJob> claim(String worker, Duration lease) {
        return db.sql("""
                update media.render_jobs set state = 'running', fence = fence + 1, worker = :worker, attempts = attempts + 1,
                  lease_until = clock_timestamp() + make_interval(secs => :lease), progress = 0, remaining_seconds = null,
                  started_at = :now, error_code = null, error_values = '{}'
                where id = (
                  select id from media.render_jobs job
                  where (state = 'queued' and (not_before is null or not_before <= clock_timestamp())
                      and (kind <> 'personal' or not exists (select 1 from media.render_jobs base
                        where base.video_id = job.video_id and base.kind in ('ladder', 'adjust')
                          and base.state in ('queued', 'running', 'paused'))))
                     or (state = 'running' and lease_until < clock_timestamp())
                  order by priority desc, created_at, id limit 1 for update skip locked)
                returning id, organization_id, kind, video_id, personal_id, fence, attempts
                """)
                .param("worker", worker)
                .param("lease", (double) lease.toMillis() / 1000)
                .param("now", Timestamps.at(clock.instant()))
                .query((row, number) -> new RenderJob(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getObject("video_id", UUID.class),
                        row.getObject("personal_id", UUID.class),
                        row.getLong("fence"),
                        row.getInt("attempts")))
                .optional();
    }

    /** Keeps the job a while longer; false when it is no longer the worker's: cancelled, paused or given to another. */
    boolean beat(RenderJob job, Duration lease) {
        return db.sql("""
                update media.render_jobs set lease_until = clock_timestamp() + make_interval(secs => :lease)
                where id = :id and fence = :fence and state = 'running'
                """)
                        .param("lease", (double) lease.toMillis() / 1000)
                        .param("id", job.id())
                        .param("fence", job.fence())
                        .update()
                == 1;
    }

    void progress(RenderJob job, double done, @Nullable Integer remainingSeconds) {
        var rows = db.sql("""
                update media.render_jobs set progress = :done, remaining_seconds = :remaining
                where id = :id and fence = :fence and state = 'running'
                """)
                .param("done", Math.clamp(done, 0, 1))
                .param("remaining", remainingSeconds, java.sql.Types.INTEGER)
                .param("id", job.id())
                .param("fence", job.fence())
                .update();
        if (rows == 1) {
            live.publish("video", job.video().toString());
        }
    }

    /** What a finished job took. */
    record Cost(long cpuMs, long bytes) {}

    /**
     * Ends the job, in the transaction that publishes what it made.
     *
     * @return false when the job is no longer the worker's: then nothing may be published
     */
    boolean done(RenderJob job, Cost cost) {
        return ended(job, "done", null, cost);
    }

    boolean failed(RenderJob job, RenderFailure failure) {
        return ended(job, "failed", failure, new Cost(0, 0));
    }

    private boolean ended(RenderJob job, String state, @Nullable RenderFailure failure, Cost cost) {
        var rows = db.sql("""
                update media.render_jobs set state = :state, worker = null, lease_until = null, remaining_seconds = null,
                  progress = case when :state = 'done' then 1 else progress end, error_code = :code,
                  error_values = cast(:values as jsonb), error_detail = :detail, log_tail = :tail, cpu_ms = cpu_ms + :cpu, bytes = bytes + :bytes,
                  finished_at = :now
                where id = :id and fence = :fence and state = 'running'
                """)
                .param("state", state)
                .param("code", failure == null ? null : failure.code())
                .param("values", json.writeValueAsString(failure == null ? Map.of() : failure.values()))
                .param("detail", failure == null ? null : failure.sentence())
                .param("tail", failure == null ? null : tail(failure.logTail()))
                .param("cpu", cost.cpuMs())
                .param("bytes", cost.bytes())
                .param("now", Timestamps.at(clock.instant()))
                .param("id", job.id())
                .param("fence", job.fence())
                .update();
        if (rows == 1) {
            live.publish("video", job.video().toString());
        }
        return rows == 1;
    }

    private static @Nullable String tail(@Nullable String log) {
        if (log == null) {
            return null;
        }
        var clean = log.replace("\0", "");
        return clean.substring(Math.max(0, clean.length() - LONGEST_TAIL));
    }

    /** Gives the job back for a later attempt and says what it waits for. */
    void postpone(RenderJob job, RenderFailure failure, Duration after) {
        db.sql("""
                update media.render_jobs set error_code = :code, error_values = cast(:values as jsonb), error_detail = :detail
                where id = :id and fence = :fence and state = 'running'
                """)
                .param("code", failure.code())
                .param("values", json.writeValueAsString(failure.values()))
                .param("detail", failure.sentence())
                .param("id", job.id())
                .param("fence", job.fence())
                .update();
        release(job, after, true);
        live.publish("video", job.video().toString());
    }

    /** Gives the job back unfinished, as if it had not been begun; after a while, when it is to be tried again. */
    void release(RenderJob job, Duration after, boolean counts) {
        db.sql("""
                update media.render_jobs set state = 'queued', worker = null, lease_until = null, progress = 0,
                  remaining_seconds = null, attempts = case when :counts then attempts else attempts - 1 end,
                  not_before = clock_timestamp() + make_interval(secs => :after)
                where id = :id and fence = :fence and state = 'running'
                """)
                .param("counts", counts)
                .param("after", (double) after.toMillis() / 1000)
                .param("id", job.id())
                .param("fence", job.fence())
                .update();
    }

    /** What may become of a job by a person's wish, and out of which states. */
    enum Wish {
        PAUSE("paused", List.of("queued", "running")),
        RESUME("queued", List.of("paused")),
        CANCEL("cancelled", List.of("queued", "running", "paused")),
        RETRY("queued", List.of("failed", "cancelled"));

        private final String becomes;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> from;

        Wish(String becomes, List<String> from) {
            this.becomes = becomes;
            this.from = from;
        }
    }

    /** @return how many jobs it changed */
    int wish(Wish wish, Collection<UUID> jobs) {
        if (jobs.isEmpty()) {
            return 0;
        }
        var changed = db.sql("""
                update media.render_jobs set state = :state, worker = null, lease_until = null, remaining_seconds = null,
                  progress = 0, not_before = null, attempts = case when :state = 'queued' then 0 else attempts end,
                  finished_at = case when :state = 'cancelled' then cast(:now as timestamptz) end
                where id = any(:ids) and state = any(:from)
                returning video_id
                """)
                .param("state", wish.becomes)
                .param("now", Timestamps.at(clock.instant()))
                .param("ids", jobs.toArray(UUID[]::new))
                .param("from", wish.from.toArray(String[]::new))
                .query((row, number) -> row.getObject("video_id", UUID.class))
                .list();
        changed.stream().distinct().forEach(video -> live.publish("video", video.toString()));
        wakeAfterCommit();
        return changed.size();
    }
}
