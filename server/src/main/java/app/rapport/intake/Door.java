package app.rapport.intake;

import app.rapport.platform.NodeRole;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.jobs.Perishable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the door in its place, and has old receipts forgotten. */
@Configuration(proxyBeanMethods = false)
class Door {
    @Bean
    FilterRegistrationBean<InboundFilter> inboundFilter(
            ObjectProvider<IntakeHandler> handlers, ReceiptWriter writer, JsonMapper json, RapportSettings settings) {
        var registration =
                new FilterRegistrationBean<>(new InboundFilter(handlers.stream().toList(), writer, json, settings));
        registration.addUrlPatterns(InboundFilter.BELOW + "*");
        registration.setOrder(NodeRole.FIRST_FILTER);
        return registration;
    }

    @Bean
    Perishable forgetsReceipts(WorkQueue queue) {
        return (before, most) -> {
            var forgotten = queue.forget(before, most);
            return forgotten > 0 ? forgotten : queue.forgetHeard(before);
        };
    }
}
