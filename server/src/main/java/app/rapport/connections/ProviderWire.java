package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import app.rapport.connections.ProviderHttp.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bytes to a provider and back, with a pool of connections per provider and hard limits of time and size. For a provider that
 * an organisation connects, {@link ProviderHttp} is the way.
 */
@Component
public class ProviderWire implements AutoCloseable {
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Map<String, CloseableHttpClient> clients = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor alarms = alarms();

    /**
     * Sends once, never repeats, follows no redirect: a token goes nowhere but where it was meant to go.
     *
     * @param longest from here to the last byte of the answer
     */
    public Reply send(
            String provider,
            String method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration longest)
            throws CallFailed {
        var request = new HttpUriRequestBase(method, uri);
        headers.forEach(request::setHeader);
        if (body != null) {
            var type = headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                    .findFirst()
                    .map(header -> ContentType.parse(header.getValue()))
                    .orElse(ContentType.APPLICATION_JSON);
            request.setEntity(new ByteArrayEntity(body, type));
        }
        var late = new AtomicBoolean();
        var alarm = alarms.schedule(
                () -> {
                    late.set(true);
                    request.abort();
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        var started = System.nanoTime();
        try {
            return clients.computeIfAbsent(provider, ignored -> client())
                    .execute(request, response -> read(response, uri, started));
        } catch (IOException | RuntimeException e) {
            throw failure(e, late.get(), uri.getHost());
        } finally {
            alarm.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor alarms() {
        var alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("provider-time-limits").factory());
        // Nearly all are called off, and each holds a request.
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }

    private static Reply read(ClassicHttpResponse response, URI uri, long started) throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), ignored -> new ArrayList<>())
                    .add(header.getValue());
        }
        var entity = response.getEntity();
        byte[] body;
        if (entity == null) {
            body = new byte[0];
        } else {
            try (var content = entity.getContent()) {
                body = content == null ? new byte[0] : limited(content);
            }
        }
        return new Reply(response.getCode(), headers, body, uri, Duration.ofNanos(System.nanoTime() - started));
    }

    private static byte[] limited(InputStream content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[16 * 1024];
        for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > LARGEST) {
                throw new IOException("the answer is larger than 10 MB");
            }
        }
        return bytes.toByteArray();
    }

    private static CallFailed failure(Exception e, boolean late, String host) {
        if (late) {
            return new CallFailed(Reason.TIMEOUT, host + " did not answer in time", null, e);
        }
        return switch (e) {
            case ConnectTimeoutException slow ->
                new CallFailed(Reason.NOT_SENT, host + " could not be reached in time", null, slow);
            case ConnectionRequestTimeoutException busy ->
                new CallFailed(Reason.NOT_SENT, "all connections to " + host + " are busy", null, busy);
            case UnknownHostException unknown ->
                new CallFailed(Reason.NOT_SENT, "there is no host " + host, null, unknown);
            case ConnectException refused ->
                new CallFailed(Reason.NOT_SENT, host + " refuses connections", null, refused);
            case NoRouteToHostException away ->
                new CallFailed(Reason.NOT_SENT, host + " cannot be reached", null, away);
            case SSLHandshakeException untrusted ->
                new CallFailed(
                        Reason.NOT_SENT, "the certificate of " + host + " is not to be trusted", null, untrusted);
            case SocketTimeoutException slow ->
                new CallFailed(Reason.TIMEOUT, host + " did not answer in time", null, slow);
            default -> new CallFailed(Reason.BROKEN, "the answer of " + host + " broke off", null, e);
        };
    }

    private static CloseableHttpClient client() {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(64)
                .setMaxConnTotal(128)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(5))
                        .setSocketTimeout(Timeout.of(LONGEST))
                        // A connection the provider closed meanwhile would look like a broken write.
                        .setValidateAfterInactivity(Timeout.ofMilliseconds(500))
                        .setTimeToLive(Timeout.ofMinutes(5))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(LONGEST))
                        .setResponseTimeout(Timeout.of(LONGEST))
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent("Rapport")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    public void close() throws IOException {
        alarms.shutdownNow();
        for (var client : clients.values()) {
            client.close();
        }
    }
}
