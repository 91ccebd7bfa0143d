package app.rapport.connections;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Members ask to connect a provider; those who manage integrations decide. A yes is good for one sign-in within a week. */
@Service
class Requests {
    private static final Duration YES_LASTS = Duration.ofDays(7);

    private final ProviderDirectory directory;
    private final JdbcClient db;
    private final AuditTrail audit;
    private final Notices notices;
    private final LiveEvents live;
    private final Clock clock;

    Requests(
            ProviderDirectory directory,
            JdbcClient db,
            AuditTrail audit,
            Notices notices,
            LiveEvents live,
            Clock clock) {
        this.directory = directory;
        this.db = db;
        this.audit = audit;
        this.notices = notices;
        this.live = live;
        this.clock = clock;
    }

    /** A request as the API shows it. */
    record View(
            UUID id,
            String provider,
            String providerName,
            @Nullable String label,
            UUID requestedById,
            String requestedBy,
            Instant requestedAt,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /** Uses up a yes given to this user, if there is one. */
    @Transactional
    boolean useApproval(CurrentUser user, Provider provider) {
        return db.sql("""
                        update connections.request set state = 'used'
                        where provider = :provider and requested_by = :user and state = 'approved' and decided_at > :since
                        """)
                        .param("provider", provider.id())
                        .param("user", user.id().value())
                        .param("since", Timestamps.at(clock.instant().minus(YES_LASTS)))
                        .update()
                > 0;
    }

    /** The request of this user, the pending one if it was asked before. */
    @Transactional
    UUID ask(CurrentUser user, Provider provider, @Nullable String label, @Nullable String loginHost) {
        var id = Ids.next();
        var first = db.sql("""
                        insert into connections.request (id, organization_id, provider, label, login_host, requested_by,
                          requested_by_name, requested_at)
                        values (:id, :organization, :provider, :label, :loginHost, :user, :name, :now)
                        on conflict (organization_id, provider, requested_by) where state = 'pending' do nothing
                        """)
                        .param("id", id)
                        .param("organization", user.organization().value())
                        .param("provider", provider.id())
                        .param("label", label)
                        .param("loginHost", loginHost)
                        .param("user", user.id().value())
                        .param("name", user.name())
                        .param("now", Timestamps.at(clock.instant()))
                        .update()
                == 1;
        if (!first) {
            return db.sql("""
                    select id from connections.request
                    where provider = :provider and requested_by = :user and state = 'pending'
                    """)
                    .param("provider", provider.id())
                    .param("user", user.id().value())
                    .query(UUID.class)
                    .single();
        }
        audit.record("connection.requested", "connection_request", id.toString(), Map.of("provider", provider.id()));
        notices.raise(
                Permission.INTEGRATIONS_MANAGE,
                new Notice(
                        "connection.requested",
                        Severity.INFO,
                        user.name() + " asks to connect " + provider.name(),
                        "Approve or decline it on the integrations page.",
                        Map.of("name", user.name(), "provider", provider.name()),
                        "/integrations",
                        id.toString()));
        live.publish("connection", id.toString());
        return id;
    }

    @Transactional(readOnly = true)
    List<View> list() {
        return db.sql("""
                select * from connections.request where state = 'pending' order by requested_at, id
                """)
                .query((row, number) -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("provider"),
                        directory
                                .find(row.getString("provider"))
                                .map(Provider::name)
                                .orElse(row.getString("provider")),
                        row.getString("label"),
                        row.getObject("requested_by", UUID.class),
                        row.getString("requested_by_name"),
                        Timestamps.read(row, "requested_at"),
                        row.getString("state").equals("pending") ? "pending_approval" : row.getString("state"),
                        row.getString("decided_by_name"),
                        Timestamps.readOrNull(row, "decided_at")))
                .list();
    }

    @Transactional
    String decide(UUID id, boolean yes, CurrentUser by) {
        record Asked(String provider, String name) {}
        var state = yes ? "approved" : "declined";
        var asked = db.sql("""
                        update connections.request set state = :state, decided_by = :by, decided_by_name = :name, decided_at = :now
                        where id = :id and state = 'pending'
                        returning provider, requested_by_name
                        """)
                .param("id", id)
                .param("state", state)
                .param("by", by.id().value())
                .param("name", by.name())
                .param("now", Timestamps.at(clock.instant()))
                .query((row, number) -> new Asked(row.getString("provider"), row.getString("requested_by_name")))
                .optional()
                .orElseThrow(() -> refusal(id));
        var name = directory.find(asked.provider()).map(Provider::name).orElse(asked.provider());
        audit.record(
                "connection.request_" + state,
                "connection_request",
                id.toString(),
                Map.of("provider", asked.provider(), "requestedBy", asked.name()));
        notices.raise(
                Permission.INTEGRATIONS_REQUEST,
                new Notice(
                        "connection.request_" + state,
                        Severity.INFO,
                        "Connecting " + name + " was " + state,
                        yes
                                ? asked.name() + " can sign in to " + name + " on the integrations page within a week."
                                : by.name() + " declined the request of " + asked.name() + ".",
                        Map.of("name", asked.name(), "provider", name, "by", by.name()),
                        "/integrations",
                        id.toString()));
        live.publish("connection", id.toString());
        return state;
    }

    private Problem refusal(UUID id) {
        var known = db.sql("select state from connections.request where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
        return known.isPresent()
                ? Problem.conflict("already_decided", "This request was " + known.get() + " before.")
                : Problem.notFound("request");
    }
}
