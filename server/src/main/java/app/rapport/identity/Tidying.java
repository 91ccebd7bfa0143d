package app.rapport.identity;

import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what has run out: sessions, counted attempts, links to a new password, counted requests. */
@Configuration(proxyBeanMethods = false)
class Tidying {
    @Bean
    RecurringTask<Void> identityTidying(
            Sessions sessions, SignInAttempts attempts, PasswordResets resets, HourlyUse use) {
        return Tasks.recurring("identity.tidy", FixedDelay.ofHours(1))
                .execute((instance, context) -> Tenancy.runSystem(() -> {
                    sessions.tidy();
                    attempts.tidy();
                    resets.tidy();
                    use.tidy();
                }));
    }
}
