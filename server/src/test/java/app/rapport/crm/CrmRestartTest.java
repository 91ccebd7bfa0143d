package app.rapport.crm;

import static app.rapport.crm.CrmTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportProcess;
import app.rapport.Requirement;
import app.rapport.SandboxProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A demo that was killed, its simulated CRMs too, goes on where it was. */
class CrmRestartTest {
    @Test
    @Requirement("H-15")
    void afterEverythingWasKilledChangesGoToTheSameRecords(@TempDir Path data) throws Exception {
        try (var sandbox = new SandboxProcess(data).start();
                var process = new RapportProcess(CrmTestBed.pointedAt(sandbox.baseUrl())).start()) {
            var rapport = CrmTestBed.settingUp(process.baseUrl());
            rapport.acme();
            rapport.connectSalesforce();
            rapport.connectHubspot(
                    control(sandbox, "hubspot/tokens").path("serviceKey").asString());
            var id = rapport.completed("Before the end");
            var event = rapport.awaitState(id, "salesforce", "synced").path("remoteId");
            var meeting = rapport.awaitState(id, "hubspot", "synced").path("remoteId");

            process.kill();
            sandbox.kill();
            sandbox.start();
            process.start();

            assertThat(rapport.call("PATCH", "/api/conversations/" + id, Map.of("title", "After it"))
                            .status())
                    .isEqualTo(200);
            await(
                    () -> control(sandbox, "salesforce/records/Event").path("items"),
                    events -> events.toString().contains("After it"),
                    "the event's new subject");
            await(
                    () -> control(sandbox, "hubspot/records/meetings").path("items"),
                    meetings -> meetings.toString().contains("After it"),
                    "the meeting's new title");
            assertThat(rapport.awaitState(id, "salesforce", "synced").path("remoteId"))
                    .isEqualTo(event);
            assertThat(rapport.awaitState(id, "hubspot", "synced").path("remoteId"))
                    .isEqualTo(meeting);
            assertThat(control(sandbox, "salesforce/records/Event")
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(control(sandbox, "hubspot/records/meetings")
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(control(sandbox, "salesforce/state")
                            .path("requestsWithProblems")
                            .asInt())
                    .isZero();

            var next = rapport.completed("Another one");
            rapport.awaitState(next, "salesforce", "synced");
            rapport.awaitState(next, "hubspot", "synced");
            assertThat(control(sandbox, "salesforce/records/Event")
                            .path("total")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static JsonNode control(SandboxProcess sandbox, String path) {
        var answer = CrmTestBed.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/control/" + path))
                .build());
        return CrmTestBed.JSON.readTree(answer.body());
    }
}
