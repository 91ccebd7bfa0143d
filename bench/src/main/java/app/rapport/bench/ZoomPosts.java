package app.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts events to {@link Running} as Zoom does. */
final class ZoomPosts {
    static final String ACCOUNT = "rapport-sandbox-account";
    static final String SECRET = "rapport-sandbox-webhook-secret";

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ZoomPosts(String rapport) {
        this.url = URI.create(rapport + "/api/webhooks/zoom");
    }

    static String started(String meeting, Instant at) {
        return event("meeting.started", meeting, at, "\"start_time\":\"%s\"".formatted(at));
    }

    static String ended(String meeting, Instant start, Instant at) {
        return event("meeting.ended", meeting, at, "\"start_time\":\"%s\",\"end_time\":\"%s\"".formatted(start, at));
    }

    static String joined(String meeting, Instant at, int connection, String email) {
        return event(
                "meeting.participant_joined",
                meeting,
                at,
                "\"participant\":{\"user_id\":\"%d\",\"user_name\":\"Learner\",\"email\":\"%s\",\"join_time\":\"%s\"}"
                        .formatted(connection, email, at));
    }

    private static String event(String name, String meeting, Instant at, String more) {
        return """
                {"event":"%s","event_ts":%d,"payload":{"account_id":"%s","object":{"id":"%s","uuid":"%s==","host_id":"h",\
                "topic":"Bench","type":2,"duration":60,"timezone":"UTC",%s}}}""".formatted(name, at.toEpochMilli(), ACCOUNT, meeting, meeting, more);
    }

    /** Whether it was answered 200. */
    boolean post(String body) {
        var stamp = Long.toString(Instant.now().getEpochSecond());
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("x-zm-request-timestamp", stamp)
                .header("x-zm-signature", signature(stamp, body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyAnswers) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String signature(String stamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = "v0:" + stamp + ":" + body;
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
