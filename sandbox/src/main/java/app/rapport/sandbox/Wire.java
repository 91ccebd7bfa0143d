package app.rapport.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Puts replies on the connection. */
final class Wire {
    private Wire() {}

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            head(exchange, reply);
            if (hasBody(exchange, reply)) {
                try (var out = exchange.getResponseBody()) {
                    out.write(reply.body());
                }
            }
        }
    }

    /** Promises the whole body, sends half of it and cuts the connection. */
    static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
        if (!hasBody(exchange, reply)) {
            exchange.close();
            return;
        }
        try (exchange) {
            head(exchange, reply);
            var out = exchange.getResponseBody();
            out.write(reply.body(), 0, reply.body().length / 2);
            out.flush();
        }
    }

    private static void head(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), hasBody(exchange, reply) ? reply.body().length : -1);
    }

    private static boolean hasBody(HttpExchange exchange, Reply reply) {
        return reply.body().length > 0
                && !exchange.getRequestMethod().equals("HEAD")
                && reply.status() != 204
                && reply.status() != 304;
    }
}
