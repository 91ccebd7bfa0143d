package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.salesforce.Salesforce;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

record SalesforceUnderTest(Sandbox sandbox) implements CrmUnderTest {
    @Override
    public ProviderHandle provider() {
        return sandbox.salesforce();
    }

    @Override
    public CrmConnector connector(ProviderHttp http) {
        return Salesforce.connector(http, CrmContractBed.JSON, Clock.systemUTC());
    }

    @Override
    public String token() {
        return control("/tokens", "{}").path("accessToken").asString();
    }

    @Override
    public String idField() {
        return "Id";
    }

    @Override
    public List<String> writtenTypes() {
        return List.of("Event", "Task");
    }

    @Override
    public String taskType() {
        return "Task";
    }

    @Override
    public String taskStatus(JsonNode record) {
        return record.path("Status").asString();
    }

    @Override
    public String contactField() {
        return "Description";
    }

    /** The sandbox's control door. */
    JsonNode control(String path, String body) {
        var answer =
                CrmTestBed.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/control/salesforce" + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        assertThat(answer.statusCode()).isLessThan(300);
        return CrmContractBed.JSON.readTree(answer.body());
    }
}
