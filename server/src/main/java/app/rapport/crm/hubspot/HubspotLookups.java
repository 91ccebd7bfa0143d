package app.rapport.crm.hubspot;

import static app.rapport.crm.hubspot.HubspotApi.CALLS;
import static app.rapport.crm.hubspot.HubspotApi.COMPANIES;
import static app.rapport.crm.hubspot.HubspotApi.CONTACTS;
import static app.rapport.crm.hubspot.HubspotApi.DEALS;
import static app.rapport.crm.hubspot.HubspotApi.MEETINGS;
import static app.rapport.crm.hubspot.HubspotApi.TASKS;

import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Line;
import app.rapport.crm.connector.Lookups;
import app.rapport.crm.connector.Prose;
import app.rapport.crm.connector.RemoteCompany;
import app.rapport.crm.connector.RemoteDeal;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.RemoteRef;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds people, companies, deals and our own records in an account. */
final class HubspotLookups extends Lookups {
    private static final int BATCH = 100;

    private final Line line;
    private final JsonMapper json;

    HubspotLookups(Line line, JsonMapper json, Clock clock) {
        super(clock);
        this.line = line;
        this.json = json;
    }

    @Override
    public List<RemotePerson> people(CrmAccount account, List<String> emails) throws CrmFailure {
        var found = new ArrayList<RemotePerson>();
        for (var email : emails) {
            var path = HubspotApi.object(CONTACTS, email) + "?idProperty=email&"
                    + HubspotApi.list("properties", List.of("email", "firstname", "lastname"))
                    + "&associations=companies,deals";
            var answer = line.find(account.connection(), path, "find contact by e-mail");
            if (answer != null) {
                found.add(person(answer.body(), email));
            }
        }
        return found;
    }

    private static RemotePerson person(JsonNode contact, String email) {
        var properties = contact.path("properties");
        var name = (properties.path("firstname").asString("") + " "
                        + properties.path("lastname").asString(""))
                .strip();
        var companies = contact.path("associations").path("companies").path("results");
        JsonNode company = companies.path(0);
        for (var one : companies) {
            if (one.path("type").asString("").equals("contact_to_company")) {
                company = one; // the primary one has the plain name
                break;
            }
        }
        var companyId = company.path("id").asString("");
        return new RemotePerson(
                new RemoteRef(CONTACTS, contact.path("id").asString("")),
                email,
                name.isEmpty() ? null : name,
                companyId.isEmpty() ? null : companyId,
                0,
                deals(contact));
    }

    private static List<String> deals(JsonNode record) {
        var ids = new ArrayList<String>();
        for (var deal : record.path("associations").path("deals").path("results")) {
            var id = deal.path("id").asString("");
            if (!id.isEmpty() && !ids.contains(id)) {
                ids.add(id); // one entry for each label of the association
            }
        }
        return ids;
    }

    @Override
    protected Optional<RemoteCompany> companyWithId(CrmAccount account, String id) throws CrmFailure {
        var answer = line.find(
                account.connection(),
                HubspotApi.object(COMPANIES, id) + "?properties=name&associations=deals",
                "read company");
        if (answer == null) {
            return Optional.empty();
        }
        var name = answer.body().path("properties").path("name").asString("");
        return Optional.of(new RemoteCompany(
                answer.body().path("id").asString(""), name.isEmpty() ? null : name, deals(answer.body())));
    }

    @Override
    protected Optional<RemoteCompany> companyOwning(CrmAccount account, String domain) throws CrmFailure {
        var rows = search(
                account,
                COMPANIES,
                List.of(filter("domain", "EQ", domain)),
                List.of("name"),
                1,
                "find company by domain");
        return rows.isEmpty()
                ? Optional.empty()
                : companyWithId(account, rows.getFirst().path("id").asString(""));
    }

    /** Reads the deals that the contact names: search is slower, scarcer and lags behind. */
    @Override
    protected Optional<RemoteDeal> openDealOf(CrmAccount account, RemotePerson person) throws CrmFailure {
        return openDeals(account, person.deals()).stream().findFirst();
    }

    @Override
    protected Optional<RemoteDeal> openDealOf(CrmAccount account, RemoteCompany company) throws CrmFailure {
        // Known by the contact's record alone, it has not been read yet.
        var whole =
                company.name() == null ? companyWithId(account, company.id()).orElse(company) : company;
        return openDeals(account, whole.deals()).stream().findFirst();
    }

    private List<RemoteDeal> openDeals(CrmAccount account, List<String> ids) throws CrmFailure {
        if (ids.isEmpty()) {
            return List.of();
        }
        var latest = ids.size() > BATCH ? ids.subList(ids.size() - BATCH, ids.size()) : ids;
        var rows =
                read(account, DEALS, latest, List.of("dealname", "dealstage", "amount", "closedate", "hs_is_closed"));
        return rows.stream()
                .filter(row -> !row.path("properties")
                        .path("hs_is_closed")
                        .asString("false")
                        .equals("true"))
                .map(HubspotLookups::deal)
                .sorted(Comparator.comparing(
                                RemoteDeal::closes, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(RemoteDeal::id))
                .toList();
    }

    private static RemoteDeal deal(JsonNode row) {
        var properties = row.path("properties");
        var amount = properties.path("amount").asString("");
        var closes = properties.path("closedate").asString("");
        var stage = properties.path("dealstage").asString("");
        return new RemoteDeal(
                row.path("id").asString(""),
                properties.path("dealname").asString(""),
                stage.isEmpty() ? null : stage,
                amount.matches("-?[0-9.]+") ? new BigDecimal(amount) : null,
                closes.length() >= 10 ? LocalDate.parse(closes.substring(0, 10)) : null);
    }

    @Override
    protected Optional<String> userWithEmail(CrmAccount account, String email) throws CrmFailure {
        var answer = line.get(account.connection(), HubspotApi.owners(email), "find owner by e-mail");
        var id = answer.body().path("results").path(0).path("id").asString("");
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    @Override
    public Map<String, String> values(CrmAccount account, RemoteRef record, List<String> fields) throws CrmFailure {
        var path = HubspotApi.object(record.type(), record.id()) + "?" + HubspotApi.list("properties", fields);
        var answer = line.find(account.connection(), path, "read " + record.type());
        var values = new LinkedHashMap<String, String>();
        if (answer != null) {
            for (var field : fields) {
                var value = answer.body().path("properties").path(field).asString("");
                if (!value.isEmpty()) {
                    values.put(field, value);
                }
            }
        }
        return values;
    }

    @Override
    protected List<RemoteRef> marked(CrmAccount account, Draft.Activity talk, Instant from) throws CrmFailure {
        var all = new ArrayList<RemoteRef>();
        for (var type : List.of(MEETINGS, CALLS)) {
            var body = type.equals(CALLS) ? "hs_call_body" : "hs_meeting_body";
            all.addAll(marked(account, type, body, talk.place(), talk.link().toString(), from));
        }
        return all;
    }

    @Override
    protected List<RemoteRef> marked(CrmAccount account, Draft.Task task, Instant from) throws CrmFailure {
        return marked(account, TASKS, "hs_task_body", task.place(), task.link().toString(), from);
    }

    /**
     * Walks from the contact or company, for search knows of new records only some seconds later. What hangs on neither,
     * because they were not known then, is left to search.
     */
    private List<RemoteRef> marked(
            CrmAccount account, String type, String body, Draft.Place place, String link, Instant from)
            throws CrmFailure {
        var person = place.person();
        var company = place.company();
        var found = List.<RemoteRef>of();
        if (person != null) {
            found = carrying(
                    link, type, body, associated(account, CONTACTS, person.ref().id(), type, body));
        }
        if (found.isEmpty() && company != null) {
            found = carrying(link, type, body, associated(account, COMPANIES, company.id(), type, body));
        }
        if (found.isEmpty()) {
            var since = filter("hs_createdate", "GTE", Long.toString(from.toEpochMilli()));
            found = carrying(
                    link,
                    type,
                    body,
                    search(account, type, List.of(since), List.of(body), BATCH, "look for an earlier record"));
        }
        return found;
    }

    private static List<RemoteRef> carrying(String link, String type, String body, List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> Prose.carries(row.path("properties").path(body).asString(""), Html.escaped(link)))
                .map(row -> new RemoteRef(type, row.path("id").asString("")))
                .toList();
    }

    private List<JsonNode> associated(CrmAccount account, String from, String id, String type, String body)
            throws CrmFailure {
        var ask = json.createObjectNode();
        ask.putArray("inputs").addObject().put("id", id);
        var answer = line.ask(
                account.connection(), HubspotApi.associations(from, type), ask, "list " + type + " of " + from);
        var ids = new ArrayList<String>();
        for (var result : answer.body().path("results")) {
            result.path("to").forEach(to -> ids.add(to.path("toObjectId").asString("")));
        }
        // The newest are the last made.
        var latest = ids.size() > BATCH ? ids.subList(ids.size() - BATCH, ids.size()) : ids;
        return latest.isEmpty() ? List.of() : read(account, type, latest, List.of(body));
    }

    private List<JsonNode> read(CrmAccount account, String type, List<String> ids, List<String> properties)
            throws CrmFailure {
        var ask = json.createObjectNode();
        var wanted = ask.putArray("properties");
        properties.forEach(wanted::add);
        ask.putArray("propertiesWithHistory");
        var inputs = ask.putArray("inputs");
        ids.forEach(one -> inputs.addObject().put("id", one));
        var records = line.ask(account.connection(), HubspotApi.objects(type) + "/batch/read", ask, "read " + type);
        var rows = new ArrayList<JsonNode>();
        records.body().path("results").forEach(rows::add);
        return rows;
    }

    private List<JsonNode> search(
            CrmAccount account,
            String type,
            List<ObjectNode> filters,
            List<String> properties,
            int limit,
            String purpose)
            throws CrmFailure {
        var ask = json.createObjectNode();
        var all = ask.putArray("filterGroups").addObject().putArray("filters");
        filters.forEach(all::add);
        var wanted = ask.putArray("properties");
        properties.forEach(wanted::add);
        ask.put("limit", limit);
        var answer = line.ask(account.connection(), HubspotApi.objects(type) + "/search", ask, purpose);
        var rows = new ArrayList<JsonNode>();
        answer.body().path("results").forEach(rows::add);
        return rows;
    }

    private ObjectNode filter(String property, String operator, @Nullable String value) {
        return json.createObjectNode()
                .put("propertyName", property)
                .put("operator", operator)
                .put("value", value);
    }
}
