package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.LoggedRequest;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A finished conversation reaches the CRMs by itself. */
@RapportTest
class CrmSyncTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final TestOrganization organization;
    private final CrmTestBed rapport;
    private final TestOrganizations organizations;
    private final JdbcClient db;

    CrmSyncTest(@Autowired TestOrganizations organizations, @Autowired JdbcClient db) {
        this.organizations = organizations;
        this.organization = organizations.create("Acorn Works");
        this.rapport = new CrmTestBed(organizations, organization);
        this.db = db;
    }

    @BeforeEach
    void connect() {
        SANDBOX.reset();
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
        rapport.acme();
    }

    @AfterEach
    void everythingSentWasRight() {
        assertThat(SANDBOX.salesforce().requests())
                .allMatch(request -> request.problems().isEmpty());
        assertThat(SANDBOX.hubspot().requests())
                .allMatch(request -> request.problems().isEmpty());
    }

    @Test
    @Requirement({"H-01", "H-02", "H-03", "H-19", "H-74", "H-75"})
    void aCompletedConversationReachesBothCrmsOnce() {
        var id = rapport.completed("Quarterly review");
        var salesforce = rapport.awaitState(id, "salesforce", "synced");
        var hubspot = rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).singleElement().satisfies(event -> {
            assertThat(event.path("Id").asString())
                    .isEqualTo(salesforce.path("remoteId").asString());
            assertThat(event.path("Subject").asString()).isEqualTo("Quarterly review");
        });
        assertThat(SANDBOX.hubspot().records("meetings"))
                .singleElement()
                .satisfies(meeting -> assertThat(meeting.path("id").asString())
                        .isEqualTo(hubspot.path("remoteId").asString()));
        assertThat(SANDBOX.salesforce().records("Task")).isNotEmpty();
        assertThat(SANDBOX.hubspot().records("tasks"))
                .hasSameSizeAs(SANDBOX.salesforce().records("Task"));
        assertThat(salesforce.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void pressingSyncAgainUpdatesTheSameRecord() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(rapport.call("PATCH", "/api/conversations/" + id, Map.of("title", "Corrected"))
                        .status())
                .isEqualTo(200);
        assertThat(rapport.post("/api/conversations/" + id + "/sync", null).status())
                .isEqualTo(202);
        await(
                () -> SANDBOX.salesforce()
                        .records("Event")
                        .getFirst()
                        .path("Subject")
                        .asString(),
                "Corrected"::equals,
                "the new title");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    @Requirement({"H-20", "H-75"})
    void aFinishedActionItemClosesItsTasks() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        var item = rapport.get("/api/conversations/" + id)
                .body()
                .path("actionItems")
                .path(0);
        var task = SANDBOX.salesforce().records("Task").getFirst();
        assertThat(task.path("ActivityDate").asString())
                .isEqualTo(item.path("dueDate").asString());
        assertThat(task.path("Status").asString()).isEqualTo("Not Started");
        rapport.call("PATCH", "/api/action-items/" + item.path("id").asString(), Map.of("status", "done"));
        await(
                () -> SANDBOX.salesforce().records("Task"),
                tasks -> tasks.stream()
                        .anyMatch(one -> one.path("Status").asString().equals("Completed")),
                "the task to be closed");
        await(
                () -> SANDBOX.hubspot().records("tasks"),
                tasks -> tasks.stream()
                        .anyMatch(one -> one.path("properties")
                                .path("hs_task_status")
                                .asString()
                                .equals("COMPLETED")),
                "the task to be closed");
    }

    @Test
    void aRemovedActionItemLeavesNoOpenTask() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var item = rapport.get("/api/conversations/" + id)
                .body()
                .path("actionItems")
                .path(0);
        rapport.call("DELETE", "/api/action-items/" + item.path("id").asString(), null);
        await(
                () -> SANDBOX.salesforce().records("Task"),
                tasks -> tasks.stream()
                        .allMatch(one -> one.path("Status").asString().equals("Deferred")),
                "the task to be put off");
    }

    @Test
    @Requirement("H-21")
    void anInsightIsWrittenToTheMappedContactFieldAndTheOldValueKept() {
        var connection = rapport.connection("salesforce");
        var mapped = rapport.call(
                "PUT",
                "/api/integrations/crm/" + connection + "/mappings",
                Map.of("items", List.of(Map.of("source", "budget", "object", "contact", "field", "Description"))));
        assertThat(mapped.status()).isEqualTo(200);
        var john = SANDBOX.salesforce().records("Contact").stream()
                .filter(contact -> contact.path("Email").asString().equals("john@acmecorp.com"))
                .findFirst()
                .orElseThrow();
        SANDBOX.salesforce()
                .change(
                        "Contact",
                        john.path("Id").asString(),
                        CrmTestBed.JSON.createObjectNode().put("Description", "An old note"));
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var after = SANDBOX.salesforce().records("Contact").stream()
                .filter(contact -> contact.path("Email").asString().equals("john@acmecorp.com"))
                .findFirst()
                .orElseThrow();
        assertThat(after.path("Description").asString()).startsWith("50000");
        var audit = rapport.get("/api/audit?action=crm.contact_updated")
                .body()
                .path("items")
                .path(0);
        assertThat(audit.path("details")
                        .path("changes")
                        .path("Description")
                        .path("before")
                        .asString())
                .isEqualTo("An old note");
    }

    @Test
    @Requirement({"H-16", "H-42", "H-76"})
    void thePreviewIsWhatIsSent() {
        var id = rapport.conversation("Quarterly review");
        assertThat(rapport.post("/api/conversations/" + id + "/summary", null).status())
                .isEqualTo(200);
        for (var crm : List.of("salesforce", "hubspot")) {
            var provider = SANDBOX.provider(crm);
            var preview =
                    rapport.get("/api/conversations/" + id + "/sync/preview?connection=" + rapport.connection(crm));
            assertThat(preview.status()).isEqualTo(200);
            assertThat(provider.requests()).noneMatch(request -> wrote(request, crm));
            assertThat(preview.body().path("requests")).isNotEmpty();
            previews.put(crm, preview.body().path("requests"));
        }
        rapport.complete(id);
        for (var crm : List.of("salesforce", "hubspot")) {
            rapport.awaitState(id, crm, "synced");
            var sent = SANDBOX.provider(crm).requests().stream()
                    .filter(request -> wrote(request, crm))
                    .toList();
            var promised = Objects.requireNonNull(previews.get(crm));
            assertThat(sent).hasSize(promised.size());
            for (var i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i).method())
                        .isEqualTo(promised.path(i).path("method").asString());
                assertThat(CrmTestBed.JSON.readTree(sent.get(i).body()).toString())
                        .isEqualTo(promised.path(i).path("body").toString());
            }
        }
    }

    private final Map<String, JsonNode> previews = new HashMap<>();

    private static boolean wrote(LoggedRequest request, String crm) {
        return !request.method().equals("GET")
                && (crm.equals("salesforce")
                        ? request.path().contains("/services/data/")
                        : request.path().matches(".*/crm/objects/2026-09/[a-z]+(/[0-9]+)?"));
    }

    @Test
    @Requirement({"H-17", "H-18", "H-83"})
    void aRevokedSignInBlocksAndAReconnectLetsGoOn() {
        var connection = rapport.connection("salesforce");
        SANDBOX.salesforce().revokeTokens();
        var id = rapport.completed("Quarterly review");
        var blocked = rapport.awaitState(id, "salesforce", "blocked");
        assertThat(blocked.path("error").path("errorClass").asString()).isEqualTo("auth");
        assertThat(blocked.path("error").path("nextStep").asString()).contains("Reconnect Salesforce");
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
    void aRecordThatWasDeletedThereIsMadeAgain() {
        var id = rapport.completed("Quarterly review");
        var first = rapport.awaitState(id, "hubspot", "synced").path("remoteId").asString();
        var key = SANDBOX.hubspot().serviceKey();
        assertThat(CrmTestBed.send(HttpRequest.newBuilder(URI.create(
                                        SANDBOX.hubspot().baseUrl() + "/crm/objects/2026-09/meetings/" + first))
                                .header("Authorization", "Bearer " + key)
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(204);
        rapport.post("/api/conversations/" + id + "/sync", null);
        var again = await(
                () -> rapport.standing(id, "hubspot"),
                one -> !one.path("remoteId").asString().equals(first)
                        && one.path("state").asString().equals("synced"),
                "a new record");
        assertThat(again.path("warnings").toString()).contains("made it again");
        assertThat(SANDBOX.hubspot().records("meetings")).hasSize(1);
    }

    @Test
    @Requirement("H-37")
    void syncsEverythingAsAJobAndOnlyOnceAtATime() {
        for (var i = 0; i < 3; i++) {
            var id = rapport.completed("Talk " + i);
            rapport.awaitState(id, "salesforce", "synced");
            rapport.awaitState(id, "hubspot", "synced");
        }
        SANDBOX.salesforce().latency(150);
        var started = rapport.post("/api/integrations/crm/sync", Map.of());
        assertThat(started.status()).isEqualTo(202);
        var second = rapport.post("/api/integrations/crm/sync", Map.of());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("sync_running");
        assertThat(second.text("jobId")).isEqualTo(started.text("jobId"));
        var done = await(
                () -> rapport.get("/api/jobs/" + started.text("jobId")).body(),
                job -> job.path("state").asString().equals("done"),
                "the job");
        assertThat(done.path("result").path("synced").asInt()).isEqualTo(6);
        assertThat(done.path("progress").path("total").asInt()).isEqualTo(6);
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(3);
    }

    @Test
    @Requirement({"H-35", "H-36", "H-38", "H-48"})
    void isSetUpLookedAtAndMappedOverHttp() {
        var bad = rapport.post("/api/integrations/crm", Map.of("crmType", "nosuch", "config", Map.of("apiKey", "x")));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text("code")).isEqualTo("unknown_crm_type");
        var list = rapport.get("/api/integrations/crm").body();
        assertThat(list.path("items")).hasSize(2).allSatisfy(item -> {
            assertThat(item.path("health").path("state").asString()).isEqualTo("healthy");
            assertThat(item.path("state").asString()).isEqualTo("connected");
        });
        assertThat(list.toString()).doesNotContain(SANDBOX.hubspot().serviceKey());
        var salesforce = rapport.connection("salesforce");
        var fields = rapport.get("/api/integrations/crm/fields?connection=" + salesforce + "&object=contact")
                .body();
        assertThat(fields.path("fields").toString()).contains("\"name\":\"Email\"");
        var mappings =
                rapport.get("/api/integrations/crm/" + salesforce + "/mappings").body();
        assertThat(mappings.path("items").path(0).path("warning").asString()).contains("Custom_Insights__c");
        var checks = rapport.get("/api/integrations/crm/checks?connection=" + salesforce)
                .body();
        assertThat(checks.path("items").toString())
                .contains("Custom_Actions__c")
                .contains("nextStep");
        var unknown = rapport.get("/api/integrations/crm/fields?connection=" + salesforce + "&object=nonsense");
        assertThat(unknown.status()).isEqualTo(400);
    }

    @Test
    @Requirement({"H-72", "H-99"})
    void everyCallIsInTheAuditTrail() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var writes = rapport.get("/api/audit?action=crm.write&limit=200").body().path("items");
        assertThat(writes.toString()).contains("event");
        assertThat(rapport.get("/api/audit?action=crm.read&limit=200").body().path("items"))
                .isNotEmpty();
    }

    @Test
    void anotherOrganisationSeesNothingOfIt() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        var connection = rapport.connection("salesforce");
        var other = new CrmTestBed(organizations, organizations.create("Other Ltd"));
        assertThat(other.post("/api/conversations/" + id + "/sync", null).status())
                .isEqualTo(404);
        assertThat(other.get("/api/conversations/" + id + "/sync/preview").status())
                .isIn(404, 409);
        assertThat(other.get("/api/conversations/" + id + "/sync/preview?connection=" + connection)
                        .status())
                .isEqualTo(404);
        assertThat(other.call("PATCH", "/api/integrations/crm/" + connection, Map.of("label", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(other.call("DELETE", "/api/integrations/crm/" + connection, null)
                        .status())
                .isEqualTo(404);
        assertThat(other.post("/api/integrations/crm/" + connection + "/test", null)
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/integrations/crm/" + connection + "/mappings")
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/integrations/crm/fields?connection=" + connection)
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/integrations/crm/checks?connection=" + connection)
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/monitor").body().path("syncedToday").asInt()).isZero();
        assertThat(other.get("/api/monitor/activity").body().path("items")).isEmpty();
        assertThat(other.get("/api/monitor/errors").body().path("items")).isEmpty();
    }

    @Test
    @Requirement({"H-30", "H-49", "H-92", "H-94"})
    void theConfigurationIsSealed() {
        var rows = organization.in(() -> db.sql("select config::text from crm.crm_integrations")
                .query(String.class)
                .list());
        assertThat(rows).hasSize(2).allMatch(config -> config.startsWith("{\"sealed\": \"rs1."));
        assertThat(rows).noneMatch(config -> config.contains("pat-"));
        var columns = organization.in(() -> db.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'crm' and table_name = 'crm_integrations' order by ordinal_position
                        """).query(String.class).list());
        assertThat(columns)
                .containsExactly(
                        "id",
                        "organization_id",
                        "crm_type",
                        "config",
                        "field_mappings",
                        "sync_enabled",
                        "last_sync_at",
                        "created_at",
                        "updated_at");
    }

    @Test
    @Requirement({"H-87", "H-89", "H-90"})
    void theMonitorCountsAndTells() {
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        var numbers = rapport.get("/api/monitor").body();
        assertThat(numbers.path("syncedToday").asInt()).isEqualTo(2);
        assertThat(numbers.path("pending").asInt()).isZero();
        assertThat(numbers.path("avgSyncSeconds").asDouble()).isBetween(0.0001, 20.0);
        assertThat(numbers.path("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(numbers.path("definitions").path("avgSyncSeconds").asString())
                .isNotEmpty();
        var activity = rapport.get("/api/monitor/activity").body().path("items");
        assertThat(activity).hasSize(2);
        assertThat(activity.path(0).path("at").asString())
                .isGreaterThanOrEqualTo(activity.path(1).path("at").asString());
        assertThat(activity.path(0).path("outcome").asString()).isEqualTo("ok");
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

    @Test
    void aKnownStakeholderBecomesAContactThere() {
        var customer = rapport.get("/api/customers?query=Acme")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        rapport.post(
                "/api/customers/" + customer + "/stakeholders",
                Map.of("name", "Nina New", "emails", new String[] {"nina@acmecorp.com"}));
        var id = rapport.conversation("First talk", "nina@acmecorp.com");
        rapport.complete(id);
        rapport.awaitState(id, "salesforce", "synced");
        rapport.awaitState(id, "hubspot", "synced");
        var contact = SANDBOX.salesforce().records("Contact").stream()
                .filter(one -> one.path("Email").asString().equals("nina@acmecorp.com"))
                .toList();
        assertThat(contact).hasSize(1);
        assertThat(SANDBOX.salesforce()
                        .records("Event")
                        .getFirst()
                        .path("WhoId")
                        .asString())
                .isEqualTo(contact.getFirst().path("Id").asString());
        assertThat(SANDBOX.hubspot().records("contacts").toString()).contains("nina@acmecorp.com");
    }
}
