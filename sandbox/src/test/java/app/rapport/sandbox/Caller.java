package app.rapport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client that speaks JSON and forms. */
final class Caller {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final @Nullable String token;
    private final List<String> headers;

    Caller(String base, @Nullable String token) {
        this(base, token, List.of());
    }

    private Caller(String base, @Nullable String token, List<String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        JsonNode json() {
            return Objects.requireNonNull(Json.parse(raw.body()), () -> "not JSON: " + raw.body());
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** The error code in Salesforce's list of errors. */
        String code() {
            return Json.text(json().path(0), "errorCode", "");
        }
    }

    Caller with(String header, String value) {
        var all = new ArrayList<>(headers);
        all.add(header);
        all.add(value);
        return new Caller(base, token, all);
    }

    Answer get(String path, String... parameters) throws IOException, InterruptedException {
        return send("GET", path + (parameters.length == 0 ? "" : "?" + form(parameters)), null, null);
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json, "application/json");
    }

    Answer patch(String path, String json) throws IOException, InterruptedException {
        return send("PATCH", path, json, "application/json");
    }

    Answer put(String path, String json) throws IOException, InterruptedException {
        return send("PUT", path, json, "application/json");
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null, null);
    }

    Answer submit(String path, String... pairs) throws IOException, InterruptedException {
        return send("POST", path, form(pairs), "application/x-www-form-urlencoded");
    }

    Answer send(String method, String path, @Nullable String body, @Nullable String type)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (var i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    static String form(String... pairs) {
        var form = new StringBuilder();
        for (var i = 0; i < pairs.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
