package app.rapport.crm.hubspot;

import app.rapport.connections.Connections;
import app.rapport.connections.Connections.Located;
import app.rapport.connections.ProviderApps;
import app.rapport.connections.ProviderHttp;
import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.CustomerDirectory.StakeholderFacts;
import app.rapport.customers.CustomerMatching;
import app.rapport.customers.Match;
import app.rapport.customers.Sighting;
import app.rapport.intake.IntakeHandler;
import app.rapport.intake.IntakeMemory;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears from HubSpot what people changed there about a contact, and brings the stakeholder up to date. One address serves
 * all accounts: each event names its portal.
 *
 * <p>Events come several times and in any order. Of each property the newest word counts, whenever it arrives.
 */
@Component
class HubspotIntake implements IntakeHandler {
    private static final String PROVIDER = "hubspot";
    private static final String CONTACT_TYPE = "0-1";
    private static final Set<String> WATCHED = Set.of("firstname", "lastname", "email", "jobtitle");

    private final Connections connections;
    private final ProviderHttp http;
    private final CustomerMatching matching;
    private final CustomerDirectory customers;
    private final IntakeMemory memory;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final @Nullable SignatureV3 signature;

    HubspotIntake(
            ProviderApps apps,
            Connections connections,
            ProviderHttp http,
            CustomerMatching matching,
            CustomerDirectory customers,
            IntakeMemory memory,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.connections = connections;
        this.http = http;
        this.matching = matching;
        this.customers = customers;
        this.memory = memory;
        this.transaction = transaction;
        this.json = json;
        this.signature = apps.clientSecret(PROVIDER).map(SignatureV3::new).orElse(null);
    }

    /** A property of a contact that was changed by somebody other than us. */
    private record Changed(String portal, String contact, String property, String value, Instant at, long eventId) {}

    /** What HubSpot knows of a contact right now. */
    private record Contact(String id, String email, String first, String last) {}

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public Verdict verify(Request request) {
        return signature == null
                ? new Verdict.Refused(
                        "provider_not_configured", "This installation has no HubSpot app, so nothing can be verified.")
                : signature.check(request);
    }

    @Override
    public Set<OrganizationId> concerns(Receipt receipt) {
        var portals = new HashSet<String>();
        for (var event : events(receipt)) {
            portals.add(event.path("portalId").asString(""));
        }
        return portals.stream()
                .filter(portal -> !portal.isEmpty())
                .flatMap(portal -> connections.locate(PROVIDER, portal).stream())
                .map(Located::organization)
                .collect(Collectors.toSet());
    }

    @Override
    public void handle(Receipt receipt) throws CallFailed {
        var byPortal = Stream.of(events(receipt))
                .flatMap(List::stream)
                .flatMap(event -> changed(event).stream())
                .collect(Collectors.groupingBy(Changed::portal));
        for (var portal : byPortal.entrySet()) {
            for (var place : connections.locate(PROVIDER, portal.getKey())) {
                Tenancy.<@Nullable Void, CallFailed>in(place.organization(), () -> {
                    bringUpToDate(place, portal.getValue());
                    return null;
                });
            }
        }
    }

    private void bringUpToDate(Located place, List<Changed> changes) throws CallFailed {
        var contacts = new HashMap<String, Optional<Contact>>();
        for (var change : changes) {
            var contact = contacts.get(change.contact());
            if (contact == null) {
                contact = ask(place, change.contact());
                contacts.put(change.contact(), contact);
            }
            contact.ifPresent(known -> apply(known, change));
        }
    }

    private void apply(Contact contact, Changed change) {
        transaction.executeWithoutResult(status -> {
            var name = (contact.first() + " " + contact.last()).strip();
            var match = matching.resolve(
                    new Sighting(PROVIDER, contact.id(), contact.email(), name.isEmpty() ? null : name));
            if (!(match instanceof Match.Known(var customer, var stakeholder))) {
                // A CRM holds many people who never met us: a change there makes nobody wait in our queue.
                status.setRollbackOnly();
                return;
            }
            var subject = "contact:" + contact.id() + ":" + change.property();
            if (memory.newest(PROVIDER, subject, change.at(), change.eventId())) {
                customers.update(stakeholder, facts(contact, change), PROVIDER, true);
            }
        });
    }

    private static StakeholderFacts facts(Contact contact, Changed change) {
        return switch (change.property()) {
            case "firstname" -> new StakeholderFacts((change.value() + " " + contact.last()).strip(), null, null, null);
            case "lastname" -> new StakeholderFacts((contact.first() + " " + change.value()).strip(), null, null, null);
            case "email" -> new StakeholderFacts(null, change.value(), null, null);
            default -> new StakeholderFacts(null, null, change.value(), null);
        };
    }

    /** An event tells the contact's number only; whose it is stands in HubSpot. */
    private Optional<Contact> ask(Located place, String id) throws CallFailed {
        var reply = http.send(
                place.connectionId(),
                new Call(
                        "GET",
                        HubspotApi.object(HubspotApi.CONTACTS, id) + "?properties=email,firstname,lastname",
                        Map.of(),
                        null,
                        "read the contact that changed",
                        false));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (reply.status() >= 300) {
            throw new CallFailed(
                    CallFailed.Reason.BROKEN, "HubSpot answered " + reply.status() + " to a read", null, null);
        }
        try {
            var properties = json.readTree(reply.body()).path("properties");
            return Optional.of(new Contact(
                    id,
                    properties.path("email").asString(""),
                    properties.path("firstname").asString(""),
                    properties.path("lastname").asString("")));
        } catch (JacksonException e) {
            throw new CallFailed(CallFailed.Reason.BROKEN, "HubSpot's answer is not JSON", null, e);
        }
    }

    private List<JsonNode> events(Receipt receipt) {
        try {
            var all = new ArrayList<JsonNode>();
            var body = json.readTree(receipt.body());
            if (body.isArray()) {
                body.forEach(all::add);
            } else {
                all.add(body);
            }
            return all;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is not JSON", e);
        }
    }

    /** Both vocabularies; empty for what is not ours to hear: other objects, other properties, our own writes coming back. */
    private static Optional<Changed> changed(JsonNode event) {
        var type = event.path("subscriptionType").asString("");
        var contact = type.equals("contact.propertyChange")
                || (type.equals("object.propertyChange")
                        && event.path("objectTypeId").asString("").equals(CONTACT_TYPE));
        var property = event.path("propertyName").asString("");
        var id = event.path("objectId").asString("");
        if (!contact || !WATCHED.contains(property) || !id.matches("[0-9]{1,20}") || isEcho(event)) {
            return Optional.empty();
        }
        return Optional.of(new Changed(
                event.path("portalId").asString(""),
                id,
                property,
                event.path("propertyValue").asString(""),
                Instant.ofEpochMilli(event.path("occurredAt").asLong(0)),
                event.path("eventId").asLong(0)));
    }

    private static boolean isEcho(JsonNode event) {
        return event.path("changeSource").asString("").equals("INTEGRATION")
                && event.path("sourceId")
                        .asString("")
                        .equals(event.path("appId").asString("-"));
    }
}
