package app.rapport.connections;

import app.rapport.connections.ProviderHttp.Call;
import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Wording;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The front desk: finds, shows, changes and ends connections. */
@Service
class ConnectionDesk implements Connections, ConnectionControl {
    private final ProviderDirectory directory;
    private final ConnectionRows rows;
    private final Credentials credentials;
    private final Establishing establishing;
    private final HttpToProviders http;
    private final TokenDesk tokens;
    private final ConnectionNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ConnectionDesk(
            ProviderDirectory directory,
            ConnectionRows rows,
            Credentials credentials,
            Establishing establishing,
            HttpToProviders http,
            TokenDesk tokens,
            ConnectionNews news,
            TransactionTemplate transaction,
            Clock clock) {
        this.directory = directory;
        this.rows = rows;
        this.credentials = credentials;
        this.establishing = establishing;
        this.http = http;
        this.tokens = tokens;
        this.news = news;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Connection> find(UUID id) {
        return rows.find(id).map(ConnectionRow::promised);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Connection> ofCategory(String category) {
        return rows.ofCategory(category).stream().map(ConnectionRow::promised).toList();
    }

    @Override
    public List<Located> locate(String provider, String externalAccount) {
        return Objects.requireNonNull(
                Tenancy.system(() -> transaction.execute(status -> rows.located(provider, externalAccount))));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ConnectionView> list(String category) {
        return rows.ofCategory(category).stream().map(this::shown).toList();
    }

    @Transactional(readOnly = true)
    List<ConnectionView> list() {
        return rows.all().stream().map(this::shown).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public ConnectionView view(UUID id) {
        return shown(found(id));
    }

    @Override
    public ConnectionView connectWithToken(
            String provider, @Nullable String label, String token, @Nullable String account) {
        var known = directory
                .find(provider)
                .orElseThrow(() -> Problem.invalid("unknown_provider", "There is no provider of that name."));
        if (!known.allows("token")) {
            throw Problem.invalid(
                            "token_not_supported", known.name() + " has no tokens to paste; connect by signing in.")
                    .with("provider", known.name());
        }
        var stripped = token.strip();
        if (stripped.isEmpty() || stripped.length() > 4_000 || !stripped.chars().allMatch(c -> c > 32 && c < 127)) {
            throw Problem.invalid("invalid_token", "A token is one line without spaces.")
                    .with("field", "apiKey");
        }
        var id = establishing.pasted(
                CurrentUser.now(),
                known,
                label,
                stripped,
                account == null || account.isBlank() ? null : account.strip());
        return Objects.requireNonNull(transaction.execute(status -> shown(found(id))));
    }

    @Override
    public Test test(UUID id) {
        var row = Objects.requireNonNull(transaction.execute(status -> found(id)));
        var provider = directory.get(row.provider());
        var started = System.nanoTime();
        try {
            var reply = http.probe(
                    id, new Call("GET", provider.probe().path(), Map.of(), null, "test the connection", false));
            // A pasted token may work without the right to this one answer.
            var ok =
                    reply.status() < 300 || (reply.status() == 403 && row.auth().equals("token"));
            return new Test(
                    ok,
                    ok
                            ? provider.name() + " answered in " + reply.took().toMillis() + " ms."
                            : provider.name() + " answered " + reply.status() + ".",
                    ok ? "" : "See whether the app has the rights the guide lists, then test again.",
                    reply.took().toMillis(),
                    Wording.of(ok ? "test_ok" : "test_answered")
                            .with("provider", provider.name())
                            .with("status", reply.status()));
        } catch (CallFailed e) {
            return new Test(
                    false,
                    String.valueOf(e.getMessage()),
                    switch (e.reason()) {
                        case NEEDS_RECONNECT -> "Connect it again.";
                        case NOT_CONNECTED -> "Connect it first.";
                        case BUDGET -> "Wait until the provider's limit allows requests again.";
                        case NOT_SENT, TIMEOUT, BROKEN ->
                            "See whether " + provider.name() + " reports a disturbance, then test again.";
                    },
                    Duration.ofNanos(System.nanoTime() - started).toMillis(),
                    HealthDesk.unanswered(provider, e));
        }
    }

    @Override
    @Transactional
    public ConnectionView pause(UUID id, boolean paused) {
        var row = foundForUpdate(id);
        if (row.paused() != paused) {
            rows.paused(id, paused);
            news.record(paused ? "connection.paused" : "connection.resumed", id, Map.of("provider", row.provider()));
            news.changed(id);
            if (!paused) {
                news.ready(id);
            }
        }
        return shown(found(id));
    }

    @Override
    @Transactional
    public ConnectionView change(UUID id, @Nullable String label, Map<String, String> settings) {
        var row = foundForUpdate(id);
        var wanted = label == null ? row.label() : label.strip();
        if (wanted.isEmpty() || wanted.length() > 120) {
            throw Problem.invalid("invalid_label", "A name has 1 to 120 characters.")
                    .with("field", "label");
        }
        var merged = new HashMap<>(row.settings());
        settings.forEach((key, value) -> {
            if (value.isEmpty()) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        if (!wanted.equals(row.label()) || !merged.equals(row.settings())) {
            rows.described(id, wanted, merged);
            news.record("connection.changed", id, Map.of("label", wanted, "settings", merged));
            news.changed(id);
        }
        return shown(found(id));
    }

    @Override
    public void disconnect(UUID id) {
        record Ended(ConnectionRow row, @Nullable Credential credential) {}
        // First our side, so that nothing is sent any more; then the provider's, which may not answer.
        var ended = Objects.requireNonNull(transaction.execute(status -> {
            var row = foundForUpdate(id);
            var credential = credentials.find(id).orElse(null);
            rows.disconnected(id, clock.instant());
            news.record("connection.disconnected", id, Map.of("provider", row.provider()));
            news.changed(id);
            return new Ended(row, credential);
        }));
        var credential = ended.credential();
        if (credential != null && ended.row().auth().equals("oauth2")) {
            var revoked = tokens.revoke(
                    directory.get(ended.row().provider()),
                    ended.row().loginHost(),
                    Objects.requireNonNullElse(credential.refreshToken(), credential.accessToken()));
            transaction.executeWithoutResult(status -> news.record(
                    "connection.revoked", id, Map.of("provider", ended.row().provider(), "confirmed", revoked)));
        }
    }

    ConnectionView shown(ConnectionRow row) {
        var provider = directory.get(row.provider());
        var now = clock.instant();
        var givenAt = row.credentialGivenAt();
        var reading = row.reading();
        return new ConnectionView(
                row.id(),
                row.provider(),
                row.label(),
                row.auth(),
                row.shownState(),
                HealthDesk.words(row, provider, now),
                row.externalAccount(),
                row.settings(),
                row.lastSuccessAt(),
                row.lastSyncAt(),
                row.createdAt(),
                row.createdBy(),
                givenAt == null ? null : Duration.between(givenAt, now).toDays(),
                reading == null
                        ? null
                        : new ConnectionView.Budget(
                                reading.limit(), reading.used(), provider.readingWindowSeconds(), reading.at()),
                new ConnectionView.Permissions(CurrentUser.optional()
                        .map(user -> user.may(Permission.INTEGRATIONS_MANAGE))
                        .orElse(false)));
    }

    private ConnectionRow found(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.notFound("connection"));
    }

    private ConnectionRow foundForUpdate(UUID id) {
        return rows.findForUpdate(id)
                .filter(row -> !row.state().equals(ConnectionRow.DISCONNECTED))
                .orElseThrow(() -> Problem.notFound("connection"));
    }
}
