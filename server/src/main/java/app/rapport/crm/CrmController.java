package app.rapport.crm;

import app.rapport.connections.ConnectionControl;
import app.rapport.connections.ConnectionView;
import app.rapport.crm.connector.Check;
import app.rapport.crm.connector.Mapping;
import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Source;
import app.rapport.crm.connector.Warning;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Wording;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** CRM connections over HTTP: set up, look at, map, pause, end. */
@RestController
@RequestMapping("/api/integrations/crm")
class CrmController {
    private final CrmDesk desk;
    private final ConnectionControl control;

    CrmController(CrmDesk desk, ConnectionControl control) {
        this.desk = desk;
        this.control = control;
    }

    /** @param config what the kind of CRM asks for: {@code apiKey} and {@code portalId} for HubSpot */
    record NewIntegration(
            @Nullable String crmType,
            @Size(max = 120) @Nullable String label,
            @Nullable Map<String, @Nullable String> config,
            @Nullable List<MappingItem> fieldMappings) {}

    record Change(@Size(max = 120) Patch<String> label, Patch<Boolean> paused, Patch<Map<String, String>> options) {}

    /**
     * @param warning why the mapping has no effect, null when it works
     * @param warningWords the same, for other languages
     */
    record MappingItem(
            String source,
            String object,
            String field,
            @Nullable Boolean enabled,
            @Nullable String warning,
            @Nullable Wording warningWords) {
        static MappingItem of(Mapping mapping, @Nullable Warning warning) {
            return new MappingItem(
                    mapping.source(),
                    mapping.object().word(),
                    mapping.field(),
                    mapping.enabled(),
                    warning == null ? null : warning.message(),
                    warning == null ? null : warning.words());
        }
    }

    /** @param excluded what never leaves: {@code summary}, or a kind of insight */
    record Mappings(List<MappingItem> items, List<Source> sources, List<String> excluded, List<String> excludable) {}

    /**
     * @param values to choose from; empty when any text of the form will do
     * @param value what counts now
     */
    record OptionItem(String name, List<String> values, String value) {}

    record Fields(String object, List<Schema.Field> fields, Instant asOf) {}

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ConnectionView connect(@Valid @RequestBody NewIntegration given) {
        return desk.connect(given);
    }

    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping
    Page<ConnectionView> list() {
        return Page.of(control.list("crm"));
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PatchMapping("/{id}")
    ConnectionView change(@PathVariable UUID id, @Valid @RequestBody Change change) {
        return desk.change(id, change);
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable UUID id) {
        desk.disconnect(id);
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping("/{id}/test")
    ConnectionControl.Test test(@PathVariable UUID id) {
        desk.known(id);
        return control.test(id);
    }

    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/fields")
    Fields fields(
            @RequestParam(required = false) @Nullable UUID connection,
            @RequestParam(defaultValue = "contact") String object,
            @RequestParam(defaultValue = "false") boolean refresh) {
        var schema = desk.fields(connection, object, refresh);
        return new Fields(schema.object(), schema.fields(), schema.asOf());
    }

    /** What may be chosen for the connection; a choice is made by changing the connection. */
    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/{id}/options")
    Page<OptionItem> options(@PathVariable UUID id) {
        return Page.of(desk.options(id));
    }

    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/{id}/mappings")
    Mappings mappings(@PathVariable UUID id) {
        return new Mappings(desk.mappings(id), Source.ALL, desk.excluded(id), Exclusions.KNOWN);
    }

    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PutMapping("/{id}/mappings")
    Mappings map(@PathVariable UUID id, @RequestBody MappingItems given) {
        desk.map(id, given.items(), given.excluded());
        return mappings(id);
    }

    /** @param excluded null leaves it as it is */
    record MappingItems(List<MappingItem> items, @Nullable List<String> excluded) {}

    /** Fields that look made for our facts, surest first. Nothing is mapped by asking. */
    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/{id}/mappings/suggestions")
    Page<MappingSuggestions.Suggestion> suggestions(@PathVariable UUID id) {
        return Page.of(desk.suggestions(id));
    }

    /** What must be right in the CRM before anything can flow. */
    @Requires(Permission.INTEGRATIONS_READ)
    @GetMapping("/checks")
    Page<Check> checks(@RequestParam(required = false) @Nullable UUID connection) {
        return Page.of(desk.checks(connection));
    }

    /** Brings every completed conversation up to date, in one CRM or all of them. */
    @Requires(Permission.INTEGRATIONS_MANAGE)
    @PostMapping("/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started sync(@RequestBody(required = false) @Nullable Which which) {
        return new Started(desk.syncAll(which == null ? null : which.connectionId()));
    }

    record Which(@Nullable UUID connectionId) {}

    record Started(UUID jobId) {}
}
