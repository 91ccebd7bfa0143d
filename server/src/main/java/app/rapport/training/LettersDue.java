package app.rapport.training;

import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the letters that were noted, one after another. */
@Configuration(proxyBeanMethods = false)
class LettersDue {
    private static final Logger log = LoggerFactory.getLogger(LettersDue.class);
    private static final int AT_ONCE = 500;

    @Bean
    RecurringTask<Void> lettersWork(LetterQueue queue) {
        return Tasks.recurring("training.letters", FixedDelay.ofSeconds(1)).execute((instance, context) -> {
            for (var due : Tenancy.system(() -> queue.due(AT_ONCE))) {
                Tenancy.run(due.organization(), () -> {
                    try {
                        while (!context.getSchedulerState().isShuttingDown() && queue.write(due.id())) {
                            // each few are a transaction of their own
                        }
                    } catch (RuntimeException e) {
                        log.error("letters {} have to wait", due.id(), e);
                        queue.postpone(due.id());
                    }
                });
            }
        });
    }
}
