package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** CRM connections as they are set up, looked at, watched and kept apart over HTTP. */
class CrmSetupTest extends CrmOverHttp {
    @Autowired
    JdbcClient db;

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
        assertThat(mappings.at("/items/0/warningWords/values/field").asString()).isEqualTo("Custom_Insights__c");
        var checks = rapport.get("/api/integrations/crm/checks?connection=" + salesforce)
                .body();
        assertThat(checks.path("items").toString())
                .contains("Custom_Actions__c")
                .contains("nextStep");
        var options = "/api/integrations/crm/" + salesforce;
        var option = rapport.get(options + "/options").body().path("items").path(0);
        assertThat(option.path("name").asString()).isEqualTo("meetingsAs");
        assertThat(option.path("values").toString()).isEqualTo("[\"event\",\"task\"]");
        assertThat(option.path("value").asString()).isEqualTo("event");
        assertThat(rapport.call("PATCH", options, Map.of("options", Map.of("meetingsAs", "call")))
                        .text("code"))
                .isEqualTo("unknown_option");
        rapport.call("PATCH", options, Map.of("options", Map.of("meetingsAs", "task")));
        assertThat(rapport.get(options + "/options")
                        .body()
                        .path("items")
                        .path(0)
                        .path("value")
                        .asString())
                .isEqualTo("task");
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
}
