package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import app.rapport.connections.TokenDesk.Answer;
import app.rapport.connections.TokenDesk.Answer.Granted;
import app.rapport.identity.Permission;
import app.rapport.messages.Notices.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews tokens, one renewal at a time for a connection whatever the number of callers, threads and nodes.
 *
 * <p>In a process, callers queue at a lock. Between processes a lease in the credential's row decides who asks the provider;
 * the others watch the row for its next generation. The provider is asked outside any transaction; what it answers is
 * stored in one, fenced by the generation that was renewed.
 *
 * <p>A refresh token that counts once is lost when the process dies between the provider's answer and our commit: nobody
 * else ever saw the new one. That gap is as short as it can be, a failing database is retried for as long as the lease
 * lasts, and after a death the old token is tried once more, because many providers accept it for a while. Where that
 * fails too, only a person can sign in again, and is told so.
 */
@Component
class Renewal {
    private static final Logger log = LoggerFactory.getLogger(Renewal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final ProviderDirectory directory;
    private final TokenDesk desk;
    private final ConnectionRows rows;
    private final Credentials credentials;
    private final ConnectionNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

    /** Whose turn it is in this process, and how the last renewal failed: who waited for it fails with it. */
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();
        long failedGeneration = -1;
        Instant failedAt = Instant.EPOCH;

        @Nullable
        CallFailed failure;
    }

    Renewal(
            ProviderDirectory directory,
            TokenDesk desk,
            ConnectionRows rows,
            Credentials credentials,
            ConnectionNews news,
            TransactionTemplate transaction,
            Clock clock) {
        this.directory = directory;
        this.desk = desk;
        this.rows = rows;
        this.credentials = credentials;
        this.news = news;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A credential newer than the one that no longer serves. In the scope's organisation, outside a transaction. */
    Credential after(ConnectionRow connection, Credential stale) throws CallFailed {
        var turn = turns.computeIfAbsent(connection.id(), ignored -> new Turn());
        turn.lock.lock();
        try {
            var failed = turn.failure;
            if (failed != null
                    && turn.failedGeneration == stale.generation()
                    && Duration.between(turn.failedAt, clock.instant()).abs().compareTo(AFTER_FAILURE) < 0) {
                throw failed;
            }
            try {
                return leaseOrWait(connection, stale);
            } catch (CallFailed e) {
                turn.failure = e;
                turn.failedGeneration = stale.generation();
                turn.failedAt = clock.instant();
                throw e;
            }
        } finally {
            turn.lock.unlock();
        }
    }

    private Credential leaseOrWait(ConnectionRow connection, Credential stale) throws CallFailed {
        var holder = UUID.randomUUID();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var now = current(connection);
            if (now.generation() > stale.generation()) {
                return now;
            }
            var mine = transaction.execute(status -> credentials.lease(connection.id(), stale.generation(), holder));
            if (Boolean.TRUE.equals(mine)) {
                return renew(connection, now, holder);
            }
            pause(BETWEEN_LOOKS);
        }
        throw new CallFailed(
                Reason.NOT_SENT, "Another node has been renewing the sign-in for too long.", AFTER_FAILURE, null);
    }

    /** The stored credential; fails when a person has to act, or has ended the connection meanwhile. */
    private Credential current(ConnectionRow connection) throws CallFailed {
        record Now(@Nullable ConnectionRow row, @Nullable Credential credential) {}
        var now = Objects.requireNonNull(transaction.execute(status -> new Now(
                rows.find(connection.id()).orElse(null),
                credentials.find(connection.id()).orElse(null))));
        if (now.row() == null || now.credential() == null) {
            throw new CallFailed(Reason.NOT_CONNECTED, "The connection was ended.", null, null);
        }
        if (now.row().state().equals(ConnectionRow.NEEDS_RECONNECT)) {
            throw needsReconnect(now.row());
        }
        return now.credential();
    }

    private Credential renew(ConnectionRow connection, Credential old, UUID holder) throws CallFailed {
        var provider = directory.get(connection.provider());
        var refreshToken = Objects.requireNonNull(old.refreshToken());
        return switch (desk.renew(provider, connection.loginHost(), refreshToken)) {
            case Granted granted -> store(connection, provider, old, granted);
            case Answer.Dead(var reason) -> {
                giveUp(connection, provider, reason);
                throw needsReconnect(connection);
            }
            case Answer.Misconfigured(var reason) -> {
                release(connection, holder);
                throw new CallFailed(
                        Reason.NOT_SENT,
                        provider.name() + " refuses this installation's app: " + reason,
                        Duration.ofMinutes(15),
                        null);
            }
            case Answer.Unavailable(var reason) -> {
                release(connection, holder);
                throw new CallFailed(Reason.NOT_SENT, "The sign-in could not be renewed: " + reason, null, null);
            }
        };
    }

    private Credential store(ConnectionRow connection, Provider provider, Credential old, Granted granted)
            throws CallFailed {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Objects.requireNonNull(
                        transaction.execute(status -> stored(connection, provider, old, granted)));
            } catch (DataAccessException | TransactionException e) {
                if (System.nanoTime() > end) {
                    throw new CallFailed(Reason.NOT_SENT, "The renewed sign-in could not be stored.", null, e);
                }
                log.warn("renewed tokens of connection {} are not stored yet, trying again", connection.id(), e);
                pause(BETWEEN_LOOKS);
            }
        }
    }

    private Credential stored(ConnectionRow connection, Provider provider, Credential old, Granted granted) {
        var refreshToken = granted.refreshToken() == null ? old.refreshToken() : granted.refreshToken();
        var first = credentials.renewed(
                connection.id(),
                old.generation(),
                granted.accessToken(),
                refreshToken,
                granted.expiresIn(),
                clock.instant());
        if (first) {
            var oauth = Objects.requireNonNull(provider.oauth());
            if (oauth.instanceField() != null) {
                var instance = granted.reply().path(oauth.instanceField()).asString("");
                if (!instance.isEmpty() && directory.trusted(provider, instance)) {
                    rows.instance(connection.id(), instance);
                }
            }
            news.record(
                    "connection.sign_in_renewed",
                    connection.id(),
                    Map.of("provider", connection.provider(), "generation", old.generation() + 1));
        }
        return credentials.find(connection.id()).orElseThrow();
    }

    /** The provider ended our grant: one notice, however many callers find out. */
    void giveUp(ConnectionRow connection, Provider provider, String reason) {
        transaction.executeWithoutResult(status -> {
            if (!rows.state(connection.id(), ConnectionRow.CONNECTED, ConnectionRow.NEEDS_RECONNECT)) {
                return;
            }
            news.record(
                    "connection.needs_reconnect",
                    connection.id(),
                    Map.of("provider", connection.provider(), "reason", reason));
            news.notice(
                    Permission.INTEGRATIONS_MANAGE,
                    "connection.needs_reconnect",
                    Severity.ERROR,
                    connection.label() + " needs a new sign-in",
                    provider.name() + " no longer accepts our sign-in (" + reason
                            + "). Nothing is synced until somebody connects it again; what waits is sent then.",
                    Map.of("label", connection.label(), "provider", provider.name(), "said", reason),
                    connection.id().toString());
            news.changed(connection.id());
        });
    }

    static CallFailed needsReconnect(ConnectionRow connection) {
        return new CallFailed(Reason.NEEDS_RECONNECT, connection.label() + " needs to be connected again.", null, null);
    }

    private void release(ConnectionRow connection, UUID holder) {
        transaction.executeWithoutResult(status -> credentials.release(connection.id(), holder));
    }

    private static void pause(Duration length) throws CallFailed {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Reason.NOT_SENT, "interrupted", null, e);
        }
    }
}
