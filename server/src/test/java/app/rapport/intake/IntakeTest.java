package app.rapport.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RapportTest
class IntakeTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    TestListener listener;

    @Autowired
    TestCrowd crowd;

    @Autowired
    IntakeMemory memory;

    @Autowired
    WorkQueue queue;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void theTrueTime() {
        clock.reset();
        http.close();
    }

    @Test
    void whatWasAcceptedIsKeptAndHandled() throws Exception {
        var text = "hello " + UUID.randomUUID();

        assertThat(post("listener", text.getBytes(StandardCharsets.UTF_8), true).statusCode())
                .isEqualTo(200);

        assertThat(stateOf(text)).isIn("waiting", "done");
        await().atMost(Duration.ofSeconds(5)).until(() -> listener.heard.contains(text));
    }

    @Test
    void whatIsNotGenuineTooLargeOrForNobodyIsRefused() throws Exception {
        assertThat(post("listener", new byte[10], false).statusCode()).isEqualTo(401);
        assertThat(post("nobody", new byte[10], true).statusCode()).isEqualTo(404);
        assertThat(post("listener", new byte[1024 * 1024], true).statusCode()).isEqualTo(200);
        var large = post("listener", new byte[1024 * 1024 + 1], true);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("too_large");
        var get = http.send(HttpRequest.newBuilder(uri("listener")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
    }

    @Test
    void aBodyWithoutALengthIsCutOffToo() throws Exception {
        var target = uri("listener");
        try (var socket = new Socket("localhost", target.getPort())) {
            var out = socket.getOutputStream();
            out.write(("POST " + target.getPath()
                            + " HTTP/1.1\r\nHost: localhost\r\nX-Genuine: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var chunk = new byte[64 * 1024];
            for (var i = 0; i < 17; i++) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void manyAtOnceAreAllKept() throws Exception {
        var run = UUID.randomUUID().toString();
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 500; i++) {
                var text = run + " " + i;
                answers.add(threads.submit(() -> post("listener", text.getBytes(StandardCharsets.UTF_8), true)
                        .statusCode()));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Set<String> heard = new HashSet<>(listener.heard);
            assertThat(heard.stream().filter(text -> text.startsWith(run))).hasSize(500);
        });
    }

    @Test
    void whatIsHandledTogetherDoesNotSufferFromOneThatFails() throws Exception {
        var run = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 200; i++) {
                var text = (i % 50 == 0 ? "never " : "") + run + " " + i;
                threads.execute(() -> {
                    try {
                        post("crowd", text.getBytes(StandardCharsets.UTF_8), true);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(crowd.heard.stream().filter(text -> text.startsWith(run)))
                        .hasSize(196)
                        .doesNotHaveDuplicates());
        assertThat(crowd.most.get()).isGreaterThan(1);
        assertThat(stateOf("never " + run + " 0")).isEqualTo("waiting");
    }

    @Test
    void bytesThatAreNoTextAreKeptAsTheyCame() throws Exception {
        var bytes = new byte[] {0, (byte) 0xff, (byte) 0xfe, 0, 7};

        assertThat(post("listener", bytes, true).statusCode()).isEqualTo(200);

        assertThat(system(() -> db.sql("select count(*) from intake.receipt where body = :body")
                        .param("body", bytes)
                        .query(Long.class)
                        .single()))
                .isPositive();
    }

    @Test
    void whatFailsIsTriedAgainLaterAndAtLastPutAside() throws Exception {
        var second = "second " + UUID.randomUUID();
        var never = "never " + UUID.randomUUID();
        post("listener", second.getBytes(StandardCharsets.UTF_8), true);
        post("listener", never.getBytes(StandardCharsets.UTF_8), true);
        await().atMost(Duration.ofSeconds(5)).until(() -> failures(second) == 1);
        assertThat(listener.heard).doesNotContain(second);

        for (var attempt = 1; attempt < 12; attempt++) {
            var recorded = attempt;
            await().atMost(Duration.ofSeconds(5)).until(() -> failures(never) == recorded);
            clock.advance(Duration.ofMinutes(70));
        }

        assertThat(listener.heard).contains(second);
        await().atMost(Duration.ofSeconds(5)).until(() -> stateOf(never).equals("dead"));
        assertThat(listener.tries).containsEntry(never, 12);
    }

    @Test
    void oldReceiptsAreForgottenAndDeadOnesStay() {
        var id = UUID.fromString("01000000-0000-7000-8000-000000000001");
        var dead = UUID.fromString("01000000-0000-7000-8000-000000000002");
        system(() -> {
            for (var one : List.of(id, dead)) {
                db.sql(
                                "insert into intake.receipt (id, provider, received_at, headers, body) values (:id, 'x', now(), '{}', '')")
                        .param("id", one)
                        .update();
                db.sql("""
                        insert into intake.work (id, provider, received_at, state, next_attempt_at)
                        values (:id, 'x', now(), :state, now())
                        """)
                        .param("id", one)
                        .param("state", one.equals(id) ? "done" : "dead")
                        .update();
            }
            return true;
        });

        Tenancy.runSystem(() -> assertThat(queue.forget(Instant.now().minus(Duration.ofDays(30)), 10))
                .isEqualTo(1));

        assertThat(system(() -> db.sql("select id from intake.receipt where id in (:id, :dead)")
                        .param("id", id)
                        .param("dead", dead)
                        .query(UUID.class)
                        .list()))
                .containsExactly(dead);
    }

    @Test
    void remembersWhatWasHeardPerOrganization() {
        var acme = organizations.create("Acme");
        var globex = organizations.create("Globex");
        var at = Instant.parse("2026-11-20T09:00:00Z");

        assertThat(acme.in(() -> memory.firstTime("x", "1"))).isTrue();
        assertThat(acme.in(() -> memory.firstTime("x", "1"))).isFalse();
        assertThat(globex.in(() -> memory.firstTime("x", "1"))).isTrue();
        assertThat(acme.in(() -> memory.newest("x", "s", at, 5))).isTrue();
        assertThat(acme.in(() -> memory.newest("x", "s", at, 4))).isFalse();
        assertThat(acme.in(() -> memory.newest("x", "s", at, 5))).isTrue();
        assertThat(acme.in(() -> memory.newest("x", "s", at.minusSeconds(1), 9)))
                .isFalse();
        assertThat(acme.in(() -> memory.newest("x", "s", at.plusMillis(1), 1))).isTrue();
    }

    private HttpResponse<String> post(String provider, byte[] body, boolean genuine)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(provider)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (genuine) {
            request.header("x-genuine", "1");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String provider) {
        return URI.create(organizations.baseUrl() + "/api/webhooks/" + provider);
    }

    /** How many attempts failed and are written down, so that the next has its time. */
    private int failures(String body) {
        return system(() -> db.sql("""
                        select case when w.lease_until is null and w.error is not null then w.attempts else 0 end
                        from intake.work w join intake.receipt r on r.id = w.id where r.body = :body
                        """)
                .param("body", body.getBytes(StandardCharsets.UTF_8))
                .query(Integer.class)
                .single());
    }

    private String stateOf(String body) {
        return system(() -> db.sql("""
                        select w.state from intake.work w join intake.receipt r on r.id = w.id where r.body = :body
                        """)
                .param("body", body.getBytes(StandardCharsets.UTF_8))
                .query(String.class)
                .single());
    }

    private <T> T system(java.util.function.Supplier<T> body) {
        return Tenancy.system(() -> transaction.execute(status -> body.get()));
    }
}
