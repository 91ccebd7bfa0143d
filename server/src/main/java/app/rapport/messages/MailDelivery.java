package app.rapport.messages;

import app.rapport.platform.RapportSettings;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Exists where there is a mail server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("rapport.smtp.url")
class MailDelivery {
    @Bean
    MailSender mailOverSmtp(
            JdbcClient db,
            TransactionTemplate transaction,
            Notices notices,
            Clock clock,
            SmtpSettings settings,
            RapportSettings rapport) {
        return new MailSender(db, transaction, notices, clock, settings, rapport);
    }

    @Bean
    RecurringTask<Void> mailSending(MailSender mailOverSmtp) {
        return Tasks.recurring("messages.mail", FixedDelay.ofSeconds(3)).execute((instance, context) -> {
            while (mailOverSmtp.sendDue() > 0) {
                if (context.getSchedulerState().isShuttingDown()) {
                    return;
                }
            }
        });
    }
}
