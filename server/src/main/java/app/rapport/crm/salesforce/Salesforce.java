package app.rapport.crm.salesforce;

import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.Check;
import app.rapport.crm.connector.CompanyHint;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.DealHint;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Mapping;
import app.rapport.crm.connector.Plan;
import app.rapport.crm.connector.RemoteCompany;
import app.rapport.crm.connector.RemoteDeal;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Written;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Salesforce's side of the contract; each concern is one class beside this. */
@Component
public class Salesforce implements CrmConnector {
    /** The version Rapport is written against; an organisation may set another one for a connection. */
    static final String API_VERSION = "v66.0";

    private final SalesforceSchemas schemas;
    private final SalesforceLookups lookups;
    private final SalesforceWrites writes;
    private final SalesforceChecks checks;

    public Salesforce(ProviderHttp http, JsonMapper json, Clock clock) {
        var errors = new SalesforceErrors();
        var line = new Line(http, json, "Salesforce", errors);
        this.schemas = new SalesforceSchemas(line, clock);
        this.lookups = new SalesforceLookups(line, clock);
        this.writes = new SalesforceWrites(line, errors, schemas, new SalesforceBodies(schemas, json), json);
        this.checks = new SalesforceChecks(line, schemas);
    }

    static String version(CrmAccount account) {
        var chosen = account.option("apiVersion", API_VERSION);
        return chosen.matches("v[0-9]{2}\\.0") ? chosen : API_VERSION;
    }

    static String data(CrmAccount account) {
        return "/services/data/" + version(account);
    }

    @Override
    public String crmType() {
        return "salesforce";
    }

    @Override
    public String name() {
        return "Salesforce";
    }

    @Override
    public List<RemotePerson> findPeople(CrmAccount account, List<String> emails) throws CrmFailure {
        return lookups.people(account, emails);
    }

    @Override
    public Optional<RemoteCompany> findCompany(CrmAccount account, CompanyHint hint) throws CrmFailure {
        return lookups.company(account, hint);
    }

    @Override
    public Optional<RemoteDeal> findOpenDeal(CrmAccount account, DealHint hint) throws CrmFailure {
        return lookups.openDeal(account, hint);
    }

    @Override
    public Optional<String> findOwner(CrmAccount account, String email) throws CrmFailure {
        return lookups.owner(account, email);
    }

    @Override
    public Map<String, String> read(CrmAccount account, RemoteRef record, List<String> fields) throws CrmFailure {
        return lookups.values(account, record, fields);
    }

    @Override
    public Plan plan(CrmAccount account, List<Draft> drafts) throws CrmFailure {
        return writes.plan(account, drafts);
    }

    @Override
    public List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure {
        return writes.carryOut(account, request);
    }

    @Override
    public List<RemoteRef> lookFor(CrmAccount account, Draft draft, Instant since) throws CrmFailure {
        return lookups.marked(account, draft, since);
    }

    @Override
    public Schema schema(CrmAccount account, CrmObject object, boolean fresh) throws CrmFailure {
        return schemas.of(account, SalesforceBodies.objectOf(object), fresh);
    }

    @Override
    public List<Check> checks(CrmAccount account) throws CrmFailure {
        return checks.of(account);
    }

    @Override
    public List<Mapping> defaultMappings() {
        return List.of(
                new Mapping("insights", CrmObject.ACTIVITY, "Custom_Insights__c", true),
                new Mapping("actions", CrmObject.ACTIVITY, "Custom_Actions__c", true));
    }
}
