package app.rapport.training.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportProcess;
import app.rapport.Requirement;
import app.rapport.platform.postgres.TestDatabase;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Kills the whole process, as {@code kill -9} does, while people come into a meeting. */
class AttendanceKillTest {
    private static final String SECRET = "the secret of this test";
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final int PEOPLE = 2_000;
    private static final int SENDERS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient db =
            JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    private final UUID session = UUID.randomUUID();

    @Test
    @Requirement("Z-78")
    void whatWasAnswered200IsInTheReportWheneverTheProcessDies() throws Exception {
        var separator = database.url().contains("?") ? "&" : "?";
        try (var process = new RapportProcess(Map.of(
                        "rapport.database-url",
                        database.url() + separator + "user=" + database.user() + "&password=" + database.password(),
                        "zoom.account-id",
                        "kill",
                        "zoom.client-id",
                        "kill",
                        "zoom.client-secret",
                        "kill",
                        "zoom.sdk-key",
                        "kill",
                        "zoom.sdk-secret",
                        "kill",
                        "zoom.webhook-secret-token",
                        SECRET,
                        "rapport.providers.zoom.base-url",
                        "http://localhost:1"))
                .start()) {
            aClass();
            var url = URI.create(process.baseUrl() + "/api/webhooks/zoom");
            var next = new AtomicInteger();
            var accepted = new AtomicInteger();
            var over = new AtomicBoolean();
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var sender = 0; sender < SENDERS; sender++) {
                    senders.execute(() -> {
                        for (var i = next.getAndIncrement(); i < PEOPLE && !over.get(); i = next.getAndIncrement()) {
                            while (!accepted(url, joined(i)) && !over.get()) {
                                LockSupport.parkNanos(100_000_000); // as Zoom does, only sooner
                            }
                            accepted.incrementAndGet();
                        }
                    });
                }
                for (var kill = 1; kill <= 2; kill++) {
                    var until = PEOPLE * kill / 3;
                    await().atMost(Duration.ofSeconds(60)).until(() -> accepted.get() >= until);
                    process.kill();
                    process.start();
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> accepted.get() == PEOPLE);
            } finally {
                over.set(true);
            }
            assertThat(accepted(url, ended())).isTrue();

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(
                                    count("select count(*) from training.session_attendance where duration = 3600"))
                            .isEqualTo(PEOPLE));
            assertThat(count("select count(*) from training.meeting_facts where kind = 'joined'"))
                    .isEqualTo(PEOPLE);
            // What a killed process had in hand is taken up, and found to be known, when its hold on it ends.
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(count(
                                    "select count(*) from intake.work where provider = 'zoom' and state <> 'done'"))
                            .isZero());
        }
    }

    private void aClass() {
        var organization = UUID.randomUUID();
        var instructor = UUID.randomUUID();
        var cohort = UUID.randomUUID();
        db.sql("insert into identity.organizations (id, name, zone, created_at) values (?, 'Acme', 'UTC', now())")
                .param(organization)
                .update();
        db.sql("""
                insert into identity.users (id, organization_id, email, email_key, name, role, password_hash, created_at)
                values (?, ?, 'ines@acme.example', 'ines@acme.example', 'Ines', 'instructor', '', now())
                """).params(instructor, organization).update();
        db.sql("""
                insert into training.cohorts (id, organization_id, name, instructor_id, created_at, updated_at)
                values (?, ?, 'Spring', ?, now(), now())
                """).params(cohort, organization, instructor).update();
        db.sql("""
                insert into training.sessions (id, organization_id, cohort_id, instructor_id, title, zoom_meeting_id, start_time,
                  duration, zone, created_at, updated_at)
                values (?, ?, ?, ?, 'Spring', '77', timestamptz '2026-11-20 10:00Z', 60, 'UTC', now(), now())
                """).params(session, organization, cohort, instructor).update();
        db.sql("""
                with learner as (
                  insert into training.learners (id, organization_id, email, email_key, name, created_at)
                  select gen_random_uuid(), ?, i || '@acme.example', i || '@acme.example', 'Learner ' || i, now()
                  from generate_series(0, ?) i returning id)
                insert into training.enrolments (organization_id, cohort_id, learner_id, enrolled_at)
                select ?, ?, id, now() from learner
                """).params(organization, PEOPLE - 1, organization, cohort).update();
    }

    private int count(String sql) {
        return db.sql(sql).query(Integer.class).single();
    }

    private static String joined(int i) {
        return event(
                "meeting.participant_joined",
                "\"participant\":{\"user_id\":\"%d\",\"email\":\"%d@acme.example\",\"user_name\":\"L\",\"join_time\":\"%s\"}"
                        .formatted(16_000_000 + i, i, START));
    }

    private static String ended() {
        return event(
                "meeting.ended",
                "\"start_time\":\"%s\",\"end_time\":\"%s\"".formatted(START, START.plus(Duration.ofHours(1))));
    }

    private static String event(String name, String more) {
        return """
                {"event":"%s","event_ts":%d,"payload":{"account_id":"kill","object":{"id":"77","uuid":"u==",%s}}}""".formatted(name, START.toEpochMilli(), more);
    }

    private boolean accepted(URI url, String body) {
        try {
            var stamp = Long.toString(Instant.now().getEpochSecond());
            return http.send(
                                    HttpRequest.newBuilder(url)
                                            .timeout(Duration.ofSeconds(5))
                                            .header("x-zm-request-timestamp", stamp)
                                            .header("x-zm-signature", signature(stamp, body))
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
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
