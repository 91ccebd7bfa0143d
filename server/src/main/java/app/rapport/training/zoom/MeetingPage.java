package app.rapport.training.zoom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The one page that runs Zoom's program, in a frame of ours. It may do what that program needs and no other page may: code from
 * Zoom, memory shared between threads. It is isolated by itself, so that the pages around it still open other services' windows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 60) // after the headers of all pages, which it replaces
class MeetingPage extends OncePerRequestFilter {
    private static final String PATH = "/meeting.html";
    /** The wildcard stands for what is below zoom.us, not for zoom.us itself, where joining begins. */
    private static final String ZOOM = "https://zoom.us https://*.zoom.us https://dmogdx0jrul3u.cloudfront.net";

    private final String policy;

    MeetingPage(ZoomInstallation zoom) {
        var sdk = origin(zoom.sdkBaseUrl());
        var room = zoom.standInRoom().map(MeetingPage::origin).orElse("");
        this.policy = String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: " + ZOOM + " " + sdk,
                "style-src 'self' 'unsafe-inline' " + ZOOM + " " + sdk,
                "connect-src 'self' data: blob: wss://zoom.us wss://*.zoom.us " + ZOOM + " " + sdk,
                "worker-src 'self' blob:",
                "img-src 'self' data: blob: https: " + sdk,
                "media-src 'self' data: blob: https: " + sdk,
                "font-src 'self' data: https: " + sdk,
                "frame-src 'self' " + ZOOM + " " + room,
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'self'");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Cross-Origin-Embedder-Policy", "credentialless");
        response.setHeader("Document-Isolation-Policy", "isolate-and-credentialless");
        chain.doFilter(request, response);
    }

    private static String origin(String address) {
        var uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
