package app.rapport.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.rapport.RapportTest;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.GroupCommit;
import app.rapport.platform.Tenancy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** More arrives than the database takes, or something it does not take at all. */
@RapportTest
class ReceiptWriterTest {
    private static final int WAITING = 4096;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    ReceiptWriter writer;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private final String run = UUID.randomUUID().toString();

    @Test
    void whoCannotBeTakenInIsToldToComeBackAndWhatWasAcknowledgedIsThere() throws Exception {
        var taken = new ArrayList<CompletableFuture<Void>>();
        whileNothingCanBeStored(() -> {
            taken.add(add("first"));
            await().until(this::storing);
            for (var i = 0; i < WAITING; i++) {
                taken.add(add("waiting " + i));
            }
            assertThatThrownBy(() -> add("one too many")).isInstanceOf(GroupCommit.Full.class);

            var answer = organizations
                    .anonymous()
                    .post()
                    .uri("/api/webhooks/listener")
                    .header("X-Genuine", "yes")
                    .body(run + " over http")
                    .exchange();
            answer.expectStatus().isEqualTo(503);
            answer.expectHeader().valueEquals("Retry-After", "1");
            answer.expectHeader().contentType("application/problem+json");
            answer.expectBody().jsonPath("$.code").isEqualTo("busy");
            assertThat(taken).noneMatch(CompletableFuture::isDone);
        });

        for (var one : taken) {
            one.get(30, TimeUnit.SECONDS);
        }
        assertThat(stored()).hasSize(WAITING + 1).doesNotContain("one too many", "over http");
    }

    @Test
    void oneThatCannotBeStoredTakesNoNeighbourAlong() throws Exception {
        var good = new ArrayList<CompletableFuture<Void>>();
        var poison = new ArrayList<CompletableFuture<Void>>();
        whileNothingCanBeStored(() -> {
            good.add(add("first"));
            await().until(this::storing);
            // All that waits now is stored as one statement.
            for (var i = 0; i < 20; i++) {
                good.add(add("neighbour " + i));
                if (i % 7 == 3) {
                    poison.add(writer.add("listener", request("poison " + i, Instant.MAX)));
                }
            }
        });

        for (var one : good) {
            one.get(30, TimeUnit.SECONDS);
        }
        for (var one : poison) {
            assertThatThrownBy(() -> one.get(30, TimeUnit.SECONDS)).hasMessageContaining("time");
        }
        assertThat(stored()).hasSize(good.size()).allMatch(text -> !text.startsWith("poison"));
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Holds the table that receipts go to. */
    private void whileNothingCanBeStored(Work work) {
        transaction.executeWithoutResult(status -> {
            db.sql("lock table intake.receipt in access exclusive mode").update();
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Whether the writer is at the table and waits. */
    private boolean storing() {
        return db.sql("""
                select exists (select from pg_locks where relation = 'intake.receipt'::regclass and not granted)
                """).query(Boolean.class).single();
    }

    private CompletableFuture<Void> add(String text) throws GroupCommit.Full {
        return writer.add("listener", request(text, Instant.now()));
    }

    private IntakeHandler.Request request(String text, Instant at) {
        return new IntakeHandler.Request(
                "POST",
                "http://localhost/api/webhooks/listener",
                Map.of("x-genuine", List.of("yes")),
                (run + " " + text).getBytes(StandardCharsets.UTF_8),
                at);
    }

    private List<String> stored() {
        return Tenancy.system(() -> transaction.execute(status -> db.sql(
                        "select convert_from(body, 'UTF8') from intake.receipt where starts_with(encode(body, 'escape'), :run)")
                .param("run", run)
                .query((row, number) -> row.getString(1).substring(run.length() + 1))
                .list()));
    }
}
