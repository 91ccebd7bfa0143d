package app.rapport.connections;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of connections. Each method wants a transaction of the caller. */
@Component
class ConnectionRows {
    private static final String SELECT = """
            select c.*, k.given_at from connections.connection c left join connections.credential k on k.id = c.id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    ConnectionRows(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<ConnectionRow> find(UUID id) {
        return db.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The row, and until the transaction ends nobody else changes it. */
    Optional<ConnectionRow> findForUpdate(UUID id) {
        return db.sql(SELECT + "where c.id = :id for update of c")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<ConnectionRow> ofCategory(String category) {
        return db.sql(SELECT + "where c.category = :category and c.state <> 'disconnected' order by c.created_at, c.id")
                .param("category", category)
                .query(this::row)
                .list();
    }

    List<ConnectionRow> all() {
        return db.sql(SELECT + "where c.state <> 'disconnected' order by c.created_at, c.id")
                .query(this::row)
                .list();
    }

    Optional<ConnectionRow> ofAccount(String provider, String account) {
        return db.sql(SELECT + """
                        where c.provider = :provider and c.external_account = :account and c.state <> 'disconnected'
                        for update of c
                        """)
                .param("provider", provider)
                .param("account", account)
                .query(this::row)
                .optional();
    }

    List<Connections.Located> located(String provider, String account) {
        return db.sql("""
                select organization_id, id from connections.connection
                where provider = :provider and external_account = :account and state <> 'disconnected' and not paused
                order by created_at
                """)
                .param("provider", provider)
                .param("account", account)
                .query((row, number) -> new Connections.Located(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("id", UUID.class)))
                .list();
    }

    void add(ConnectionRow row, @Nullable UUID by) {
        db.sql("""
                insert into connections.connection (id, organization_id, provider, category, label, auth, state,
                  external_account, instance_url, login_host, settings, created_at, created_by, created_by_name, last_success_at)
                values (:id, :organization, :provider, :category, :label, :auth, :state,
                  :account, :instance, :loginHost, cast(:settings as jsonb), :at, :by, :byName, :success)
                """)
                .param("id", row.id())
                .param("organization", Tenancy.current().value())
                .param("provider", row.provider())
                .param("category", row.category())
                .param("label", row.label())
                .param("auth", row.auth())
                .param("state", row.state())
                .param("account", row.externalAccount())
                .param("instance", row.instanceUrl())
                .param("loginHost", row.loginHost())
                .param("settings", json.writeValueAsString(row.settings()))
                .param("at", Timestamps.at(row.createdAt()))
                .param("by", by)
                .param("byName", row.createdBy())
                .param("success", Timestamps.atOrNull(row.lastSuccessAt()))
                .update();
    }

    /** A person signed in again: the same connection, with a clean slate. */
    void reconnected(
            UUID id,
            String auth,
            @Nullable String account,
            @Nullable String instance,
            @Nullable String loginHost,
            Instant now) {
        db.sql("""
                update connections.connection set state = 'connected', auth = :auth,
                  external_account = coalesce(:account, external_account), instance_url = :instance, login_host = :loginHost,
                  failures = 0, last_failure = null, attention = null, attention_next_step = null,
                  quiet_until = null, quiet_reason = null, last_success_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("auth", auth)
                .param("account", account)
                .param("instance", instance)
                .param("loginHost", loginHost)
                .param("now", Timestamps.at(now))
                .update();
    }

    void instance(UUID id, String url) {
        db.sql(
                        "update connections.connection set instance_url = :url where id = :id and instance_url is distinct from :url")
                .param("id", id)
                .param("url", url)
                .update();
    }

    /** Whether the state is news. */
    boolean state(UUID id, String from, String to) {
        return db.sql("update connections.connection set state = :to where id = :id and state = :from")
                        .param("id", id)
                        .param("from", from)
                        .param("to", to)
                        .update()
                == 1;
    }

    void disconnected(UUID id, Instant now) {
        db.sql("delete from connections.credential where id = :id")
                .param("id", id)
                .update();
        db.sql("""
                update connections.connection set state = 'disconnected', paused = false, disconnected_at = :now where id = :id
                """).param("id", id).param("now", Timestamps.at(now)).update();
    }

    void paused(UUID id, boolean paused) {
        db.sql("update connections.connection set paused = :paused where id = :id")
                .param("id", id)
                .param("paused", paused)
                .update();
    }

    void described(UUID id, String label, Map<String, String> settings) {
        db.sql("update connections.connection set label = :label, settings = cast(:settings as jsonb) where id = :id")
                .param("id", id)
                .param("label", label)
                .param("settings", json.writeValueAsString(settings))
                .update();
    }

    private @Nullable Wording words(ResultSet row, String column) throws SQLException {
        var words = row.getString(column);
        return words == null ? null : json.readValue(words, Wording.class);
    }

    private ConnectionRow row(ResultSet row, int number) throws SQLException {
        var readAt = Timestamps.readOrNull(row, "budget_at");
        return new ConnectionRow(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getString("provider"),
                row.getString("category"),
                row.getString("label"),
                row.getString("auth"),
                row.getString("state"),
                row.getBoolean("paused"),
                row.getString("external_account"),
                row.getString("instance_url"),
                row.getString("login_host"),
                json.readValue(row.getString("settings"), new TypeReference<Map<String, String>>() {}),
                Timestamps.read(row, "created_at"),
                row.getString("created_by_name"),
                Timestamps.readOrNull(row, "given_at"),
                new ConnectionRow.Trouble(
                        row.getInt("failures"),
                        row.getString("last_failure"),
                        words(row, "last_failure_words"),
                        row.getString("attention"),
                        row.getString("attention_next_step"),
                        words(row, "attention_words"),
                        Timestamps.readOrNull(row, "quiet_until"),
                        row.getString("quiet_reason"),
                        words(row, "quiet_words")),
                Timestamps.readOrNull(row, "last_success_at"),
                Timestamps.readOrNull(row, "last_sync_at"),
                readAt == null
                        ? null
                        : new ConnectionRow.Reading(row.getLong("budget_limit"), row.getLong("budget_used"), readAt));
    }
}
