package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls a provider in the name of a connection. */
@Component
class HttpToProviders implements ProviderHttp {
    private final ProviderDirectory directory;
    private final ProviderWire wire;
    private final ConnectionRows rows;
    private final Credentials credentials;
    private final Renewal renewal;
    private final Budgets budgets;
    private final HealthDesk health;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HttpToProviders(
            ProviderDirectory directory,
            ProviderWire wire,
            ConnectionRows rows,
            Credentials credentials,
            Renewal renewal,
            Budgets budgets,
            HealthDesk health,
            TransactionTemplate transaction,
            Clock clock) {
        this.directory = directory;
        this.wire = wire;
        this.rows = rows;
        this.credentials = credentials;
        this.renewal = renewal;
        this.budgets = budgets;
        this.health = health;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Ready(
            @Nullable ConnectionRow row, @Nullable Credential credential) {}

    @Override
    public Reply send(UUID connection, Call call) throws CallFailed {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("no provider call inside a transaction");
        }
        if (Tenancy.optional().isPresent()) {
            return inScope(connection, call, false);
        }
        var organization = organizationOf(connection);
        return Tenancy.in(organization, () -> inScope(connection, call, false));
    }

    /** Also while the connection is paused, as a person's test may. */
    Reply probe(UUID connection, Call call) throws CallFailed {
        return inScope(connection, call, true);
    }

    private Reply inScope(UUID id, Call call, boolean evenPaused) throws CallFailed {
        var ready = Objects.requireNonNull(transaction.execute(status ->
                new Ready(rows.find(id).orElse(null), credentials.find(id).orElse(null))));
        var connection = usable(ready.row(), evenPaused);
        var credential = ready.credential();
        if (credential == null) {
            throw new CallFailed(Reason.NOT_CONNECTED, connection.label() + " has no credential.", null, null);
        }
        var provider = directory.get(connection.provider());
        credential = fresh(connection, credential);
        var reply = once(connection, provider, credential, call);
        if (reply.status() != 401) {
            return reply;
        }
        if (credential.renewable()) {
            reply = once(connection, provider, renewal.after(connection, credential), call);
            if (reply.status() != 401) {
                return reply;
            }
        }
        renewal.giveUp(connection, provider, provider.name() + " answered 401");
        throw Renewal.needsReconnect(connection);
    }

    private ConnectionRow usable(@Nullable ConnectionRow connection, boolean evenPaused) throws CallFailed {
        if (connection == null || connection.state().equals(ConnectionRow.DISCONNECTED)) {
            throw new CallFailed(Reason.NOT_CONNECTED, "There is no such connection.", null, null);
        }
        if (connection.state().equals(ConnectionRow.NEEDS_RECONNECT)) {
            throw Renewal.needsReconnect(connection);
        }
        if (connection.paused() && !evenPaused) {
            throw new CallFailed(Reason.NOT_CONNECTED, connection.label() + " is paused.", null, null);
        }
        var quietUntil = connection.trouble().quietUntil();
        var now = clock.instant();
        if (quietUntil != null && quietUntil.isAfter(now)) {
            throw new CallFailed(
                    Reason.BUDGET,
                    Objects.requireNonNullElse(connection.trouble().quietReason(), "It was asked to be quiet."),
                    Duration.between(now, quietUntil),
                    null);
        }
        return connection;
    }

    /** Renews by the clock. A token that still works is good enough when renewing it does not. */
    private Credential fresh(ConnectionRow connection, Credential credential) throws CallFailed {
        var now = clock.instant();
        if (!credential.dueAt(now)) {
            return credential;
        }
        try {
            return renewal.after(connection, credential);
        } catch (CallFailed e) {
            if (e.reason() == Reason.NOT_SENT && !credential.expiredAt(now)) {
                return credential;
            }
            throw e;
        }
    }

    private Reply once(ConnectionRow connection, Provider provider, Credential credential, Call call)
            throws CallFailed {
        budgets.spend(connection.id(), provider, call.path());
        var headers = new LinkedHashMap<>(call.headers());
        headers.put("authorization", "Bearer " + credential.accessToken());
        headers.putIfAbsent("accept", "application/json");
        var root = directory.api(provider, connection.instanceUrl());
        try {
            var reply = wire.send(
                    provider.id(), call.method(), below(root, call.path()), headers, call.body(), ProviderWire.LONGEST);
            health.answered(connection, provider, call, reply);
            return reply;
        } catch (CallFailed e) {
            health.failed(connection, provider, call, e);
            throw e;
        }
    }

    private static URI below(URI root, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path below the connection's API begins with a slash");
        }
        return URI.create(root + path);
    }

    private OrganizationId organizationOf(UUID connection) throws CallFailed {
        var row = Tenancy.system(() -> transaction.execute(status -> rows.find(connection)));
        if (row == null || row.isEmpty()) {
            throw new CallFailed(Reason.NOT_CONNECTED, "There is no such connection.", null, null);
        }
        return row.get().organization();
    }
}
