package app.rapport.media;

import app.rapport.platform.Problem;
import app.rapport.platform.outside.OutsideAddresses;
import app.rapport.platform.outside.OutsideAddresses.RefusedAddress;
import app.rapport.platform.outside.OutsideAddresses.Unfit;
import app.rapport.render.RenderFailed;
import app.rapport.render.voice.SpeechHttp;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The way to speech services: to nobody's inside, no redirect, and each answer whole within its time or not at all. */
@Component
class VoiceCalls implements SpeechHttp {
    private static final String SETTING = "RAPPORT_VOICES_ALLOW";
    private static final int LARGEST = 32 << 20;

    private final URI elevenLabs;
    private final OutsideAddresses outside;
    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("voice-alarm").daemon().factory());

    VoiceCalls(
            VoiceSettings settings,
            @Value("${rapport.providers.elevenlabs.base-url:https://api.elevenlabs.io}") URI elevenLabs) {
        this.elevenLabs = elevenLabs;
        // Where ElevenLabs is, the operator says.
        var allowed = new ArrayList<>(settings.allow());
        allowed.add(elevenLabs.getAuthority());
        this.outside = new OutsideAddresses(allowed, SETTING);
        this.timeout = settings.timeout();
        var limit = Timeout.of(settings.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(outside)
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(16)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                        .build())
                .setUserAgent("Rapport/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        alarm.shutdownNow();
        client.close();
    }

    URI elevenLabs() {
        return elevenLabs;
    }

    /** An address as a person entered it, up to and including the version. */
    URI checked(String entered) {
        try {
            return outside.check(entered);
        } catch (Unfit unfit) {
            var problem = unfit.refused()
                    ? Problem.invalid("voice_address_refused", unfit.sentence())
                    : Problem.invalid("voice_address_invalid", unfit.sentence());
            throw problem.with("field", "url");
        }
    }

    Answer get(URI address, Map<String, String> headers) throws IOException {
        return send(new HttpGet(address), headers);
    }

    Answer delete(URI address, Map<String, String> headers) throws IOException {
        return send(new HttpDelete(address), headers);
    }

    @Override
    public Answer post(URI address, Map<String, String> headers, byte[] json) throws IOException {
        return post(address, headers, new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    }

    Answer post(URI address, Map<String, String> headers, HttpEntity body) throws IOException {
        var request = new HttpPost(address);
        request.setEntity(body);
        return send(request, headers);
    }

    private Answer send(HttpUriRequestBase request, Map<String, String> headers) throws IOException {
        headers.forEach(request::setHeader);
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
            return answer(response);
        } catch (RefusedAddress refused) {
            throw new RenderFailed("voice_address_refused", refused.sentence(), "");
        } catch (IOException | RuntimeException e) {
            throw late.get() ? tooSlow() : unreachable(request);
        } finally {
            bell.cancel(false);
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        var type = response.getFirstHeader("Content-Type");
        var retryAfter = response.getFirstHeader("Retry-After");
        var entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            try (var content = entity.getContent()) {
                body = content.readNBytes(LARGEST);
            }
        }
        return new Answer(
                response.getCode(),
                type == null ? "" : type.getValue(),
                retryAfter == null ? null : retryAfter.getValue(),
                body);
    }

    private RenderFailed tooSlow() {
        return RenderFailed.passing(
                "voice_timeout",
                "The speech service did not answer within " + timeout.toSeconds() + " seconds. Try again later.",
                Duration.ofSeconds(30));
    }

    private static RenderFailed unreachable(HttpUriRequestBase request) {
        return RenderFailed.passing(
                "voice_unreachable",
                "The speech service cannot be reached at " + request.getAuthority()
                        + ". Check the address, or try later.",
                Duration.ofSeconds(30));
    }
}
