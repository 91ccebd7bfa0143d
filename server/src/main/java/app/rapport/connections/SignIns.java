package app.rapport.connections;

import app.rapport.connections.TokenDesk.Answer;
import app.rapport.connections.TokenDesk.Answer.Granted;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The way to a provider's consent page and back. The state parameter counts once, for a quarter of an hour, and only for the
 * person and organisation who set out; PKCE ties the code to us.
 */
@Component
class SignIns {
    static final SealedColumn PLACE = new SealedColumn("connections.sign_in", "verifier");
    private static final Duration VALID = Duration.ofMinutes(15);

    private final ProviderDirectory directory;
    private final TokenDesk desk;
    private final Establishing establishing;
    private final Secrets secrets;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignIns(
            ProviderDirectory directory,
            TokenDesk desk,
            Establishing establishing,
            Secrets secrets,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock) {
        this.directory = directory;
        this.desk = desk;
        this.establishing = establishing;
        this.secrets = secrets;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of a sign-in. */
    sealed interface Outcome {
        record Connected(UUID connection) implements Outcome {}

        /** @param code a word for the page to explain */
        record Failed(String code) implements Outcome {}
    }

    private record Begun(
            UUID id,
            String verifier,
            @Nullable String label,
            @Nullable String loginHost,
            @Nullable UUID connection) {}

    /** Our app at the provider; a problem in words when nobody can sign in there as things are. */
    ProviderDirectory.App check(Provider provider, @Nullable String chosenHost) {
        if (!provider.allows("oauth2")) {
            throw Problem.invalid("oauth_not_supported", provider.name() + " has no sign-in page; paste a token.")
                    .with("provider", provider.name());
        }
        directory.loginHost(provider, chosenHost);
        return directory
                .app(provider.id())
                .orElseThrow(() -> Problem.conflict(
                                "provider_not_configured",
                                "This installation has no app at " + provider.name()
                                        + " yet. An operator sets its client id and secret; the guide under "
                                        + provider.docsUrl() + " says how.")
                        .with("provider", provider.name()));
    }

    /** The address to send the person to. */
    URI begin(
            CurrentUser user,
            Provider provider,
            @Nullable String label,
            @Nullable String chosenHost,
            @Nullable UUID reconnect) {
        var app = check(provider, chosenHost);
        var oauth = Objects.requireNonNull(provider.oauth());
        var loginHost = directory.loginHost(provider, chosenHost);
        var state = token();
        var verifier = token();
        transaction.executeWithoutResult(status -> {
            var id = Ids.next();
            var now = clock.instant();
            db.sql("""
                    insert into connections.sign_in (id, organization_id, user_id, provider, state_hash, verifier, label,
                      login_host, connection_id, created_at, expires_at)
                    values (:id, :organization, :user, :provider, :state, :verifier, :label, :loginHost, :connection, :now, :expires)
                    """)
                    .param("id", id)
                    .param("organization", user.organization().value())
                    .param("user", user.id().value())
                    .param("provider", provider.id())
                    .param("state", HexFormat.of().formatHex(sha256(state)))
                    .param("verifier", secrets.seal(PLACE, id, verifier))
                    .param("label", label)
                    .param("loginHost", loginHost)
                    .param("connection", reconnect)
                    .param("now", Timestamps.at(now))
                    .param("expires", Timestamps.at(now.plus(VALID)))
                    .update();
        });
        return UriComponentsBuilder.fromUri(directory.authorize(provider, loginHost))
                .queryParam("response_type", "code")
                .queryParam("client_id", "{client}")
                .queryParam("redirect_uri", "{redirect}")
                .queryParam("scope", "{scope}")
                .queryParam("state", state)
                .queryParam(
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier)))
                .queryParam("code_challenge_method", "S256")
                .encode()
                .buildAndExpand(app.clientId(), directory.callback(provider.id()), String.join(" ", oauth.scopes()))
                .toUri();
    }

    /** The person is back. In the scope of whoever the browser says it is. */
    Outcome complete(CurrentUser user, Provider provider, String state, @Nullable String code, @Nullable String error) {
        var begun = transaction.execute(status -> take(user, provider, state));
        if (begun == null) {
            return new Outcome.Failed("sign_in_expired");
        }
        if (code == null) {
            return new Outcome.Failed("access_denied".equals(error) ? "access_denied" : "provider_refused");
        }
        return switch (desk.redeem(provider, begun.loginHost(), code, begun.verifier())) {
            case Granted granted -> establish(user, provider, begun, granted);
            case Answer.Dead dead -> new Outcome.Failed("provider_refused");
            case Answer.Misconfigured wrong -> new Outcome.Failed("provider_not_configured");
            case Answer.Unavailable later -> new Outcome.Failed("provider_unavailable");
        };
    }

    private Outcome establish(CurrentUser user, Provider provider, Begun begun, Granted granted) {
        try {
            var connected = establishing.signedIn(
                    user, provider, begun.label(), begun.loginHost(), begun.connection(), granted);
            return new Outcome.Connected(connected);
        } catch (Problem refused) {
            // Nobody will use it: what the provider just granted is given back.
            desk.revoke(
                    provider,
                    begun.loginHost(),
                    granted.refreshToken() == null ? granted.accessToken() : granted.refreshToken());
            return new Outcome.Failed(refused.code());
        }
    }

    private @Nullable Begun take(CurrentUser user, Provider provider, String state) {
        var now = Timestamps.at(clock.instant());
        db.sql("delete from connections.sign_in where expires_at < :long_ago")
                .param("long_ago", now.minusDays(1))
                .update();
        return db.sql("""
                update connections.sign_in set used_at = :now
                where state_hash = :state and provider = :provider and user_id = :user
                  and used_at is null and expires_at > :now
                returning id, verifier, label, login_host, connection_id
                """)
                .param("now", now)
                .param("state", HexFormat.of().formatHex(sha256(state)))
                .param("provider", provider.id())
                .param("user", user.id().value())
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    return new Begun(
                            id,
                            secrets.open(PLACE, id, row.getString("verifier")),
                            row.getString("label"),
                            row.getString("login_host"),
                            row.getObject("connection_id", UUID.class));
                })
                .optional()
                .orElse(null);
    }

    private String token() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
