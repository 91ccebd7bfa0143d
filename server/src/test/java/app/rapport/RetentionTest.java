package app.rapport;

import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only grows is forgotten in time, and nothing else. */
@SandboxTest
class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> FORGOTTEN = List.of(
            "crm.activity",
            "crm.push",
            "intake.receipt",
            "intake.receipt_of",
            "intake.work",
            "messages.outbox",
            "platform.delivery",
            "platform.delivery_attempt",
            "platform.job",
            "webhooks.webhook_deliveries");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    ApiSamples samples;

    @Autowired
    JdbcClient db;

    @Autowired
    MovableClock clock;

    @Autowired
    Scheduler scheduler;

    @Autowired
    @Qualifier("forgetsInTime")
    RecurringTask<Void> forgetting;

    @BeforeEach
    void providersAsNew() {
        SandboxTest.InPlaceOfProviders.sandbox().reset();
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    void whatIsOverIsForgottenAfterNinetyDaysAndNotBefore() {
        var acorn = organizations.create("Acorn Works");
        samples.of(acorn);
        await().atMost(PATIENCE).until(() -> rows(acorn, "training.letters") == 0);
        assertThat(FORGOTTEN)
                .allSatisfy(table -> assertThat(rows(acorn, table)).as(table).isPositive());
        var others = List.of("audit.audit_log", "conversations.conversations", "crm.sync", "crm.link");
        var before = others.stream().map(table -> rows(acorn, table)).toList();

        clock.advance(Duration.ofDays(89));
        forget();
        assertThat(FORGOTTEN)
                .allSatisfy(table -> assertThat(rows(acorn, table)).as(table).isPositive());

        clock.advance(Duration.ofDays(2));
        forget();
        assertThat(FORGOTTEN)
                .allSatisfy(table -> assertThat(rows(acorn, table)).as(table).isZero());
        assertThat(others.stream().map(table -> rows(acorn, table)).toList()).isEqualTo(before);
    }

    @Test
    void whatWasGivenUpOrStillWaitsIsNeverForgotten() throws Exception {
        var acorn = organizations.create("Acorn Works");
        endpoint(acorn, "works", 200);
        endpoint(acorn, "gone", 410);
        endpoint(acorn, "broken", 500);
        json(post(acorn.admin(), "/api/events", """
                {"type":"thing.happened","payload":{"a":1}}"""), 202);
        await().atMost(PATIENCE).until(() -> states(acorn).equals(List.of("dead", "delivered", "failed")));

        clock.advance(Duration.ofDays(200));
        forget();

        assertThat(states(acorn)).hasSize(2).contains("dead").doesNotContain("delivered");
        assertThat(acorn.in(() -> db.sql("select count(distinct delivery_id) from platform.delivery_attempt")
                        .query(Long.class)
                        .single()))
                .isEqualTo(2);
        assertThat(rows(acorn, "webhooks.webhook_deliveries")).isEqualTo(2);
    }

    @Test
    void noticesThatWereReadAreForgottenAndOthersAreNot() {
        var acorn = organizations.create("Acorn Works");
        var other = organizations.create("Other Ltd");
        samples.of(acorn);
        samples.of(other);
        post(acorn.admin(), "/api/notices/read-all", "").expectStatus().isNoContent();
        var read = notices(acorn, "read_at is not null");
        var unread = notices(other, "read_at is null");
        assertThat(read).isNotEmpty();
        assertThat(unread).isNotEmpty();

        clock.advance(Duration.ofDays(89));
        forget();
        assertThat(notices(acorn, "true")).containsAll(read);

        clock.advance(Duration.ofDays(2));
        forget();
        assertThat(notices(acorn, "true")).doesNotContainAnyElementsOf(read);
        assertThat(notices(other, "true")).containsAll(unread);
    }

    /** Has the task run now and waits until it ran. */
    private void forget() {
        var instance = forgetting.getDefaultTaskInstance();
        var asked = Instant.now();
        scheduler.reschedule(instance, asked);
        await().atMost(PATIENCE)
                .until(() -> db.sql("""
                        select count(*) from platform.scheduled_tasks
                        where task_name = :name and not picked and last_success > cast(:asked as timestamptz)
                        """)
                                .param("name", instance.getTaskName())
                                .param("asked", asked.toString())
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private long rows(TestOrganization organization, String table) {
        return organization.in(
                () -> db.sql("select count(*) from " + table).query(Long.class).single());
    }

    private List<UUID> notices(TestOrganization organization, String which) {
        return organization.in(() -> db.sql("select id from messages.notices where " + which)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
    }

    private List<String> states(TestOrganization organization) {
        return organization.in(() -> db.sql("select state from platform.delivery order by state")
                .query((row, number) -> row.getString(1))
                .list());
    }

    private static void endpoint(TestOrganization organization, String name, int status)
            throws IOException, InterruptedException {
        var sandbox = SandboxTest.InPlaceOfProviders.sandbox().baseUrl();
        try (var http = HttpClient.newHttpClient()) {
            var set = http.send(
                    HttpRequest.newBuilder(URI.create(sandbox + "/control/receivers/" + name))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"status\":" + status + "}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(set.statusCode()).isEqualTo(200);
        }
        json(post(organization.admin(), "/api/integrations/webhooks", """
                {"name":"%s","url":"%s/receiver/%s","events":["thing.happened"]}""".formatted(name, sandbox, name)), 201);
    }
}
