package app.rapport.identity;

import app.rapport.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Runs each API request as its caller, in the caller's organisation; without a valid session or key, as nobody. */
@Component
class CallerFilter extends OncePerRequestFilter {
    /** Set when a bearer was sent that nobody has, so that the refusal can say so. */
    static final String UNKNOWN_KEY = CallerFilter.class.getName() + ".unknownKey";

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 200;

    private final Callers callers;
    private final CrossSite crossSite;
    private final HourlyUse use;
    private final HandlerExceptionResolver problems;

    CallerFilter(
            Callers callers,
            CrossSite crossSite,
            HourlyUse use,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.callers = callers;
        this.crossSite = crossSite;
        this.use = use;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = callerOf(request);
        } catch (Problem refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (!withinLimit(caller.get(), request, response)) {
            return;
        }
        try {
            caller.get().call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** Counts the request and says how many are left; answers by itself when none is. */
    private boolean withinLimit(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        var standing = use.count(caller.user().organization());
        var limit = caller.hourlyLimit();
        response.setHeader("X-RateLimit-Limit", Integer.toString(limit));
        response.setHeader("X-RateLimit-Remaining", Long.toString(Math.max(0, limit - standing.used())));
        response.setHeader(
                "X-RateLimit-Reset", Long.toString(standing.hourEnds().getEpochSecond()));
        if (standing.used() <= limit) {
            return true;
        }
        var refused = Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "hourly_limit_reached",
                        "Your organisation has made all requests it may make in this hour.")
                .with("retryAfterSeconds", Math.max(1, standing.left().toSeconds() + 1));
        problems.resolveException(request, response, null, refused);
        return false;
    }

    private Optional<Caller> callerOf(HttpServletRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            var key = authorization.substring(BEARER.length()).strip();
            var caller =
                    key.isEmpty() || key.length() > LONGEST_TOKEN ? Optional.<Caller>empty() : callers.byApiKey(key);
            if (caller.isEmpty()) {
                request.setAttribute(UNKNOWN_KEY, true);
            }
            return caller;
        }
        crossSite.check(request);
        return SessionCookie.read(request)
                .filter(token -> token.length() <= LONGEST_TOKEN)
                .flatMap(callers::bySession);
    }
}
