package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** When conversations go to a CRM: at once, or gathered. */
@RapportTest
class CrmFrequencyTest {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    private final CrmTestBed rapport;
    private final MovableClock clock;

    CrmFrequencyTest(@Autowired TestOrganizations organizations, @Autowired MovableClock clock) {
        this.rapport = new CrmTestBed(organizations, organizations.create("Acorn Works"));
        this.clock = clock;
    }

    @BeforeEach
    void connect() {
        SANDBOX.reset();
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
        rapport.acme();
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    @Requirement("H-85")
    void anHourlyConnectionGetsItsConversationsAtTheHourAndARealtimeOneAtOnce() {
        frequency("salesforce", "hourly");
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "synced");
        var waiting = rapport.standing(id, "salesforce");
        assertThat(waiting.path("state").asString()).isEqualTo("pending");
        var due = Instant.parse(waiting.path("nextAttemptAt").asString());
        assertThat(due.getEpochSecond() % 3_600).isZero();
        assertThat(SANDBOX.salesforce().records("Event")).isEmpty();

        clock.advance(Duration.between(clock.instant(), due));
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
    }

    @Test
    void syncingByHandDoesNotWaitForTheHour() {
        frequency("salesforce", "daily");
        var id = rapport.completed("Quarterly review");
        rapport.awaitState(id, "hubspot", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).isEmpty();
        assertThat(rapport.post("/api/conversations/" + id + "/sync", null).status())
                .isEqualTo(202);
        rapport.awaitState(id, "salesforce", "synced");
        assertThat(SANDBOX.salesforce().records("Event")).hasSize(1);
    }

    private void frequency(String crm, String frequency) {
        assertThat(rapport.call(
                                "PATCH",
                                "/api/integrations/crm/" + rapport.connection(crm),
                                Map.of("options", Map.of("frequency", frequency)))
                        .status())
                .isEqualTo(200);
    }
}
