package app.rapport.crm;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.hubspot.Hubspot;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

record HubspotUnderTest(Sandbox sandbox) implements CrmUnderTest {
    @Override
    public ProviderHandle provider() {
        return sandbox.hubspot();
    }

    @Override
    public CrmConnector connector(ProviderHttp http) {
        return Hubspot.connector(http, CrmContractBed.JSON, Clock.systemUTC());
    }

    @Override
    public String token() {
        return sandbox.hubspot().serviceKey();
    }

    @Override
    public String idField() {
        return "id";
    }

    @Override
    public List<String> writtenTypes() {
        return List.of("meetings", "calls", "tasks");
    }

    @Override
    public String taskType() {
        return "tasks";
    }

    @Override
    public String taskStatus(JsonNode record) {
        return record.path("properties").path("hs_task_status").asString();
    }

    @Override
    public String contactField() {
        return "jobtitle";
    }
}
