package app.rapport.media;

import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes uploads that nobody finished or used. */
@Configuration(proxyBeanMethods = false)
class UploadSweep {
    static final String TASK = "media.uploads";

    @Bean
    RecurringTask<Void> sweepsUploads(UploadTable table, TusUploads uploads, Clock clock) {
        return Tasks.recurring(TASK, FixedDelay.ofHours(1))
                .execute((instance, context) ->
                        Tenancy.system(() -> table.forget(clock.instant())).forEach(uploads::remove));
    }
}
