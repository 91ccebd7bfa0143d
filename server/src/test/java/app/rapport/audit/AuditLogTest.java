package app.rapport.audit;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Timestamps;
import de.siegmar.fastcsv.reader.CsvReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
@Requirement({"H-72", "H-99"})
class AuditLogTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient db;

    @Autowired
    MovableClock clock;

    @Autowired
    @FlywayDataSource
    javax.sql.DataSource owner;

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    void anEntrySaysWhoDidWhatToWhat() {
        var acorn = organizations.create();
        acorn.as(Role.CSM, () -> {
            trail.record(
                    "customer.updated",
                    "customer",
                    "c-1",
                    Map.of("name", Map.of("before", "Acme", "after", "Acme Corp")));
            return true;
        });
        acorn.run(() -> trail.record("crm.write", "conversation", "s-1", Map.of("status", 201)));
        var items = json(get(acorn.admin(), "/api/audit"), 200).get("items");
        assertThat(items.get(0).get("action").asString()).isEqualTo("crm.write");
        assertThat(items.get(0).at("/actor/kind").asString()).isEqualTo("system");
        assertThat(items.get(1).at("/actor/name").asString()).isEqualTo("Test csm");
        assertThat(items.get(1).at("/actor/id").asString())
                .isEqualTo(acorn.user(Role.CSM).id().toString());
        assertThat(items.get(1).at("/details/name/after").asString()).isEqualTo("Acme Corp");
    }

    @Test
    void anEntryIsNeverChangedOrRemovedNotEvenByTheOwnerOfTheDatabase() {
        var acorn = organizations.create();
        for (var statement : List.of(
                "update audit.audit_log set action = 'nothing'",
                "delete from audit.audit_log",
                "truncate audit.audit_log")) {
            assertThatThrownBy(() -> acorn.run(() -> db.sql(statement).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> JdbcClient.create(owner).sql(statement).update())
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void entriesOlderThanIsKeptAreForgottenAndThatIsAnEntryToo() {
        var acorn = organizations.create();
        var other = organizations.create("Other Ltd");
        for (var daysAgo : List.of(1_000, 900, 600, 1)) {
            clock.set(Instant.now().minus(Duration.ofDays(daysAgo)));
            acorn.run(() -> trail.record("crm.write", "conversation", "days-" + daysAgo, Map.of()));
            other.run(() -> trail.record("crm.write", "conversation", "days-" + daysAgo, Map.of()));
        }
        clock.reset();

        assertThat(forget(acorn, Duration.ofDays(730))).isEqualTo(2);
        assertThat(forget(acorn, Duration.ofDays(730))).isZero();

        assertThat(subjects(acorn)).containsExactly("days-1", "days-600");
        assertThat(subjects(other)).hasSize(4);
        var said = json(get(acorn.admin(), "/api/audit?action=audit.forgotten"), 200)
                .get("items");
        assertThat(said).hasSize(1);
        assertThat(said.at("/0/details/count").asInt()).isEqualTo(2);
        assertThat(said.at("/0/actor/kind").asString()).isEqualTo("system");
    }

    @Test
    void theLastThirtyDaysAreNeverForgottenWhoeverAsks() {
        var acorn = organizations.create();
        clock.set(Instant.now().minus(Duration.ofDays(29)));
        acorn.run(() -> trail.record("crm.write", "conversation", "days-29", Map.of()));
        clock.reset();

        assertThat(forget(acorn, Duration.ofDays(-1))).isZero();
        assertThatThrownBy(() -> JdbcClient.create(owner).sql("""
                        with flag as materialized (select set_config('rapport.audit_forgets', 'yes', true))
                        delete from audit.audit_log using flag
                        """).update())
                .rootCause()
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> acorn.run(() -> {
                    db.sql("select set_config('rapport.audit_forgets', 'yes', true)")
                            .query(String.class)
                            .single();
                    db.sql("delete from audit.audit_log").update();
                }))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(subjects(acorn)).containsExactly("days-29");
    }

    private int forget(TestOrganization organization, Duration kept) {
        return organization.in(() -> db.sql("select audit.forget(:before, now(), 100)")
                .param("before", Timestamps.at(Instant.now().minus(kept)))
                .query(Integer.class)
                .single());
    }

    private List<String> subjects(TestOrganization organization) {
        return json(get(organization.admin(), "/api/audit?action=crm.write"), 200)
                .get("items")
                .valueStream()
                .map(item -> item.get("subjectId").asString())
                .toList();
    }

    @Test
    void aChangeThatFailsLeavesNoEntry() {
        var acorn = organizations.create();
        assertThatThrownBy(() -> acorn.run(() -> {
                    trail.record("customer.updated", "customer", "c-2", Map.of());
                    throw new IllegalStateException("the change failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(actions(acorn, "?subject=c-2")).isEmpty();
    }

    @Test
    void entriesAreFilteredAndPagedNewestFirst() {
        var acorn = organizations.create();
        acorn.run(() -> {
            for (var i = 0; i < 5; i++) {
                trail.record("crm.write", "conversation", "s-" + i, Map.of());
                trail.record("crm.read", "contact", "k-" + i, Map.of());
            }
        });
        assertThat(actions(acorn, "?action=crm.read")).hasSize(5).containsOnly("crm.read");
        assertThat(actions(acorn, "?action=crm.*")).hasSize(10);
        assertThat(actions(acorn, "?subject=s-3")).containsExactly("crm.write");
        assertThat(actions(acorn, "?subject=contact")).hasSize(5);
        assertThat(actions(acorn, "?actor=rapport&action=crm.*")).hasSize(10);
        assertThat(actions(acorn, "?actor=nobody")).isEmpty();
        assertThat(actions(acorn, "?from=2100-01-01")).isEmpty();
        assertThat(actions(acorn, "?to=2100-01-01T00:00:00Z&action=crm.*")).hasSize(10);

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json(get(acorn.admin(), "/api/audit?action=crm.*&limit=3&cursor=" + cursor), 200);
            page.get("items").forEach(item -> seen.add(item.get("subjectId").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : page.get("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("k-4", "s-4", "k-3", "s-3", "k-2", "s-2", "k-1", "s-1", "k-0", "s-0");
        refused(get(acorn.admin(), "/api/audit?from=yesterday"), 400, "invalid_field");
        refused(get(acorn.admin(), "/api/audit?limit=201"), 400, "invalid_limit");
        refused(get(acorn.client(Role.CSM), "/api/audit"), 403, "missing_permission");
    }

    @Test
    void theExportHoldsEveryEntryAndNoFormula() {
        var acorn = organizations.create();
        acorn.run(() -> {
            for (var i = 0; i < 1_500; i++) {
                trail.record("crm.write", "conversation", "=1+" + i, Map.of("text", "Größe, \"quoted\"\nشركة"));
            }
        });
        var answer = get(acorn.client(Role.LEADER), "/api/audit/export?format=csv&action=crm.write");
        answer.expectHeader()
                .value("Content-Disposition", value -> assertThat(value).contains("attachment", ".csv"));
        var text = answer.expectStatus().isOk().returnResult(String.class).getResponseBody();
        var rows = CsvReader.builder().ofNamedCsvRecord(Objects.requireNonNull(text)).stream()
                .toList();
        assertThat(rows).hasSize(1_500);
        assertThat(rows.getFirst().getField("subjectId")).isEqualTo("'=1+1499");
        assertThat(rows.getFirst().getField("details")).contains("شركة", "Größe");
        assertThat(actions(acorn, "?action=audit.exported")).hasSize(1);
        refused(get(acorn.admin(), "/api/audit/export?format=pdf"), 400, "unknown_format");
        var key = acorn.apiKey(Role.ADMIN, Permission.MONITOR_READ);
        refused(get(acorn.clientWithKey(key), "/api/audit/export"), 403, "missing_permission");
    }

    @Test
    void charactersTheDatabaseCannotHoldDoNotStopAChange() {
        var acorn = organizations.create();
        acorn.run(() ->
                trail.record("crm.write", "conversation", "nul", Map.of("a", "x\0y", "b", "\\u0000", "c", "\\\0")));
        var details = json(get(acorn.admin(), "/api/audit?subject=nul"), 200).at("/items/0/details");
        assertThat(details.get("a").asString()).isEqualTo("xy");
        assertThat(details.get("b").asString()).isEqualTo("\\u0000");
        assertThat(details.get("c").asString()).isEqualTo("\\");
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() {
        var acorn = organizations.create();
        acorn.run(() -> trail.record("crm.write", "conversation", "ours", Map.of()));
        assertThat(actions(organizations.create("Other Ltd"), "?subject=ours")).isEmpty();
    }

    private static List<String> actions(TestOrganization organization, String query) {
        return json(get(organization.admin(), "/api/audit" + query), 200)
                .get("items")
                .valueStream()
                .map(item -> item.get("action").asString())
                .toList();
    }
}
