package app.rapport.intake;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict.Answered;
import app.rapport.intake.IntakeHandler.Verdict.Genuine;
import app.rapport.intake.IntakeHandler.Verdict.Refused;
import app.rapport.platform.GroupCommit;
import app.rapport.platform.RapportSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door for providers' webhooks: size, signature, commit, answer. Stands before everything else the application does with
 * a request, for half of what a request costs is the chain behind this.
 */
class InboundFilter implements Filter {
    static final String BELOW = "/api/webhooks/";
    private static final Logger log = LoggerFactory.getLogger(InboundFilter.class);
    private static final int LARGEST = 1024 * 1024;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Map<String, IntakeHandler> handlers = new HashMap<>();
    private final ReceiptWriter writer;
    private final JsonMapper json;
    /** The world's time, also where a demo has moved ours: a provider signs with the world's. */
    private final Clock world = Clock.systemUTC();

    private final String publicBase;

    InboundFilter(List<IntakeHandler> handlers, ReceiptWriter writer, JsonMapper json, RapportSettings settings) {
        handlers.forEach(handler -> this.handlers.put(handler.provider(), handler));
        this.writer = writer;
        this.json = json;
        var base = settings.appUrl().toString();
        this.publicBase = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        var response = (HttpServletResponse) anyResponse;
        var path = request.getRequestURI();
        var provider = path.startsWith(BELOW) ? path.substring(BELOW.length()) : "";
        var handler = handlers.get(provider);
        if (handler == null) {
            problem(response, 404, "not_found", "There is no such provider.");
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            problem(response, 405, "method_not_allowed", "Webhooks are posted.");
        } else if (request.getContentLengthLong() > LARGEST) {
            tooLarge(response);
        } else {
            receive(handler, request, response);
        }
    }

    private void receive(IntakeHandler handler, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            tooLarge(response);
            return;
        }
        var query = request.getQueryString();
        var url = publicBase + request.getRequestURI() + (query == null ? "" : "?" + query);
        var headers = headers(request);
        var received = new Request(request.getMethod(), url, headers, body, world.instant());
        switch (handler.verify(received)) {
            case Genuine genuine -> keep(handler.provider(), received, response);
            case Refused(var code, var sentence) -> problem(response, 401, code, sentence);
            case Answered(var answer) -> json(response, 200, "application/json", answer);
        }
    }

    private void keep(String provider, Request received, HttpServletResponse response) throws IOException {
        CompletableFuture<Void> kept;
        try {
            kept = writer.add(provider, received);
        } catch (GroupCommit.Full full) {
            busy(response);
            return;
        }
        try {
            kept.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            response.setStatus(200);
        } catch (TimeoutException e) {
            busy(response);
        } catch (ExecutionException e) {
            log.warn("a receipt of {} could not be kept", provider, e.getCause());
            busy(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            busy(response);
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            List<String> values = new ArrayList<>(Collections.list(request.getHeaders(name)));
            headers.put(name.toLowerCase(Locale.ROOT), values);
        }
        return headers;
    }

    private void tooLarge(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        problem(response, 413, "too_large", "A webhook holds at most 1 MB.");
    }

    private void busy(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        problem(response, 503, "busy", "More arrives than can be kept right now. Send it again.");
    }

    private void problem(HttpServletResponse response, int status, String code, String sentence) throws IOException {
        var body = json.writeValueAsBytes(Map.of("status", status, "code", code, "detail", sentence));
        json(response, status, "application/problem+json", body);
    }

    private static void json(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
