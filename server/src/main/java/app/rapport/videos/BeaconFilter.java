package app.rapport.videos;

import app.rapport.platform.NodeRole;
import app.rapport.platform.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The quick way for viewers' reports, before everything else the application does with a request, for most of what a request
 * costs is the chain behind this and ten thousand people watching report a thousand times a second. Nearly all of them show
 * nothing; whoever shows a cookie or a key may be one of our own, so theirs go the usual way, on which that is looked up.
 */
class BeaconFilter implements Filter {
    private final BeaconDoor door;
    private final HandlerExceptionResolver problems;

    BeaconFilter(BeaconDoor door, HandlerExceptionResolver problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        var response = (HttpServletResponse) anyResponse;
        if (!request.getMethod().equals("POST") || mayBeSomebody(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            door.take(request, response);
        } catch (Problem refused) {
            problems.resolveException(request, response, null, refused);
        }
    }

    private static boolean mayBeSomebody(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.COOKIE) != null || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Configuration(proxyBeanMethods = false)
    static class Registered {
        @Bean
        FilterRegistrationBean<BeaconFilter> beaconFilter(
                BeaconDoor door, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
            var registration = new FilterRegistrationBean<>(new BeaconFilter(door, problems));
            registration.addUrlPatterns(BeaconController.PATH);
            registration.setOrder(NodeRole.FIRST_FILTER);
            return registration;
        }
    }
}
