package app.rapport.crm.salesforce;

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
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds people, companies, deals and our own records in an org. */
final class SalesforceLookups extends Lookups {
    private static final String OPEN_OPPORTUNITY =
            "SELECT Id, Name, StageName, Amount, CloseDate FROM Opportunity WHERE IsClosed = false AND ";
    private static final String EARLIEST_FIRST = " ORDER BY CloseDate LIMIT 20";

    private final Line line;

    SalesforceLookups(Line line, Clock clock) {
        super(clock);
        this.line = line;
    }

    @Override
    public List<RemotePerson> people(CrmAccount account, List<String> emails) throws CrmFailure {
        if (emails.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<String, RemotePerson>();
        var contacts = query(
                account,
                "SELECT Id, Name, Email, AccountId FROM Contact WHERE Email IN " + Soql.list(emails)
                        + " ORDER BY LastModifiedDate DESC LIMIT 200",
                "find contacts by e-mail");
        for (var email : emails) {
            var matches = withEmail(contacts, email);
            // Of several, one that belongs to a company; else the one changed last, which comes first.
            var best = matches.stream()
                    .filter(row -> !row.path("AccountId").asString("").isEmpty())
                    .findFirst()
                    .or(() -> matches.stream().findFirst());
            best.ifPresent(row -> found.put(email, person("Contact", row, email, matches.size() - 1)));
        }
        var missing = emails.stream().filter(email -> !found.containsKey(email)).toList();
        if (!missing.isEmpty()) {
            var leads = query(
                    account,
                    "SELECT Id, Name, Email FROM Lead WHERE IsConverted = false AND Email IN " + Soql.list(missing)
                            + " ORDER BY LastModifiedDate DESC LIMIT 200",
                    "find leads by e-mail");
            for (var email : missing) {
                var matches = withEmail(leads, email);
                if (!matches.isEmpty()) {
                    found.put(email, person("Lead", matches.getFirst(), email, matches.size() - 1));
                }
            }
        }
        return emails.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static List<JsonNode> withEmail(List<JsonNode> rows, String email) {
        return rows.stream()
                .filter(row -> row.path("Email").asString("").equalsIgnoreCase(email))
                .toList();
    }

    private static RemotePerson person(String type, JsonNode row, String email, int others) {
        return new RemotePerson(
                new RemoteRef(type, row.path("Id").asString("")),
                email,
                textOrNull(row, "Name"),
                textOrNull(row, "AccountId"),
                others,
                List.of());
    }

    @Override
    protected Optional<RemoteCompany> companyWithId(CrmAccount account, String id) throws CrmFailure {
        if (!id.matches("[A-Za-z0-9]{15,18}")) {
            return Optional.empty();
        }
        var rows =
                query(account, "SELECT Id, Name FROM Account WHERE Id = " + Soql.text(id) + " LIMIT 1", "read account");
        return rows.stream().findFirst().map(SalesforceLookups::company);
    }

    @Override
    protected Optional<RemoteCompany> companyOwning(CrmAccount account, String domain) throws CrmFailure {
        var rows = query(
                account,
                "SELECT Id, Name, Website FROM Account WHERE Website LIKE " + Soql.containing(domain) + " LIMIT 20",
                "find account by domain");
        // The pattern also finds acme.com.evil and notacme.com.
        return rows.stream()
                .filter(row -> host(row.path("Website").asString("")).equals(domain.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(SalesforceLookups::company);
    }

    private static RemoteCompany company(JsonNode row) {
        return new RemoteCompany(row.path("Id").asString(""), textOrNull(row, "Name"), List.of());
    }

    /** The host of a web address people typed, without www. */
    static String host(String website) {
        var text = website.strip().toLowerCase(Locale.ROOT);
        try {
            var host =
                    URI.create(text.contains("://") ? text : "https://" + text).getHost();
            return host == null ? "" : host.startsWith("www.") ? host.substring(4) : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    protected Optional<RemoteDeal> openDealOf(CrmAccount account, RemotePerson person) throws CrmFailure {
        return person.ref().type().equals("Contact")
                ? first(
                        account,
                        "Id IN (SELECT OpportunityId FROM OpportunityContactRole WHERE ContactId = "
                                + Soql.text(person.ref().id()) + ")",
                        "find the contact's open opportunities")
                : Optional.empty();
    }

    @Override
    protected Optional<RemoteDeal> openDealOf(CrmAccount account, RemoteCompany company) throws CrmFailure {
        return first(account, "AccountId = " + Soql.text(company.id()), "find the account's open opportunities");
    }

    private Optional<RemoteDeal> first(CrmAccount account, String whose, String purpose) throws CrmFailure {
        return query(account, OPEN_OPPORTUNITY + whose + EARLIEST_FIRST, purpose).stream()
                .findFirst()
                .map(SalesforceLookups::deal);
    }

    private static RemoteDeal deal(JsonNode row) {
        var amount = row.path("Amount");
        var closes = textOrNull(row, "CloseDate");
        return new RemoteDeal(
                row.path("Id").asString(""),
                row.path("Name").asString(""),
                textOrNull(row, "StageName"),
                amount.isNumber() ? new BigDecimal(amount.asString()) : null,
                closes == null ? null : LocalDate.parse(closes));
    }

    @Override
    protected Optional<String> userWithEmail(CrmAccount account, String email) throws CrmFailure {
        var soql = "SELECT Id FROM User WHERE IsActive = true AND Email = " + Soql.text(email) + " LIMIT 2";
        return query(account, soql, "find user by e-mail").stream()
                .findFirst()
                .map(row -> row.path("Id").asString(""));
    }

    @Override
    public Map<String, String> values(CrmAccount account, RemoteRef record, List<String> fields) throws CrmFailure {
        var path = Salesforce.data(account) + "/sobjects/" + record.type() + "/" + record.id() + "?fields="
                + Soql.parameter(String.join(",", fields));
        var answer = line.find(account.connection(), path, "read " + record.type());
        var values = new LinkedHashMap<String, String>();
        if (answer != null) {
            for (var field : fields) {
                var value = answer.body().path(field);
                if (value.isValueNode() && !value.isNull()) {
                    values.put(field, value.asString());
                }
            }
        }
        return values;
    }

    @Override
    protected List<RemoteRef> marked(CrmAccount account, Draft.Activity talk, Instant from) throws CrmFailure {
        var link = talk.link().toString();
        var events = marked(account, "Event", "ActivityDateTime = " + Soql.time(talk.start()), from, link);
        // Calls are tasks, and so are meetings where the organisation wants it.
        return events.isEmpty() ? marked(account, "Task", "", from, link) : events;
    }

    @Override
    protected List<RemoteRef> marked(CrmAccount account, Draft.Task task, Instant from) throws CrmFailure {
        return marked(account, "Task", "", from, task.link().toString());
    }

    private List<RemoteRef> marked(CrmAccount account, String type, String where, Instant from, String link)
            throws CrmFailure {
        var soql = "SELECT Id, Description FROM " + type + " WHERE " + (where.isEmpty() ? "" : where + " AND ")
                + "CreatedDate >= " + Soql.time(from) + " ORDER BY CreatedDate LIMIT 2000";
        var rows = query(account, soql, "look for an earlier " + type.toLowerCase(Locale.ROOT));
        return rows.stream()
                .filter(row -> Prose.carries(row.path("Description").asString(""), link))
                .map(row -> new RemoteRef(type, row.path("Id").asString("")))
                .toList();
    }

    List<JsonNode> query(CrmAccount account, String soql, String purpose) throws CrmFailure {
        var answer =
                line.get(account.connection(), Salesforce.data(account) + "/query?q=" + Soql.parameter(soql), purpose);
        var rows = new ArrayList<JsonNode>();
        answer.body().path("records").forEach(rows::add);
        return rows;
    }

    private static @Nullable String textOrNull(JsonNode row, String field) {
        var value = row.path(field).asString("");
        return value.isEmpty() ? null : value;
    }
}
