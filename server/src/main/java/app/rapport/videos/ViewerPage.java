package app.rapport.videos;

import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import app.rapport.videos.Viewer.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/**
 * The page behind a link, with what other programs show in place of the link. What is locked or over tells them nothing. Only the
 * player for other sites' pages may be framed.
 */
@Controller
class ViewerPage {
    private static final String PLACE = "<!--preview-->";
    private static final String POLICY = "Content-Security-Policy";

    private final Viewer viewer;
    private final String base;
    private final ClassPathResource page = new ClassPathResource("static/viewer.html");

    ViewerPage(Viewer viewer, RapportSettings settings) {
        this.viewer = viewer;
        this.base = settings.appUrl().toString();
    }

    @GetMapping("/v/{token}")
    ResponseEntity<String> watch(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return page(token, false, request, response);
    }

    @GetMapping("/embed/{token}")
    ResponseEntity<String> embed(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return page(token, true, request, response);
    }

    private ResponseEntity<String> page(
            String token, boolean embedded, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var status = HttpStatus.OK;
        Shown shown = null;
        try {
            shown = viewer.show(token, request);
        } catch (Problem over) {
            status = over.status();
        }
        admit(embedded, shown, response);
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex")
                .body(template().replace(PLACE, preview(token, shown)));
    }

    /** The web app is absent while only the server is worked on. */
    private String template() throws IOException {
        return page.exists() ? page.getContentAsString(StandardCharsets.UTF_8) : "<!doctype html>" + PLACE;
    }

    /** Who may frame the page, and whom the page may frame. */
    private static void admit(boolean embedded, @Nullable Shown shown, HttpServletResponse response) {
        var policy = response.getHeader(POLICY);
        if (policy == null) {
            return;
        }
        if (embedded) {
            policy = policy.replace("frame-ancestors 'none'", "frame-ancestors *");
            response.setHeader("X-Frame-Options", null);
        }
        if (shown != null && shown.provider() != null) {
            var there = URI.create(shown.provider().embedUrl());
            policy += "; frame-src " + there.getScheme() + "://" + there.getAuthority();
        }
        response.setHeader(POLICY, policy);
    }

    private String preview(String token, @Nullable Shown shown) {
        if (shown == null || shown.locked()) {
            return "<title>Video</title>";
        }
        var tags = new StringBuilder();
        tags.append("<title>").append(escaped(shown.title())).append("</title>");
        property(tags, "og:type", "video.other");
        property(tags, "og:site_name", "Rapport");
        property(tags, "og:title", shown.title());
        property(tags, "og:url", base + "/v/" + token);
        property(tags, "og:image", absolute(shown.poster()));
        name(tags, "twitter:card", shown.poster() == null ? "summary" : "summary_large_image");
        name(tags, "twitter:title", shown.title());
        name(tags, "twitter:image", absolute(shown.poster()));
        return tags.toString();
    }

    private @Nullable String absolute(@Nullable String address) {
        return address == null || !address.startsWith("/") ? address : base + address;
    }

    private static void property(StringBuilder tags, String property, @Nullable String content) {
        tag(tags, "property", property, content);
    }

    private static void name(StringBuilder tags, String name, @Nullable String content) {
        tag(tags, "name", name, content);
    }

    private static void tag(StringBuilder tags, String kind, String of, @Nullable String content) {
        if (content != null) {
            tags.append("<meta ").append(kind).append("=\"").append(of).append("\" content=\"");
            tags.append(escaped(content)).append("\">");
        }
    }

    private static String escaped(@Nullable String text) {
        return HtmlUtils.htmlEscape(text == null ? "" : text, "UTF-8");
    }
}
