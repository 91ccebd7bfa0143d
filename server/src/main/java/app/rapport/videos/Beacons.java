package app.rapport.videos;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Puts the door for viewers' reports in its place: right behind who the caller is. */
@Configuration(proxyBeanMethods = false)
class Beacons {
    private static final int BEHIND_THE_CALLER = Ordered.HIGHEST_PRECEDENCE + 105;

    @Bean
    FilterRegistrationBean<BeaconFilter> beaconFilter(
            BeaconDesk desk,
            JsonMapper json,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var registration = new FilterRegistrationBean<>(new BeaconFilter(desk, json, problems));
        registration.addUrlPatterns(BeaconFilter.PATH);
        registration.setOrder(BEHIND_THE_CALLER);
        return registration;
    }
}
