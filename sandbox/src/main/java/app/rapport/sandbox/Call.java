package app.rapport.sandbox;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request as a provider sees it: its path starts below the provider's own base. */
public final class Call {
    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final byte[] body;
    private final String base;
    private final Map<String, List<String>> parameters;
    private final List<String> problems = new ArrayList<>();
    private @Nullable JsonNode json;
    private boolean jsonRead;

    public Call(String method, String path, String query, Headers headers, byte[] body, String base) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.base = base;
        this.parameters = pairs(query);
    }

    public String method() {
        return method;
    }

    /** The raw path, for instance {@code /services/data/v66.0/query}. */
    public String path() {
        return path;
    }

    /** The path's parts, decoded. */
    public List<String> segments() {
        var parts = new ArrayList<String>();
        for (var part : path.substring(1).split("/", -1)) {
            parts.add(decode(part.replace("+", "%2B")));
        }
        if (parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    public String query() {
        return query;
    }

    public @Nullable String parameter(String name) {
        var values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    public String parameter(String name, String otherwise) {
        var value = parameter(name);
        return value == null ? otherwise : value;
    }

    /** All values of a parameter; a comma separates values as well. */
    public List<String> list(String name) {
        var all = new ArrayList<String>();
        for (var value : parameters.getOrDefault(name, List.of())) {
            for (var part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    all.add(part.strip());
                }
            }
        }
        return all;
    }

    public Map<String, List<String>> parameters() {
        return parameters;
    }

    public Headers headers() {
        return headers;
    }

    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON, or null when it is none. */
    public @Nullable JsonNode json() {
        if (!jsonRead) {
            json = Json.parse(body);
            jsonRead = true;
        }
        return json;
    }

    /** The body as a submitted form; the first value of a name wins. */
    public Map<String, String> form() {
        var form = new LinkedHashMap<String, String>();
        pairs(text()).forEach((name, values) -> form.put(name, values.getFirst()));
        return form;
    }

    public boolean hasType(String mediaType) {
        var type = header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).strip().startsWith(mediaType);
    }

    public @Nullable String bearer() {
        var header = header("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    /** Where the provider is reached by this caller, without a slash at the end. */
    public String base() {
        return base;
    }

    /** Notes something the provider's contract does not allow. */
    public void problem(String finding) {
        if (problems.size() < 50) {
            problems.add(finding);
        }
    }

    public List<String> problems() {
        return List.copyOf(problems);
    }

    static Map<String, List<String>> pairs(String encoded) {
        var pairs = new LinkedHashMap<String, List<String>>();
        if (encoded.isEmpty()) {
            return pairs;
        }
        for (var pair : encoded.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                pairs.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return pairs;
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part; // a stray percent sign is the caller's text
        }
    }
}
