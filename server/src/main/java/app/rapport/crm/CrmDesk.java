package app.rapport.crm;

import app.rapport.audit.AuditTrail;
import app.rapport.connections.ConnectionControl;
import app.rapport.connections.ConnectionView;
import app.rapport.crm.CrmController.Change;
import app.rapport.crm.CrmController.MappingItem;
import app.rapport.crm.CrmController.NewIntegration;
import app.rapport.crm.CrmController.OptionItem;
import app.rapport.crm.Integrations.FieldMappings;
import app.rapport.crm.Integrations.Integration;
import app.rapport.crm.connector.Check;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Mapping;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Source;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Problem;
import app.rapport.platform.Wording;
import app.rapport.platform.jobs.Jobs;
import app.rapport.platform.lanes.DeliveryLanes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets up CRM connections and answers what a person asks about them. Talks to CRMs outside transactions. */
@Service
class CrmDesk {
    /** Records that have fields to be filled as an organisation likes. */
    private static final List<CrmObject> MAPPABLE = List.of(CrmObject.ACTIVITY, CrmObject.CONTACT);

    private final Integrations integrations;
    private final Connectors connectors;
    private final ConnectionControl control;
    private final DeliveryLanes lanes;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    CrmDesk(
            Integrations integrations,
            Connectors connectors,
            ConnectionControl control,
            DeliveryLanes lanes,
            Jobs jobs,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.integrations = integrations;
        this.connectors = connectors;
        this.control = control;
        this.lanes = lanes;
        this.jobs = jobs;
        this.audit = audit;
        this.transaction = transaction;
    }

    ConnectionView connect(NewIntegration given) {
        var crmType = given.crmType() == null ? "" : given.crmType();
        connectors.of(crmType);
        var config = given.config();
        var key = config == null ? null : config.get("apiKey");
        if (config == null || key == null || key.isBlank()) {
            throw Problem.invalid("missing_api_key", "Paste the key of the account as config.apiKey.")
                    .with("field", "config.apiKey");
        }
        var mappings = given.fieldMappings() == null ? null : checked(given.fieldMappings());
        var portal = config.get("portalId");
        var view = control.connectWithToken(
                crmType, given.label(), key.strip(), portal == null || portal.isBlank() ? null : portal.strip());
        inTransaction(() -> {
            var integration = integrations.get(view.id());
            if (mappings != null) {
                integrations.map(
                        integration.id(),
                        new FieldMappings(mappings, integration.fields().excluded()));
            }
            return integration;
        });
        return view;
    }

    ConnectionView change(UUID id, Change change) {
        var connector = connectors.of(known(id).crmType());
        var label = change.label().over(control.view(id).label(), "label");
        var options = change.options().over(Map.of(), "options");
        options.forEach((option, value) -> check(connector, option, value));
        if (change.label().given() || !options.isEmpty()) {
            control.change(id, label, options);
        }
        if (change.paused().given()) {
            var paused = change.paused().over(false, "paused");
            control.pause(id, paused);
            inTransaction(() -> {
                integrations.enabled(id, !paused);
                return id;
            });
        }
        return control.view(id);
    }

    /** An empty value undoes a choice. */
    private static void check(CrmConnector connector, String option, String value) {
        var choice = connector.choices().stream()
                .filter(one -> one.name().equals(option))
                .findFirst()
                .orElseThrow(() -> unknown(option, connector.name() + " has no option of this name."));
        if (!value.isEmpty() && !choice.takes(value)) {
            throw unknown(
                    option,
                    choice.values().isEmpty()
                            ? "This option takes a value like " + choice.otherwise() + "."
                            : "This option takes " + String.join(", ", choice.values()) + ".");
        }
    }

    private static Problem unknown(String option, String message) {
        return Problem.invalid("unknown_option", message).with("field", "options." + option);
    }

    /** What may be chosen for the connection, and what is. */
    List<OptionItem> options(UUID id) {
        var integration = known(id);
        var chosen = integration.connection().settings();
        return connectors.of(integration.crmType()).choices().stream()
                .map(choice -> new OptionItem(
                        choice.name(), choice.values(), chosen.getOrDefault(choice.name(), choice.otherwise())))
                .toList();
    }

    void disconnect(UUID id) {
        var integration = known(id);
        control.disconnect(id);
        inTransaction(() -> {
            lanes.close(integration.lane());
            return id;
        });
    }

    Integration known(UUID id) {
        return inTransaction(() -> integrations.get(id));
    }

    Schema fields(@Nullable UUID connection, String object, boolean refresh) {
        var kind = kind(object);
        var line = line(connection);
        return ask(() -> line.connector().schemas().of(line.account(), kind, refresh));
    }

    List<Check> checks(@Nullable UUID connection) {
        var line = line(connection);
        return ask(() -> line.connector().checks().of(line.account()));
    }

    /** With a warning where the CRM has no such field. When it cannot be asked, without. */
    List<MappingItem> mappings(UUID id) {
        var line = line(id);
        var schemas = new EnumMap<CrmObject, Schema>(CrmObject.class);
        var items = new ArrayList<MappingItem>();
        for (var mapping : line.integration().mappings()) {
            Warning warning = null;
            try {
                var schema = schemas.get(mapping.object());
                if (schema == null) {
                    schema = line.connector().schemas().of(line.account(), mapping.object(), false);
                    schemas.put(mapping.object(), schema);
                }
                if (!schema.writable(mapping.field())) {
                    var crm = line.connector().name();
                    warning = new Warning(
                            crm + " has no field " + mapping.field() + " there that Rapport may write.",
                            Wording.of("mapping_without_field")
                                    .with("provider", crm)
                                    .with("field", mapping.field()));
                }
            } catch (CrmFailure unknown) {
                warning = null;
            }
            items.add(MappingItem.of(mapping, warning));
        }
        return items;
    }

    void map(UUID id, @Nullable List<MappingItem> items, @Nullable List<String> excluded) {
        var mappings = checked(items);
        var strange = (excluded == null ? List.<String>of() : excluded)
                .stream()
                        .map(String::valueOf)
                        .filter(kind -> !Exclusions.KNOWN.contains(kind))
                        .collect(Collectors.joining(", "));
        if (!strange.isEmpty()) {
            throw Problem.invalid(
                            "unknown_source",
                            "There is nothing called “" + strange + "” to keep out. There is "
                                    + String.join(", ", Exclusions.KNOWN) + ".")
                    .with("source", strange)
                    .with("field", "excluded");
        }
        inTransaction(() -> {
            var before = integrations.get(id).fields();
            var kept = excluded == null ? before.excluded() : new TreeSet<>(excluded);
            integrations.map(id, new FieldMappings(mappings, kept));
            audit.record(
                    "crm.mappings_changed",
                    "connection",
                    id.toString(),
                    Map.of("mappings", mappings, "excluded", kept));
            return id;
        });
    }

    List<String> excluded(UUID id) {
        return known(id).fields().excluded().stream().sorted().toList();
    }

    List<MappingSuggestions.Suggestion> suggestions(UUID id) {
        var line = line(id);
        return ask(() -> {
            var schemas = new EnumMap<CrmObject, Schema>(CrmObject.class);
            for (var object : MAPPABLE) {
                schemas.put(object, line.connector().schemas().of(line.account(), object, false));
            }
            return MappingSuggestions.of(schemas, line.integration().mappings());
        });
    }

    private List<Mapping> checked(@Nullable List<MappingItem> items) {
        if (items == null || items.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("invalid_field", "Name the mappings as a list of items.")
                    .with("field", "items");
        }
        var mappings = new ArrayList<Mapping>();
        for (var item : items) {
            if (Source.ALL.stream().noneMatch(source -> source.id().equals(item.source()))) {
                throw Problem.invalid("unknown_source", "There is nothing called “" + item.source() + "” to map.")
                        .with("source", item.source())
                        .with("field", "source");
            }
            if (item.field() == null || !item.field().matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
                throw Problem.invalid("invalid_field", "A field's name has letters, digits and underscores.")
                        .with("field", "field");
            }
            var object = kind(item.object());
            if (!MAPPABLE.contains(object)) {
                throw Problem.invalid("unknown_object", "Fields of meetings (activity) and contacts can be filled.")
                        .with("field", "object");
            }
            var mapping = new Mapping(item.source(), object, item.field(), !Boolean.FALSE.equals(item.enabled()));
            if (!mappings.contains(mapping)) {
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    /** Our word for a kind of record, or any CRM's own. */
    private CrmObject kind(@Nullable String object) {
        var word = object == null ? "" : object;
        return CrmObject.of(word)
                .or(() -> connectors.all().stream()
                        .flatMap(connector -> Stream.of(CrmObject.values())
                                .filter(kind -> connector.schemas().type(kind).equalsIgnoreCase(word)))
                        .findFirst())
                .orElseThrow(() -> Problem.invalid(
                                "unknown_object", "Records are activity, call, task, contact, company or deal.")
                        .with("field", "object"));
    }

    UUID syncAll(@Nullable UUID connection) {
        return inTransaction(() -> {
            var subject = connection == null
                    ? SyncAll.EVERYTHING
                    : integrations.get(connection).id().toString();
            var running =
                    jobs.underWay(SyncAll.KIND, subject).or(() -> jobs.underWay(SyncAll.KIND, SyncAll.EVERYTHING));
            if (running.isPresent()) {
                throw Problem.conflict("sync_running", "A sync of everything is running already.")
                        .with("jobId", running.get());
            }
            if (integrations.all().isEmpty()) {
                throw Problem.conflict("no_crm_connected", "No CRM is connected yet. Connect one under Integrations.");
            }
            audit.record("crm.sync_started", "crm", connection == null ? null : connection.toString(), Map.of());
            return jobs.start(SyncAll.KIND, subject);
        });
    }

    private record CrmLine(Integration integration, CrmConnector connector, CrmAccount account) {}

    /** The connection asked for, or the first there is. */
    private CrmLine line(@Nullable UUID connection) {
        return inTransaction(() -> {
            var integration = connection != null
                    ? integrations.get(connection)
                    : integrations.all().stream().findFirst().orElseThrow(() -> Problem.notFound("CRM connection"));
            return new CrmLine(integration, connectors.of(integration.crmType()), integrations.account(integration));
        });
    }

    private interface Question<T> {
        T ask() throws CrmFailure;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (CrmFailure e) {
            throw CrmProblems.of(e.fault());
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
