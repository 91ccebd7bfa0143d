package app.rapport.crm.salesforce;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.Choice;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Forms;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Mapping;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Salesforce's side of the contract; each part is one class beside this. */
@Configuration(proxyBeanMethods = false)
public class Salesforce {
    static final String NAME = "Salesforce";

    /** The version Rapport is written against; an organisation may set another one for a connection. */
    private static final Choice API_VERSION = new Choice("apiVersion", List.of(), "v[0-9]{2}\\.0", "v66.0");

    private static final Forms FORMS = new Forms("event", "Event", "task", "Task");

    @Bean("salesforceConnector")
    public static CrmConnector connector(ProviderHttp http, JsonMapper json, Clock clock) {
        var errors = new SalesforceErrors();
        var line = new Line(http, json, NAME, errors);
        var schemas = new SalesforceSchemas(line, clock);
        return new CrmConnector(
                "salesforce",
                NAME,
                new SalesforceLookups(line, clock),
                schemas,
                new SalesforceWrites(line, errors, schemas, new SalesforceBodies(schemas, FORMS, json), json),
                new SalesforceChecks(line, schemas),
                FORMS,
                List.of(API_VERSION),
                List.of(
                        new Mapping("insights", CrmObject.ACTIVITY, "Custom_Insights__c", true),
                        new Mapping("actions", CrmObject.ACTIVITY, "Custom_Actions__c", true)));
    }

    static String version(CrmAccount account) {
        return account.option(API_VERSION);
    }

    static String data(CrmAccount account) {
        return "/services/data/" + version(account);
    }
}
