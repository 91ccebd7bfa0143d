package app.rapport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page for people and its files. */
final class Site {
    private static final Map<String, String> FILES = Map.of(
            "/", "index.html",
            "/page.css", "page.css",
            "/page.js", "page.js");

    @Nullable
    Reply answer(Call call) {
        var file = FILES.get(call.path());
        if (file == null || !(call.method().equals("GET") || call.method().equals("HEAD"))) {
            return null;
        }
        try (var in = Site.class.getResourceAsStream("page/" + file)) {
            if (in == null) {
                return null;
            }
            return new Reply(200, Map.of("Content-Type", type(file), "Cache-Control", "no-cache"), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String file) {
        if (file.endsWith(".css")) {
            return "text/css;charset=UTF-8";
        }
        return file.endsWith(".js") ? "text/javascript;charset=UTF-8" : "text/html;charset=UTF-8";
    }
}
