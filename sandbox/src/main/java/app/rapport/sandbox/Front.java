package app.rapport.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends each request to the provider, the control door, a receiver or the page for people. */
final class Front implements HttpHandler {
    private static final int LONGEST_BODY = 10 * 1024 * 1024;

    private final Map<String, ProviderDesk> desks;
    private final Control control;
    private final Receivers receivers;
    private final Site site;

    Front(Map<String, ProviderDesk> desks, Control control, Receivers receivers, Site site) {
        this.desks = desks;
        this.control = control;
        this.receivers = receivers;
        this.site = site;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the sandbox is closing
            exchange.close();
        } catch (IOException e) {
            exchange.close(); // the caller went away
        } catch (RuntimeException e) {
            e.printStackTrace();
            Wire.send(exchange, Reply.refuse(500, "the sandbox itself failed: " + e));
        }
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            Wire.send(exchange, Reply.refuse(413, "bodies are limited to 10 MB").with("Connection", "close"));
            return;
        }
        var path = exchange.getRequestURI().getRawPath();
        if (path == null || !path.startsWith("/")) {
            Wire.send(exchange, Reply.refuse(400, "not a path"));
            return;
        }
        var first = first(path);
        var desk = desks.get(first);
        if (desk != null) {
            desk.serve(exchange, call(exchange, path.substring(1 + first.length()), "/" + first, body));
            return;
        }
        var call = call(exchange, path, "", body);
        Wire.send(exchange, own(call, first));
    }

    private Reply own(Call call, String first) throws InterruptedException {
        if (first.equals("control")) {
            return control.answer(call);
        }
        if (first.equals("receiver") && call.segments().size() == 2) {
            return call.method().equals("POST")
                    ? receivers.receive(call.segments().get(1), call)
                    : Reply.refuse(405, "a receiver takes POST");
        }
        @Nullable Reply page = site.answer(call);
        return page == null ? Reply.refuse(404, "nothing here: " + call.path()) : page;
    }

    private static Call call(HttpExchange exchange, String below, String prefix, byte[] body) {
        var uri = exchange.getRequestURI();
        var host = exchange.getRequestHeaders().getFirst("Host");
        var authority = host == null ? "localhost:" + exchange.getLocalAddress().getPort() : host;
        return new Call(
                exchange.getRequestMethod(),
                below.isEmpty() ? "/" : below,
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders(),
                body,
                "http://" + authority + prefix);
    }

    private static String first(String path) {
        var end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }
}
