package app.rapport.platform.jobs;

import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has everything that perishes forgotten, a little at a time, so that nobody waits for it. */
@Configuration(proxyBeanMethods = false)
class Retention {
    static final String TASK = "platform.retention";
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 1_000;

    @Bean
    RecurringTask<Void> forgetsInTime(ObjectProvider<Perishable> perishables, KeepSettings settings, Clock clock) {
        return Tasks.recurring(TASK, FixedDelay.ofHours(1))
                .execute((instance, context) -> perishables.forEach(perishable -> {
                    var before = clock.instant().minus(perishable.kept(settings));
                    Tenancy.runSystem(() -> {
                        try {
                            while (!context.getSchedulerState().isShuttingDown()
                                    && perishable.forget(before, AT_ONCE) > 0) {
                                // each round is a transaction of its own
                            }
                        } catch (RuntimeException e) {
                            log.error("old rows could not be forgotten; tried again within the hour", e);
                        }
                    });
                }));
    }
}
