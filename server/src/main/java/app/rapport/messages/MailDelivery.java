package app.rapport.messages;

import app.rapport.platform.RapportSettings;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.DisabledSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties the outbox where there is a mail server. */
@Configuration(proxyBeanMethods = false)
class MailDelivery {
    private static final String TASK = "messages.mail";

    @Bean
    RecurringTask<Void> mailSending(
            JdbcClient db,
            TransactionTemplate transaction,
            Notices notices,
            Clock clock,
            SmtpSettings settings,
            RapportSettings rapport) {
        if (!settings.present()) {
            return Tasks.recurring(TASK, new DisabledSchedule()).execute((instance, context) -> {});
        }
        var sender = new MailSender(db, transaction, notices, clock, settings, rapport);
        return Tasks.recurring(TASK, FixedDelay.ofSeconds(3)).execute((instance, context) -> {
            while (sender.sendDue() > 0) {
                if (context.getSchedulerState().isShuttingDown()) {
                    return;
                }
            }
        });
    }
}
