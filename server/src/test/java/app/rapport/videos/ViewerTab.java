package app.rapport.videos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A viewer's page: it has an id of its own and counts what it reports. */
final class ViewerTab {
    private final RestTestClient client;
    private final String token;
    private final UUID view;
    private final Map<String, String> headers;
    private final List<String> events = new ArrayList<>();
    private int seq;

    ViewerTab(RestTestClient client, String token) {
        this(client, token, Map.of());
    }

    ViewerTab(RestTestClient client, String token, Map<String, String> headers) {
        this(client, token, UUID.randomUUID(), headers);
    }

    ViewerTab(RestTestClient client, String token, UUID view, Map<String, String> headers) {
        this.client = client;
        this.token = token;
        this.view = view;
        this.headers = headers;
    }

    ViewerTab play() {
        return add("\"type\":\"play\",\"from\":0");
    }

    ViewerTab watched(double from, double to) {
        return add("\"type\":\"watched\",\"from\":%s,\"to\":%s,\"rate\":1.0".formatted(from, to));
    }

    ViewerTab seek(double from, double to) {
        return add("\"type\":\"seek\",\"from\":%s,\"to\":%s".formatted(from, to));
    }

    ViewerTab happened(String type) {
        return add("\"type\":\"" + type + "\"");
    }

    private ViewerTab add(String event) {
        events.add("{\"seq\":" + ++seq + "," + event + ",\"at\":\"" + Instant.now() + "\"}");
        return this;
    }

    /** All that happened, as pieces of JSON, to be sent in any way. */
    List<String> events() {
        return List.copyOf(events);
    }

    /** Reports it all as {@code sendBeacon} does; the answer must have this status. */
    void report(int status) {
        send(events, status);
    }

    void report() {
        report(202);
    }

    void send(List<String> some, int status) {
        var request = client.post().uri("/api/video-events").contentType(MediaType.TEXT_PLAIN);
        headers.forEach(request::header);
        var answer = request.body(body(token, view.toString(), String.join(",", some)))
                .exchange();
        assertThat(answer.returnResult(String.class).getStatus().value()).isEqualTo(status);
    }

    static String body(String token, String view, String events) {
        return "{\"token\":\"%s\",\"view\":\"%s\",\"events\":[%s]}".formatted(token, view, events);
    }
}
