package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What goes wrong on the way to a CRM lands in the right state, in words, and goes on when it can. */
class CrmFaultsTest extends CrmOverHttp {
    @Autowired
    JdbcClient db;

    @Test
    @Requirement({"H-17", "H-18", "H-83"})
    void aRevokedSignInBlocksAndAReconnectLetsGoOn() {
        var connection = rapport.connection("salesforce");
        SANDBOX.salesforce().revokeTokens();
        var id = rapport.completed("Quarterly review");
        var blocked = rapport.awaitState(id, "salesforce", "blocked");
        assertThat(blocked.path("error").path("errorClass").asString()).isEqualTo("auth");
        assertThat(blocked.path("error").path("nextStep").asString()).contains("Reconnect Salesforce");
        assertThat(blocked.path("error").path("words").path("code").asString()).isEqualTo("signed_out");
        assertThat(rapport.get("/api/integrations/crm").body().toString()).contains("needs_reconnect");
        rapport.awaitState(id, "hubspot", "synced");
        rapport.signIn(connection);
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
    }

    @Test
    @Requirement({"H-18", "H-49"})
    void aRefusedKeyBlocksAndANewOneLetsGoOn() {
        SANDBOX.hubspot().fails(Fault.status(401));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "blocked");
        await(
                () -> rapport.get("/api/monitor/errors").body().path("items"),
                items -> items.toString().contains("no longer accepts"),
                "the error log in words");
        rapport.connectHubspot(SANDBOX);
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    @Requirement("H-83")
    void aPausedConnectionKeepsWhatItShouldSend() {
        var connection = rapport.connection("hubspot");
        rapport.call("PATCH", "/api/integrations/crm/" + connection, Map.of("paused", true));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "blocked");
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.hubspot().records("meetings")).isEmpty();
        rapport.call("PATCH", "/api/integrations/crm/" + connection, Map.of("paused", false));
        rapport.awaitState(id, "hubspot", "synced");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409, 422})
    @Requirement({"H-18", "H-88", "H-91"})
    void whatIsRefusedWaitsForAPersonWhoRetries(int status) {
        SANDBOX.hubspot().fails(Fault.status(status).on("POST", "/meetings$"));
        var id = rapport.completed("Quarterly review");
        var failed = rapport.awaitState(id, "hubspot", "failed");
        assertThat(failed.path("error").path("errorClass").asString())
                .isEqualTo(status == 403 ? "configuration" : "validation");
        assertThat(failed.path("error").path("nextStep").asString()).isNotEmpty();
        assertThat(failed.path("nextAttemptAt").isNull()).isTrue();
        var error = rapport.get("/api/monitor/errors").body().path("items").path(0);
        assertThat(error.path("conversationId").asString()).isEqualTo(id);
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(error.path("payload")
                        .path(0)
                        .path("body")
                        .path("properties")
                        .path("hs_meeting_title")
                        .asString())
                .isEqualTo("Quarterly review");
        assertThat(rapport.get("/api/monitor").body().path("failed").asInt()).isEqualTo(1);
        var retried = rapport.post("/api/monitor/errors/" + error.path("syncId").asString() + "/retry", null);
        assertThat(retried.status()).isEqualTo(202);
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
        assertThat(rapport.get("/api/monitor").body().path("failed").asInt()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TRUNCATE", "HTML", "DROP_AFTER_COMMIT"})
    @Requirement({"H-15", "H-18", "H-78"})
    void whatBreaksIsTriedAgainAndNeverDoubled(Fault.Kind kind) {
        SANDBOX.salesforce().fails(Fault.next(kind).on("POST", "."));
        SANDBOX.hubspot()
                .fails(Fault.next(kind).on("POST", "/(meetings|tasks)$").times(2));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var hubspot = rapport.awaitState(id, "hubspot", "synced");
        assertThat(hubspot.path("attempts").asInt()).isGreaterThan(1);
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
        var items = rapport.get("/api/conversations/" + id)
                .body()
                .path("actionItems")
                .size();
        assertThat(SANDBOX.salesforce().records("Task")).hasSize(items);
        assertThat(SANDBOX.hubspot().records("tasks")).hasSize(items);
    }

    /** Salesforce never says how long to wait; a quarter of an hour is our idea, and an admin may know better. */
    @Test
    @Requirement({"H-18", "H-91"})
    void aPersonNeedNotWaitForAPauseThatWasOurIdea() {
        SANDBOX.salesforce()
                .fails(Fault.status(403).code("REQUEST_LIMIT_EXCEEDED").on("POST", "."));
        var id = rapport.completed("Quarterly review");
        var waiting = awaitTrouble(id, "salesforce");
        assertThat(waiting.path("state").asString()).isEqualTo("pending");
        assertThat(waiting.path("error").path("message").asString()).contains("used up its API calls");
        var behind = awaitTrouble(rapport.completed("Another talk"), "salesforce");
        assertThat(behind.path("error").path("message").asString()).contains("used up its API calls");
        assertThat(behind.path("nextAttemptAt").asString()).isNotEmpty();

        retry(logged(id));
        rapport.awaitState(id, "salesforce", "synced");
        await(() -> SANDBOX.salesforce().records("Event"), events -> events.size() == 2, "both talks to be there");
        assertThat(rapport.get("/api/monitor/errors").body().path("items")).isEmpty();
    }

    @Test
    @Requirement({"H-18", "H-80", "H-91"})
    void whatTheCrmAskedForIsWaitedForWhoeverIsImpatient() {
        SANDBOX.hubspot().fails(Fault.status(429).on("POST", "/meetings$").with("Retry-After", "3"));
        var id = rapport.completed("Quarterly review");
        awaitTrouble(id, "hubspot");
        retry(logged(id));
        rapport.awaitState(id, "hubspot", "synced");
        var tries = SANDBOX.hubspot().requests().stream()
                .filter(request -> request.path().endsWith("/meetings"))
                .map(LoggedRequest::at)
                .toList();
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(tries.get(0), tries.get(1))).isGreaterThan(Duration.ofMillis(2900));
    }

    @Test
    @Requirement({"H-18", "H-91"})
    void saysWhatFailedAndNotWhatWentThroughBefore() {
        var connection = rapport.connection("salesforce");
        rapport.call(
                "PUT",
                "/api/integrations/crm/" + connection + "/mappings",
                Map.of("items", List.of(Map.of("source", "budget", "object", "contact", "field", "Description"))));
        SANDBOX.salesforce().fails(Fault.status(403).on("GET", "/sobjects/Contact/003"));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "failed");
        assertThat(logged(id).path("payload").toString()).isEqualTo("[{\"purpose\":\"read Contact\"}]");
        assertThat(rapport.get("/api/monitor/activity").body().path("items").toString())
                .contains("\"operation\":\"read Contact\"");
    }

    @Test
    @Requirement("H-18")
    void whatIsNotThereWasNotNecessarilyLinked() {
        SANDBOX.hubspot().fails(Fault.status(404).on("POST", "/meetings$").times(-1));
        var id = rapport.completed("Quarterly review");
        assertThat(awaitTrouble(id, "hubspot").path("error").path("message").asString())
                .isEqualTo("HubSpot says that what Rapport asked for is not there.");
        SANDBOX.hubspot().faults().clear();
        assertThat(rapport.awaitState(id, "hubspot", "synced").path("warnings").toString())
                .doesNotContain("made it again");
    }

    private JsonNode awaitTrouble(String conversation, String crm) {
        return await(
                () -> rapport.standing(conversation, crm),
                one -> one.path("error").hasNonNull("message"),
                "trouble in words");
    }

    private JsonNode logged(String conversation) {
        for (var entry : rapport.get("/api/monitor/errors").body().path("items")) {
            if (entry.path("conversationId").asString().equals(conversation)) {
                return entry;
            }
        }
        throw new AssertionError("not in the error log: " + conversation);
    }

    private void retry(JsonNode entry) {
        assertThat(rapport.post("/api/monitor/errors/" + entry.path("syncId").asString() + "/retry", null)
                        .status())
                .isEqualTo(202);
    }

    @Test
    @Requirement("H-91")
    void aDeletedConversationLeavesTheLogAndARestoredOneGoesOn() {
        SANDBOX.hubspot().fails(Fault.status(422).on("POST", "/tasks$"));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "failed");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.call("DELETE", "/api/conversations/" + id, null);
        await(
                () -> rapport.get("/api/monitor").body(),
                numbers -> numbers.path("failed").asInt() == 0,
                "the failure to be withdrawn");
        assertThat(rapport.get("/api/monitor/errors").body().path("items")).isEmpty();
        // What was written stays: it is the customer's record, not ours.
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);

        assertThat(rapport.post("/api/conversations/" + id + "/restore", null).status())
                .isEqualTo(200);
        await(() -> SANDBOX.hubspot().records("tasks"), tasks -> !tasks.isEmpty(), "the missing task");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    @Requirement({"H-88", "H-91"})
    void aFailureOfADisconnectedCrmIsNothingToMend() {
        SANDBOX.hubspot().fails(Fault.status(422).on("POST", "/meetings$"));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "failed");
        assertThat(rapport.get("/api/monitor").body().path("failed").asInt()).isEqualTo(1);
        rapport.call("DELETE", "/api/integrations/crm/" + rapport.connection("hubspot"), null);
        assertThat(rapport.get("/api/monitor").body().path("failed").asInt()).isZero();
        assertThat(rapport.get("/api/monitor/errors").body().path("items")).isEmpty();
    }

    /** Three attempts have two waits between them; the third wait, of four seconds, would precede a fourth attempt. */
    @Test
    @Requirement({"H-18", "H-78", "H-91"})
    void triesThreeTimesAtOneAndTwoSecondsThenIsPutAsideUntilSomebodyRetries() {
        SANDBOX.salesforce().fails(Fault.status(500).on("POST", ".").times(-1));
        var id = rapport.completed("Quarterly review");
        var failed = await(
                () -> rapport.standing(id, "salesforce"),
                one -> one.path("attempts").asInt() == 3,
                "three attempts");
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        var tries = SANDBOX.salesforce().requests().stream()
                .filter(request -> request.status() == 500)
                .map(LoggedRequest::at)
                .toList();
        assertThat(tries).hasSize(3);
        assertThat(Duration.between(tries.get(0), tries.get(1)))
                .isBetween(Duration.ofMillis(950), Duration.ofMillis(2500));
        assertThat(Duration.between(tries.get(1), tries.get(2)))
                .isBetween(Duration.ofMillis(1950), Duration.ofMillis(4500));
        // By itself it is tried again rarely, and not within seconds.
        assertThat(Instant.parse(failed.path("nextAttemptAt").asString()))
                .isAfter(tries.get(2).plus(Duration.ofMinutes(4)));

        var aside = rapport.get("/api/monitor/errors").body().path("items").path(0);
        assertThat(aside.path("conversationId").asString()).isEqualTo(id);
        assertThat(aside.path("attempts").asInt()).isEqualTo(3);
        assertThat(aside.path("retryable").asBoolean()).isTrue();
        SANDBOX.salesforce().faults().clear();
        assertThat(rapport.post("/api/monitor/errors/" + aside.path("syncId").asString() + "/retry", null)
                        .status())
                .isEqualTo(202);
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(rapport.get("/api/monitor/errors").body().path("items")).isEmpty();
    }

    @Test
    @Requirement({"H-18", "H-80"})
    void aLimitIsWaitedForWithoutUsingUpTries() {
        SANDBOX.hubspot().fails(Fault.status(429).on("POST", "/meetings$").with("Retry-After", "1"));
        var id = rapport.completed("Quarterly review");
        var synced = rapport.awaitState(id, "hubspot", "synced");
        assertThat(synced.path("attempts").asInt()).isEqualTo(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    @Requirement("H-77")
    void aQueuedPushHasACounterAtZeroThatEveryAttemptRaises() {
        SANDBOX.salesforce().fails(Fault.next(Fault.Kind.HANG).on("POST", "."));
        var id = rapport.completed("Quarterly review");
        await(
                SANDBOX.salesforce()::requests,
                all -> all.stream().anyMatch(one -> "hang".equals(one.fault())),
                "the first attempt to be under way");
        assertThat(retries(id)).isZero();
        assertThat(rapport.standing(id, "salesforce").path("attempts").asInt()).isZero();

        SANDBOX.salesforce().faults().clear();
        await(
                () -> rapport.standing(id, "salesforce"),
                one -> one.path("attempts").asInt() == 1,
                "the first attempt to have failed");
        assertThat(retries(id)).isEqualTo(1);

        assertThat(rapport.awaitState(id, "salesforce", "synced")
                        .path("attempts")
                        .asInt())
                .isEqualTo(2);
        assertThat(retries(id)).isEqualTo(2);
    }

    private int retries(String conversation) {
        return organization.in(() -> db.sql("""
                        select p.retries from crm.push p join crm.sync s on s.id = p.sync_id
                        where s.conversation_id = cast(:conversation as uuid) and s.crm_type = 'salesforce'
                        """)
                .param("conversation", conversation)
                .query(Integer.class)
                .single());
    }
}
