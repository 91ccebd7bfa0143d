package app.rapport.training.zoom;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks at the settings when Rapport starts: half an account is worse than none. */
@Component
class Installation implements ZoomInstallation {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofDays(2);

    private final AccountSettings account;
    private final ZoomSettings settings;
    private final String override;

    Installation(
            AccountSettings account,
            ZoomSettings settings,
            @Value("${rapport.providers.zoom.base-url:}") String override) {
        this.account = account;
        this.settings = settings;
        this.override = withoutSlash(override);
        if (account.empty() && settings.strict()) {
            throw new HalfSetUp(
                    "No Zoom account is set up, and RAPPORT_ZOOM_STRICT wants one: "
                            + String.join(", ", account.missing()) + " are missing.",
                    "Set them, or take RAPPORT_ZOOM_STRICT away.");
        }
        if (!account.empty() && !account.complete()) {
            throw new HalfSetUp(
                    "Zoom is set up in part: " + String.join(", ", account.missing()) + " missing.",
                    "Set them too, or remove all settings that begin with ZOOM_.");
        }
        var lifetime = settings.signatureLifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new HalfSetUp(
                    "RAPPORT_ZOOM_SIGNATURE_LIFETIME is not one that Zoom takes.", "Set it between 30m and 48h.");
        }
        if (account.complete() && webhookSecret().isEmpty()) {
            log.warn(
                    "ZOOM_WEBHOOK_SECRET_TOKEN is not set: Zoom's events cannot be verified, attendance comes from reports only");
        }
    }

    AccountSettings account() {
        return account;
    }

    ZoomSettings settings() {
        return settings;
    }

    @Override
    public boolean configured() {
        return account.complete();
    }

    @Override
    public String sdkBaseUrl() {
        var elsewhere = settings.sdkBaseUrl();
        return elsewhere == null || elsewhere.isBlank()
                ? "https://source.zoom.us/" + settings.sdkVersion()
                : withoutSlash(elsewhere);
    }

    @Override
    public String sdkVersion() {
        return settings.sdkVersion();
    }

    @Override
    public Optional<String> standInRoom() {
        var room = settings.standInRoom();
        return room == null || room.isBlank() ? Optional.empty() : Optional.of(withoutSlash(room));
    }

    /** Whether what is said about that account concerns this installation. */
    boolean serves(String accountId) {
        return settings.subAccounts() || accountId.equals(account.accountId());
    }

    /** Empty when events cannot be verified. */
    Optional<String> webhookSecret() {
        var secret = account.webhookSecretToken();
        return secret == null || secret.isBlank() ? Optional.empty() : Optional.of(secret);
    }

    URI token() {
        return URI.create((override.isEmpty() ? "https://zoom.us" : override) + "/oauth/token");
    }

    /** @param path with its query, already encoded */
    URI api(String path) {
        return URI.create((override.isEmpty() ? "https://api.zoom.us" : override) + "/v2" + path);
    }

    private static String withoutSlash(String address) {
        var text = address.strip();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
