package app.rapport.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a simulated provider posts to the app's webhooks, counted. */
public final class Posts implements AutoCloseable {
    private static final int LONGEST_SHOWN = 2_000;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private @Nullable HttpClient http;

    /** What was answered; status 0 where nobody did. */
    public ObjectNode send(HttpRequest request) {
        var result = Json.object().put("url", request.uri().toString());
        try {
            var response = client().send(request, HttpResponse.BodyHandlers.ofString());
            sent.incrementAndGet();
            if (response.statusCode() / 100 != 2) {
                failed.incrementAndGet();
            }
            var text = response.body();
            return result.put("status", response.statusCode())
                    .put("body", text.substring(0, Math.min(text.length(), LONGEST_SHOWN)));
        } catch (IOException e) {
            failed.incrementAndGet();
            return result.put("status", 0).put("error", String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result.put("status", 0).put("error", "interrupted");
        }
    }

    private synchronized HttpClient client() {
        var known = http;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            http = known;
        }
        return known;
    }

    public ObjectNode state() {
        return Json.object().put("webhooksSent", sent.get()).put("webhooksFailed", failed.get());
    }

    public void reset() {
        sent.set(0);
        failed.set(0);
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }
}
