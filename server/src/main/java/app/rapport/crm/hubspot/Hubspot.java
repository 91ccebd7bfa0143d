package app.rapport.crm.hubspot;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.Forms;
import app.rapport.crm.connector.Line;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** HubSpot's side of the contract; each part is one class beside this. */
@Configuration(proxyBeanMethods = false)
public class Hubspot {
    static final String NAME = "HubSpot";

    private static final Forms FORMS = new Forms("meeting", HubspotApi.MEETINGS, "call", HubspotApi.CALLS);

    @Bean("hubspotConnector")
    public static CrmConnector connector(ProviderHttp http, JsonMapper json, Clock clock) {
        var line = new Line(http, json, NAME, new HubspotErrors(clock));
        var schemas = new HubspotSchemas(line, clock);
        return new CrmConnector(
                "hubspot",
                NAME,
                new HubspotLookups(line, json, clock),
                schemas,
                new HubspotWrites(line, schemas, new HubspotBodies(schemas, FORMS, json), json),
                new HubspotChecks(schemas),
                FORMS,
                List.of(),
                List.of());
    }
}
