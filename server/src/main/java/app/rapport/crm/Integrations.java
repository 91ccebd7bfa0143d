package app.rapport.crm;

import app.rapport.connections.ConnectionHealth;
import app.rapport.connections.Connections;
import app.rapport.connections.Connections.Connection;
import app.rapport.crm.connector.Choice;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.Mapping;
import app.rapport.identity.Organizations;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.lanes.DeliveryLanes;
import app.rapport.platform.lanes.LaneId;
import app.rapport.platform.lanes.LaneSettings;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The CRM connections of the organisation in scope with what this module keeps about each. Wants a caller's transaction. */
@Component
class Integrations {
    private static final SealedColumn CONFIG = new SealedColumn("crm.sealed_config", "sealed");
    private static final String CATEGORY = "crm";

    private final Connections connections;
    private final ConnectionHealth health;
    private final Connectors connectors;
    private final Organizations organizations;
    private final DeliveryLanes lanes;
    private final Secrets secrets;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    Integrations(
            Connections connections,
            ConnectionHealth health,
            Connectors connectors,
            Organizations organizations,
            DeliveryLanes lanes,
            Secrets secrets,
            JdbcClient db,
            JsonMapper json,
            Clock clock) {
        this.connections = connections;
        this.health = health;
        this.connectors = connectors;
        this.organizations = organizations;
        this.lanes = lanes;
        this.secrets = secrets;
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn crmConfig() {
            return CONFIG;
        }
    }

    /**
     * What goes into fields of the organisation's choice, and what never leaves.
     *
     * @param excluded see {@link Exclusions}
     */
    record FieldMappings(List<Mapping> items, Set<String> excluded) {
        static final FieldMappings NONE = new FieldMappings(List.of(), Set.of());
    }

    /** A connection that has a connector, and what was decided about its fields. */
    record Integration(Connection connection, FieldMappings fields) {
        List<Mapping> mappings() {
            return fields.items();
        }

        Exclusions excluded() {
            return new Exclusions(fields.excluded());
        }

        UUID id() {
            return connection.id();
        }

        String crmType() {
            return connection.provider();
        }

        LaneId lane() {
            return new LaneId(connection.id());
        }
    }

    List<Integration> all() {
        return connections.ofCategory(CATEGORY).stream()
                .filter(connection -> connectors.knows(connection.provider()))
                .map(this::kept)
                .toList();
    }

    Optional<Integration> find(UUID id) {
        return connections
                .find(id)
                .filter(connection -> connectors.knows(connection.provider())
                        && !connection.state().equals("disconnected"))
                .map(this::kept);
    }

    Integration get(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("CRM connection"));
    }

    CrmAccount account(Integration integration) {
        var connection = integration.connection();
        return new CrmAccount(
                connection.id(), organizations.current().zone(), connection.externalAccount(), connection.settings());
    }

    /** When what happens now is to go there by the connection's frequency; null for at once. */
    @Nullable
    Instant due(Integration integration) {
        var account = account(integration);
        var now = clock.instant().atZone(account.zone());
        return switch (account.option(Choice.FREQUENCY)) {
            case "hourly" -> now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case "daily" ->
                now.toLocalDate().plusDays(1).atStartOfDay(account.zone()).toInstant();
            default -> null;
        };
    }

    /** A person wants what goes there to be tried now: past failures and pauses that were our own idea are no reason to wait. */
    void tryNow(Integration integration) {
        if (integration.connection().usable()) {
            health.tryNow(integration.id());
            lanes.unblock(integration.lane());
        }
    }

    void map(UUID id, FieldMappings mappings) {
        db.sql(
                        "update crm.crm_integrations set field_mappings = cast(:mappings as jsonb), updated_at = :now where id = :id")
                .param("mappings", json.writeValueAsString(mappings))
                .param("now", Timestamps.at(clock.instant()))
                .param("id", id)
                .update();
    }

    void synced(UUID id, Instant at) {
        db.sql(
                        "update crm.crm_integrations set last_sync_at = :at where id = :id and (last_sync_at is null or last_sync_at < :at)")
                .param("at", Timestamps.at(at))
                .param("id", id)
                .update();
    }

    void enabled(UUID id, boolean enabled) {
        db.sql("update crm.crm_integrations set sync_enabled = :enabled, updated_at = :now where id = :id")
                .param("enabled", enabled)
                .param("now", Timestamps.at(clock.instant()))
                .param("id", id)
                .update();
    }

    private Integration kept(Connection connection) {
        var stored = db.sql("select field_mappings from crm.crm_integrations where id = :id")
                .param("id", connection.id())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional();
        if (stored.isPresent()) {
            return new Integration(
                    connection,
                    stored.get()
                            .map(text -> json.readValue(text, FieldMappings.class))
                            .orElse(FieldMappings.NONE));
        }
        var mappings = new FieldMappings(connectors.of(connection.provider()).defaultMappings(), Set.of());
        begin(connection, mappings);
        return new Integration(connection, mappings);
    }

    /** First sight of a connection, however it came about. */
    private void begin(Connection connection, FieldMappings mappings) {
        var now = Timestamps.at(clock.instant());
        var added = db.sql("""
                        insert into crm.crm_integrations (id, organization_id, crm_type, config, field_mappings, created_at, updated_at)
                        values (:id, :organization, :type, '{}', cast(:mappings as jsonb), :now, :now)
                        on conflict (id) do nothing
                        """)
                .param("id", connection.id())
                .param("organization", Tenancy.current().value())
                .param("type", connection.provider())
                .param("mappings", json.writeValueAsString(mappings))
                .param("now", now)
                .update();
        if (added == 1) {
            configure(connection);
        }
        lanes.open(new LaneId(connection.id()), LaneSettings.usual(CrmDeliveries.KIND));
    }

    /** Keeps what identifies the account there, sealed. */
    private void configure(Connection connection) {
        var config = new LinkedHashMap<String, @Nullable String>();
        config.put("crmType", connection.provider());
        config.put("account", connection.externalAccount());
        db.sql("""
                insert into crm.sealed_config (id, organization_id, sealed) values (:id, :organization, :sealed)
                on conflict (id) do update set sealed = excluded.sealed
                """)
                .param("id", connection.id())
                .param("organization", Tenancy.current().value())
                .param("sealed", secrets.seal(CONFIG, connection.id(), json.writeValueAsString(config)))
                .update();
    }
}
