package app.rapport.platform;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time comes from one bean, so that the demo and tests can move it. */
@Configuration(proxyBeanMethods = false)
class Clocks {
    @Bean
    MovableClock clock() {
        return new MovableClock(Clock.systemUTC());
    }
}
