package app.rapport.training;

import app.rapport.platform.Tenancy;
import app.rapport.platform.secrets.SealedColumn;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with what Zoom did not do at once. */
@Configuration(proxyBeanMethods = false)
class MeetingsDue {
    private static final Logger log = LoggerFactory.getLogger(MeetingsDue.class);
    private static final int AT_ONCE = 200;

    @Bean
    SealedColumn meetingPasswords() {
        return MeetingRows.PASSWORD;
    }

    @Bean
    RecurringTask<Void> meetingsWork(MeetingRows rows, MeetingSaga saga) {
        return Tasks.recurring("training.meetings", FixedDelay.ofSeconds(1)).execute((instance, context) -> {
            var hosts = Tenancy.system(() -> rows.due(AT_ONCE)).stream()
                    .collect(Collectors.groupingBy(MeetingRows.Due::host));
            // One after another for each host: Zoom refuses writes to one person's meetings that overlap.
            try (var threads =
                    Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
                hosts.values().forEach(due -> threads.execute(() -> work(due, saga)));
            }
        });
    }

    private static void work(List<MeetingRows.Due> due, MeetingSaga saga) {
        for (var one : due) {
            try {
                Tenancy.run(one.organization(), () -> saga.work(one.id()));
            } catch (RuntimeException e) {
                log.error("meeting {} has to wait", one.id(), e);
            }
        }
    }
}
