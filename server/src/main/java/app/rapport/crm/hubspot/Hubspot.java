package app.rapport.crm.hubspot;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** HubSpot's side of the contract; each concern is one class beside this. */
@Component
public class Hubspot implements CrmConnector {
    private final Line line;
    private final HubspotSchemas schemas;
    private final HubspotLookups lookups;
    private final HubspotWrites writes;

    public Hubspot(ProviderHttp http, JsonMapper json, Clock clock) {
        this.line = new Line(http, json, "HubSpot", new HubspotErrors(clock));
        this.schemas = new HubspotSchemas(line, clock);
        this.lookups = new HubspotLookups(line, json, clock);
        this.writes = new HubspotWrites(line, schemas, new HubspotBodies(schemas, json), json);
    }

    @Override
    public String crmType() {
        return "hubspot";
    }

    @Override
    public String name() {
        return "HubSpot";
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
        return schemas.of(account, HubspotBodies.objectOf(object), fresh);
    }

    @Override
    public List<Check> checks(CrmAccount account) throws CrmFailure {
        var checks = new ArrayList<Check>();
        for (var type : List.of(
                HubspotApi.MEETINGS, HubspotApi.TASKS, HubspotApi.CONTACTS, HubspotApi.COMPANIES, HubspotApi.DEALS)) {
            try {
                schemas.of(account, type, true);
                checks.add(Check.fine(type, "Rapport can use " + type + "."));
            } catch (CrmFailure e) {
                if (e.fault().status() == null) {
                    throw e;
                }
                checks.add(Check.missing(type, e.fault().message(), e.fault().nextStep()));
            }
        }
        return checks;
    }

    @Override
    public List<Mapping> defaultMappings() {
        return List.of();
    }
}
