package app.rapport.media;

import app.rapport.media.MediaLinks.Link;
import app.rapport.platform.Problem;
import app.rapport.platform.Public;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Bytes by signed addresses. No sign-in and no cookie, so that an embedding page and a cache in front may fetch them as well.
 *
 * <p>What is behind an address never changes while the address is good; but it is private, and only the viewer's own browser
 * may keep it.
 */
@Hidden
@RestController
class MediaController {
    private static final String KEEP = "private, max-age=31536000, immutable";

    private final MediaLinks links;
    private final MediaBytes bytes;

    MediaController(MediaLinks links, MediaBytes bytes) {
        this.links = links;
        this.bytes = bytes;
    }

    @Public
    @RequestMapping(path = "/media/{signed}/{*name}", method = RequestMethod.OPTIONS)
    void mayFetch(@PathVariable String signed, @PathVariable String name, HttpServletResponse response) {
        open(response);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range, If-None-Match");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Public
    @RequestMapping(
            path = "/media/{signed}/{*name}",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    void fetch(
            @PathVariable String signed,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        open(response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var link = links.read(signed)
                .orElseThrow(() -> Problem.forbidden(
                        "media_link_invalid", "This is no link of ours. Reload the page it came from."));
        if (links.ended(link)) {
            throw Problem.forbidden(
                    "media_link_ended", "This link has ended. Reload the page it came from to get a new one.");
        }
        var found = find(link, name.startsWith("/") ? name.substring(1) : name);
        response.setHeader(HttpHeaders.CACHE_CONTROL, KEEP);
        try {
            ByteAnswer.write(found.source(), found.type(), found.tag(), request, response);
        } catch (ClientAbortException enough) {
            // A player that has what it wants hangs up in the middle.
        }
    }

    private MediaBytes.Found find(Link link, String name) throws IOException {
        return switch (link.what()) {
            case VIDEO -> bytes.ofVideo(link, name);
            case PERSONAL -> bytes.ofPerson(link, name);
            case PARTS -> bytes.part(link, name);
        };
    }

    private static void open(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader(
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Accept-Ranges, Content-Length, Content-Range, ETag");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
