package app.rapport.media;

import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes uploads that nobody finished or used, and what a killed process left. */
@Configuration(proxyBeanMethods = false)
class UploadSweep {
    private static final Logger log = LoggerFactory.getLogger(UploadSweep.class);
    static final String TASK = "media.uploads";

    @Bean
    RecurringTask<Void> sweepsUploads(
            UploadTable table, TusUploads uploads, MediaStore store, MediaSettings settings, Clock clock) {
        return Tasks.recurring(TASK, FixedDelay.ofHours(1)).execute((instance, context) -> {
            Tenancy.system(() -> table.forget(clock.instant())).forEach(uploads::remove);
            try {
                var resting = uploads.restingSince(Instant.now().minus(settings.uploadExpiry()));
                Tenancy.system(() -> table.unknown(resting)).forEach(uploads::remove);
                WorkFolder.sweep(store);
            } catch (IOException e) {
                log.warn("what was left of work on videos could not be removed: {}", e.getMessage());
            }
        });
    }
}
