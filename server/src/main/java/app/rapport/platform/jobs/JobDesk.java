package app.rapport.platform.jobs;

import app.rapport.platform.LiveEvents;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the rows of long jobs and runs them from the scheduler's queue. */
@Service
class JobDesk implements Jobs {
    private static final Logger log = LoggerFactory.getLogger(JobDesk.class);
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(300);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json;
    private final LiveEvents live;
    private final ObjectProvider<JobHandler> handlers;
    private final ObjectProvider<Scheduler> scheduler;
    private final OneTimeTask<String> task;

    JobDesk(
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock,
            JsonMapper json,
            LiveEvents live,
            ObjectProvider<JobHandler> handlers,
            ObjectProvider<Scheduler> scheduler) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.json = json;
        this.live = live;
        this.handlers = handlers;
        this.scheduler = scheduler;
        this.task = Tasks.oneTime("job", String.class).execute((instance, context) -> run(instance));
    }

    /** The scheduler's task behind every job: its instance is the job's id, its data the organisation. */
    OneTimeTask<String> task() {
        return task;
    }

    @Override
    @Transactional
    public UUID start(String kind, String subject) {
        if (handlers.stream().noneMatch(handler -> handler.kind().equals(kind))) {
            throw new IllegalArgumentException("no handler for jobs of kind " + kind);
        }
        var id = UUID.randomUUID();
        db.sql("""
                insert into platform.job (id, organization_id, kind, subject, created_at)
                values (:id, :organization, :kind, :subject, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("kind", kind)
                .param("subject", subject)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        scheduler
                .getObject()
                .schedule(task.instance(id.toString(), Tenancy.current().toString()), Instant.EPOCH);
        return id;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UUID> underWay(String kind, String subject) {
        return db.sql(
                        "select id from platform.job where kind = :kind and subject = :subject and state in ('queued', 'running') limit 1")
                .param("kind", kind)
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    @Transactional(readOnly = true)
    JobView view(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("job"));
    }

    @Transactional
    JobView cancel(UUID id) {
        db.sql(
                        "update platform.job set state = 'cancelled', finished_at = :now where id = :id and state in ('queued', 'running')")
                .param("id", id)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        live.publish("job", id.toString());
        return view(id);
    }

    private Optional<JobView> find(UUID id) {
        return db.sql("select * from platform.job where id = :id")
                .param("id", id)
                .query((row, number) -> {
                    var result = row.getString("result");
                    return new JobView(
                            row.getObject("id", UUID.class),
                            row.getString("kind"),
                            row.getString("subject"),
                            row.getString("state"),
                            new JobView.Progress(row.getLong("done"), row.getLong("total")),
                            row.getString("message"),
                            Timestamps.read(row, "created_at"),
                            Timestamps.readOrNull(row, "started_at"),
                            Timestamps.readOrNull(row, "finished_at"),
                            result == null ? null : json.readTree(result));
                })
                .optional();
    }

    private void run(TaskInstance<String> instance) {
        var id = UUID.fromString(instance.getId());
        Tenancy.run(new OrganizationId(UUID.fromString(instance.getData())), () -> work(id));
    }

    private void work(UUID id) {
        var job = transaction.execute(status -> {
            db.sql(
                            "update platform.job set state = 'running', started_at = coalesce(started_at, :now) where id = :id and state in ('queued', 'running')")
                    .param("id", id)
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
            return find(id).orElse(null);
        });
        if (job == null || !job.state().equals("running")) {
            return;
        }
        var byKind = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        try {
            finish(id, "done", "", perform(byKind, job));
        } catch (JobProgress.JobCancelled cancelled) {
            log.debug("job {} was cancelled", id);
        } catch (Problem problem) {
            finish(id, "failed", problem.sentence(), null);
        } catch (Exception e) {
            log.error("job {} of kind {} failed", id, job.kind(), e);
            finish(id, "failed", "Something went wrong. The log has the reason under job " + id + ".", null);
        }
    }

    private @Nullable Object perform(Map<String, JobHandler> byKind, JobView job) throws Exception {
        var handler = byKind.get(job.kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for jobs of kind " + job.kind());
        }
        return handler.run(job.subject(), new Reports(job.id()));
    }

    private void finish(UUID id, String state, String message, @Nullable Object result) {
        transaction.executeWithoutResult(status -> {
            db.sql("""
                    update platform.job set state = :state, message = case when :message = '' then message else :message end,
                      result = cast(:result as jsonb), finished_at = :now where id = :id and state = 'running'
                    """)
                    .param("id", id)
                    .param("state", state)
                    .param("message", message)
                    .param("result", result == null ? null : json.writeValueAsString(result))
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
            live.publish("job", id.toString());
        });
    }

    /** Writes at most a few times a second, however often the work reports. */
    private final class Reports implements JobProgress {
        private final UUID id;
        private long lastNanos;

        Reports(UUID id) {
            this.id = id;
            this.lastNanos = System.nanoTime() - BETWEEN_REPORTS.toNanos();
        }

        @Override
        public void report(long done, long total, String message) {
            var now = System.nanoTime();
            if (now - lastNanos < BETWEEN_REPORTS.toNanos() && done < total) {
                return;
            }
            lastNanos = now;
            var going = transaction.execute(status -> {
                var rows = db.sql(
                                "update platform.job set done = :done, total = :total, message = :message where id = :id and state = 'running'")
                        .param("id", id)
                        .param("done", done)
                        .param("total", total)
                        .param("message", message)
                        .update();
                live.publish("job", id.toString());
                return rows == 1;
            });
            if (!Boolean.TRUE.equals(going)) {
                throw new JobCancelled();
            }
        }
    }
}
