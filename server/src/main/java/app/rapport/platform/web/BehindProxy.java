package app.rapport.platform.web;

import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Believes a proxy in front about who a request comes from, where an operator says there is one. Otherwise everybody could
 * write such a header, and guess passwords from a new address each time.
 *
 * <p>Only headers that come from a private address count, and of the addresses they name the last one that is not private.
 */
@Configuration(proxyBeanMethods = false)
class BehindProxy {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> believesTheProxy(
            @Value("${rapport.behind-proxy:false}") boolean behindProxy) {
        var valve = new RemoteIpValve();
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return server -> {
            if (behindProxy) {
                server.addEngineValves(valve);
            }
        };
    }
}
