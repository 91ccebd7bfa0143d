package app.rapport.identity;

import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Refuses writes that another site makes a signed-in browser send.
 *
 * <p>Browsers name the page a request comes from and scripts cannot forge it, so no token is needed. Programs that are no
 * browser send neither header; they hold the cookie themselves and are let through.
 */
@Component
class CrossSite {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private final String ours;

    CrossSite(RapportSettings settings) {
        this.ours = authority(settings.appUrl());
    }

    /** Asked only of requests that are not proved by an API key. */
    void check(HttpServletRequest request) {
        if (READS.contains(request.getMethod())) {
            return;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var site = request.getHeader("Sec-Fetch-Site");
        var fine = origin != null
                ? isOurs(origin, request.getHeader(HttpHeaders.HOST))
                : site == null || site.equals("same-origin") || site.equals("none");
        if (!fine) {
            throw Problem.forbidden(
                    "cross_site",
                    "This request came from another site. Open Rapport at its own address and try again.");
        }
    }

    private boolean isOurs(String origin, @Nullable String host) {
        try {
            var from = URI.create(origin);
            // The scheme in front of Host is not known here when a proxy ends TLS, so it is taken from the origin.
            var asked = host == null ? "" : authority(URI.create(from.getScheme() + "://" + host));
            var authority = authority(from);
            return !authority.isEmpty() && (authority.equals(ours) || authority.equals(asked));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** Host and port as text, the scheme's own port written out; empty for an opaque origin. */
    private static String authority(URI uri) {
        if (uri.getHost() == null) {
            return "";
        }
        var port = uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
