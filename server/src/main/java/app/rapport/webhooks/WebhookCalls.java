package app.rapport.webhooks;

import app.rapport.platform.outside.OutsideAddresses.RefusedAddress;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls addresses that strangers entered: one resolution, checked and pinned; no redirect, no cookie, no proxy, no
 * decompression; so long and no longer; so much of the answer and no more.
 */
@Component
class WebhookCalls {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int EXCERPT = 2_000;
    /** Of one host too: it may be the host of thousands of endpoints. */
    private static final int CONNECTIONS = 2_000;

    private static final int CONNECTIONS_EACH = CONNECTIONS;

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final ScheduledExecutorService alarm = alarm();

    WebhookCalls(Addresses addresses, WebhookSettings settings) {
        this.timeout = settings.timeout();
        var limit = Timeout.of(settings.timeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses.outside())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_EACH)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(limit)
                        .setSocketTimeout(limit)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .build())
                .setUserAgent("Rapport-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    private static ScheduledExecutorService alarm() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("webhook-alarm").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        return Executors.unconfigurableScheduledExecutorService(executor);
    }

    /** What came of a call. */
    sealed interface Answer {
        /** @param retryAfter the header's raw value */
        record Replied(int status, String excerpt, @Nullable String retryAfter, Duration took) implements Answer {}

        /** @param code one of address_refused, unknown_host, refused, timeout, tls, broken */
        record Unanswered(String code, String reason, Duration took) implements Answer {}
    }

    Answer post(URI uri, Map<String, String> headers, byte[] body) {
        var began = System.nanoTime();
        var request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        var late = new AtomicBoolean();
        // The client's own limits begin anew with every byte; this one does not.
        var bell = alarm.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try (var response = client.executeOpen(null, request, null)) {
            var retryAfter = response.getFirstHeader("Retry-After");
            var excerpt = excerpt(response, request);
            return new Answer.Replied(
                    response.getCode(), excerpt, retryAfter == null ? null : retryAfter.getValue(), since(began));
        } catch (IOException | RuntimeException e) {
            return late.get() ? late(began) : failed(e, began);
        } finally {
            bell.cancel(false);
        }
    }

    /** Reads to the end where that is near, so that the connection can be used again; otherwise hangs up. */
    private static String excerpt(ClassicHttpResponse response, HttpPost request) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        byte[] bytes;
        try (InputStream content = entity.getContent()) {
            bytes = content.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES && content.read() >= 0) {
                request.cancel();
            }
        }
        var text = new String(bytes, 0, Math.min(bytes.length, EXCERPT * 4), StandardCharsets.UTF_8);
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT);
    }

    private Answer late(long began) {
        return new Answer.Unanswered(
                "timeout", "No complete answer within " + timeout.toSeconds() + " seconds.", since(began));
    }

    private Answer failed(Exception e, long began) {
        return switch (e) {
            case RefusedAddress refused -> new Answer.Unanswered(Addresses.REFUSED, refused.sentence(), since(began));
            case UnknownHostException _ ->
                new Answer.Unanswered("unknown_host", "The host name is not known.", since(began));
            case SocketTimeoutException _ -> late(began);
            case ConnectException _, NoRouteToHostException _ ->
                new Answer.Unanswered("connection_refused", "Nobody answers at this address.", since(began));
            case InterruptedIOException _ -> late(began);
            case SSLException tls ->
                new Answer.Unanswered("tls", "The secure connection failed: " + tls.getMessage(), since(began));
            default ->
                new Answer.Unanswered(
                        "connection_broken", "The connection broke before an answer was complete.", since(began));
        };
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @PreDestroy
    void close() throws IOException {
        alarm.shutdownNow();
        client.close();
    }
}
