package app.rapport.intake;

import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** Puts the door in its place, and has old receipts forgotten. */
@Configuration(proxyBeanMethods = false)
class Door {
    private static final int AT_A_TIME = 5_000;

    @Bean
    FilterRegistrationBean<InboundFilter> inboundFilter(
            ObjectProvider<IntakeHandler> handlers, ReceiptWriter writer, JsonMapper json, RapportSettings settings) {
        var registration =
                new FilterRegistrationBean<>(new InboundFilter(handlers.stream().toList(), writer, json, settings));
        registration.addUrlPatterns(InboundFilter.BELOW + "*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    RecurringTask<Void> forgetReceipts(
            WorkQueue queue, Clock clock, @Value("${rapport.intake.keep:30d}") Duration keep) {
        return Tasks.recurring("intake.retention", FixedDelay.ofHours(1))
                .execute((instance, context) -> Tenancy.runSystem(() -> {
                    var before = clock.instant().minus(keep);
                    while (queue.forget(before, AT_A_TIME) == AT_A_TIME) {
                        // a large backlog goes in small transactions
                    }
                    queue.forgetHeard(before);
                }));
    }
}
