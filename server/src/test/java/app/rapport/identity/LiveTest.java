package app.rapport.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.platform.LiveEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Open pages hear what happens in their organisation. */
@RapportTest
class LiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @LocalServerPort
    int port;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    LiveEvents events;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A page that somebody has open. */
    private static final class OpenPage {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        private void listen(HttpResponse<java.util.stream.Stream<String>> answer) {
            Thread.ofVirtual().start(() -> {
                try (var lines = answer.body()) {
                    lines.forEach(heard::add);
                } finally {
                    closed = true;
                }
            });
        }

        boolean heard(String topic) {
            return heard.contains("event:" + topic);
        }
    }

    @Test
    void whatHappensReachesTheOpenPagesOfTheOrganizationOnly() throws Exception {
        var acorn = organizations.create("Acorn Works");
        var other = organizations.create("Other Ltd");
        var ours = open(acorn.apiKey(Role.CSM));
        var theirs = open(other.apiKey(Role.CSM));

        await().atMost(PATIENCE).until(() -> {
            acorn.run(() -> events.publish("timeline", "a"));
            return ours.heard("timeline");
        });
        assertThat(theirs.heard("timeline")).isFalse();
    }

    @Test
    void withTooManyPagesOfOnePersonTheOldestIsClosed() throws Exception {
        var acorn = organizations.create("Acorn Works");
        var somebodyElse = open(acorn.apiKey(Role.ADMIN));
        var key = acorn.apiKey(Role.CSM);
        var pages = new ArrayList<OpenPage>();
        for (var page = 0; page < 101; page++) {
            pages.add(open(key));
        }

        await().atMost(PATIENCE).until(() -> pages.getFirst().closed);
        assertThat(pages.stream().filter(page -> page.closed)).hasSize(1);
        await().atMost(PATIENCE).until(() -> {
            acorn.run(() -> events.publish("timeline", "a"));
            return pages.getLast().heard("timeline") && somebodyElse.heard("timeline");
        });
    }

    private OpenPage open(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/live"))
                .header("Authorization", "Bearer " + key)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        var page = new OpenPage();
        page.listen(answer);
        return page;
    }
}
