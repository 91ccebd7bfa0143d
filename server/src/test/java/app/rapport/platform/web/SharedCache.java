package app.rapport.platform.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A cache in front of Rapport that many people share, as a CDN is: it keeps what the answer's headers let such a cache keep, and
 * gives it to whoever asks next, whoever they are.
 */
final class SharedCache implements AutoCloseable {
    /** Of one connection, or counted anew by who sends on. */
    private static final Set<String> NOT_SENT_ON =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade");

    private final String origin;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, HttpResponse<byte[]>> kept = new ConcurrentHashMap<>();

    SharedCache(String origin) throws IOException {
        this.origin = origin;
        this.server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    boolean keeps(String path) {
        return kept.containsKey(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var hit = exchange.getRequestMethod().equals("GET") ? kept.get(path) : null;
            var answer = hit == null ? fetched(exchange, path) : hit;
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_SENT_ON.contains(name)) {
                    exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
            });
            exchange.getResponseHeaders().set("X-Cache", hit == null ? "miss" : "hit");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private HttpResponse<byte[]> fetched(HttpExchange exchange, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(origin + path));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_SENT_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        request.method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (exchange.getRequestMethod().equals("GET") && answer.statusCode() == 200 && mayBeShared(answer)) {
                kept.put(path, answer);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What the rules of HTTP let a cache keep that serves more than one person. */
    private static boolean mayBeShared(HttpResponse<byte[]> answer) {
        var control = String.join(",", answer.headers().allValues("Cache-Control"));
        return control.contains("max-age=")
                && !control.contains("private")
                && !control.contains("no-store")
                && !control.contains("no-cache")
                && answer.headers().firstValue("Set-Cookie").isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
