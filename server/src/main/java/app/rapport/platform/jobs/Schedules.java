package app.rapport.platform.jobs;

import app.rapport.platform.NodeRole;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The one scheduler. A module contributes its recurring work as a bean of db-scheduler's {@link RecurringTask}. */
@Configuration(proxyBeanMethods = false)
class Schedules {
    @Bean(destroyMethod = "stop")
    Scheduler scheduler(HikariDataSource pool, JobDesk jobs, List<RecurringTask<?>> recurring) {
        // Aware of transactions: a job is queued exactly when the change that asked for it commits.
        return Scheduler.create(new TransactionAwareDataSourceProxy(pool), jobs.task())
                .startTasks(recurring)
                .tableName("platform.scheduled_tasks")
                // Said, because it would ask the database, which may not be there yet.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(4)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(Duration.ofSeconds(10))
                .shutdownMaxWait(Duration.ofSeconds(3))
                .build();
    }

    @Bean
    StartsScheduler startsScheduler(Scheduler scheduler) {
        return new StartsScheduler(scheduler);
    }

    /** Work begins only when the process is ready to serve. */
    record StartsScheduler(Scheduler scheduler) {
        @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
        void start() {
            scheduler.start();
        }
    }
}
