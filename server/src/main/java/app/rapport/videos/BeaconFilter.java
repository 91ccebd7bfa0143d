package app.rapport.videos;

import app.rapport.platform.GroupCommit;
import app.rapport.platform.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in what viewers' pages report, whatever type they say it is. Stands before most of what the application does with a
 * request, for a thousand people watching report a few hundred times a second; behind the caller, for our own do not count.
 */
class BeaconFilter implements Filter {
    static final String PATH = "/api/video-events";
    private static final Logger log = LoggerFactory.getLogger(BeaconFilter.class);
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final BeaconDesk desk;
    private final JsonMapper json;
    private final HandlerExceptionResolver problems;

    BeaconFilter(BeaconDesk desk, JsonMapper json, HandlerExceptionResolver problems) {
        this.desk = desk;
        this.json = json;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        var response = (HttpServletResponse) anyResponse;
        try {
            take(request);
            response.setStatus(HttpStatus.ACCEPTED.value());
        } catch (Problem refused) {
            if (refused.status().equals(HttpStatus.SERVICE_UNAVAILABLE)) {
                response.setHeader("Retry-After", "1");
            }
            problems.resolveException(request, response, null, refused);
        }
    }

    private void take(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            throw Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "Reports are posted.");
        }
        var body = request.getContentLengthLong() > LARGEST
                ? new byte[LARGEST + 1]
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "A report may have 64 KB at most.");
        }
        var beacon = Beacon.read(json, body);
        try {
            desk.take(beacon, body.length, request).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (GroupCommit.Full | TimeoutException tooMuch) {
            throw busy();
        } catch (ExecutionException e) {
            log.warn("a report of a viewer's page could not be kept", e.getCause());
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static Problem busy() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Rapport is busy. Send it again in a moment.");
    }
}
