package app.rapport.connections;

import app.rapport.connections.ProviderHttp.CallFailed;
import app.rapport.connections.ProviderHttp.Reply;
import app.rapport.connections.TokenDesk.Answer.Granted;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a fresh credential into a connection: finds out whose it is, then stores it, as a new one or in place of a dead one. */
@Component
class Establishing {
    private final ProviderDirectory directory;
    private final ProviderWire wire;
    private final ConnectionRows rows;
    private final Credentials credentials;
    private final ConnectionNews news;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    Establishing(
            ProviderDirectory directory,
            ProviderWire wire,
            ConnectionRows rows,
            Credentials credentials,
            ConnectionNews news,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.directory = directory;
        this.wire = wire;
        this.rows = rows;
        this.credentials = credentials;
        this.news = news;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    private record Fresh(
            Provider provider,
            String auth,
            @Nullable String label,
            @Nullable String loginHost,
            @Nullable String instance,
            @Nullable String account,
            String access,
            @Nullable String refresh,
            @Nullable Duration expiresIn) {}

    UUID signedIn(
            CurrentUser user,
            Provider provider,
            @Nullable String label,
            @Nullable String loginHost,
            @Nullable UUID reconnect,
            Granted granted) {
        var oauth = Objects.requireNonNull(provider.oauth());
        String instance = null;
        if (oauth.instanceField() != null) {
            instance = granted.reply().path(oauth.instanceField()).asString("");
            if (!directory.trusted(provider, instance)) {
                throw Problem.unprocessable(
                                "untrusted_instance",
                                provider.name()
                                        + " named an API address that is not one of its own. Nothing was stored.")
                        .with("provider", provider.name());
            }
        }
        var account = accountIn(granted.reply(), provider);
        if (account == null) {
            account = probe(provider, instance, granted.accessToken());
        }
        var fresh = new Fresh(
                provider,
                "oauth2",
                label,
                loginHost,
                instance,
                account,
                granted.accessToken(),
                granted.refreshToken(),
                granted.expiresIn());
        return Objects.requireNonNull(transaction.execute(status -> store(user, fresh, reconnect)));
    }

    UUID pasted(CurrentUser user, Provider provider, @Nullable String label, String token, @Nullable String account) {
        var told = probe(provider, null, token);
        if (told != null && account != null && !told.equals(account)) {
            throw Problem.unprocessable(
                            "other_account",
                            "This token belongs to account " + told + " at " + provider.name() + ", not to " + account
                                    + ".")
                    .with("provider", provider.name())
                    .with("field", "portalId");
        }
        var fresh = new Fresh(provider, "token", label, null, null, told == null ? account : told, token, null, null);
        return Objects.requireNonNull(transaction.execute(status -> store(user, fresh, null)));
    }

    private UUID store(CurrentUser user, Fresh fresh, @Nullable UUID reconnect) {
        var now = clock.instant();
        var same = fresh.account() == null
                ? null
                : rows.ofAccount(fresh.provider().id(), fresh.account()).orElse(null);
        if (reconnect != null) {
            var wanted = rows.findForUpdate(reconnect)
                    .filter(row -> row.provider().equals(fresh.provider().id())
                            && !row.state().equals(ConnectionRow.DISCONNECTED))
                    .orElseThrow(() -> Problem.notFound("connection"));
            if (wanted.externalAccount() != null && !wanted.externalAccount().equals(fresh.account())) {
                throw Problem.conflict(
                                "other_account",
                                "That was another account of "
                                        + fresh.provider().name() + ". Sign in to the one that " + wanted.label()
                                        + " belongs to.")
                        .with("provider", fresh.provider().name());
            }
            same = wanted;
        }
        UUID id;
        if (same == null) {
            id = Ids.next();
            rows.add(
                    new ConnectionRow(
                            id,
                            user.organization(),
                            fresh.provider().id(),
                            fresh.provider().category(),
                            fresh.label() == null || fresh.label().isBlank()
                                    ? fresh.provider().name()
                                    : fresh.label().strip(),
                            fresh.auth(),
                            ConnectionRow.CONNECTED,
                            false,
                            fresh.account(),
                            fresh.instance(),
                            fresh.loginHost(),
                            Map.of(),
                            now,
                            user.name(),
                            now,
                            new ConnectionRow.Trouble(0, null, null, null, null, null, null, null, null),
                            now,
                            null,
                            null),
                    user.id().value());
        } else {
            id = same.id();
            rows.reconnected(id, fresh.auth(), fresh.account(), fresh.instance(), fresh.loginHost(), now);
        }
        credentials.give(id, fresh.access(), fresh.refresh(), fresh.expiresIn(), now);
        news.record(
                same == null ? "connection.connected" : "connection.reconnected",
                id,
                Map.of("provider", fresh.provider().id(), "account", Objects.requireNonNullElse(fresh.account(), "")));
        news.changed(id);
        news.ready(id);
        return id;
    }

    private static @Nullable String accountIn(JsonNode reply, Provider provider) {
        var field = provider.account().tokenField();
        var value = field == null ? "" : reply.path(field).asString("");
        var expression = provider.account().pattern();
        if (expression != null) {
            var found = Pattern.compile(expression).matcher(value);
            value = found.find() ? found.group(1) : "";
        }
        return value.isEmpty() ? null : value;
    }

    /** Whose credential it is, where the provider lets it say; a problem when it does not work at all. */
    private @Nullable String probe(Provider provider, @Nullable String instance, String token) {
        Reply reply;
        try {
            reply = wire.send(
                    provider.id(),
                    "GET",
                    URI.create(
                            directory.api(provider, instance) + provider.probe().path()),
                    Map.of("authorization", "Bearer " + token, "accept", "application/json"),
                    null,
                    ProviderWire.LONGEST);
        } catch (CallFailed e) {
            throw Problem.of(
                            HttpStatus.BAD_GATEWAY,
                            "provider_unavailable",
                            provider.name() + " could not be asked: " + e.getMessage() + ". Try again.")
                    .with("provider", provider.name());
        }
        if (reply.status() == 401) {
            throw Problem.unprocessable(
                            "token_refused",
                            provider.name()
                                    + " does not accept this token. Was it copied whole, and is it still active?")
                    .with("provider", provider.name())
                    .with("field", "apiKey");
        }
        if (reply.status() == 429 || reply.status() >= 500) {
            throw Problem.of(
                            HttpStatus.BAD_GATEWAY,
                            "provider_unavailable",
                            provider.name() + " answered " + reply.status() + ". Try again in a while.")
                    .with("provider", provider.name());
        }
        var field = provider.probe().accountField();
        if (field == null || reply.status() >= 300) {
            return null; // a token may work without the right to say whose it is
        }
        try {
            var account = json.readTree(reply.body()).path(field).asString("");
            return account.isEmpty() ? null : account;
        } catch (JacksonException e) {
            throw Problem.of(
                            HttpStatus.BAD_GATEWAY,
                            "provider_unavailable",
                            provider.name() + " answered something that is not its API. Is the address right?")
                    .with("provider", provider.name());
        }
    }
}
