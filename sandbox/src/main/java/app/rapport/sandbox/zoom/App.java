package app.rapport.sandbox.zoom;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two apps registered with the account: one for the API, one for meeting windows. As the environment says, else made up. */
record App(
        String accountId, String clientId, String clientSecret, String sdkKey, String sdkSecret, String webhookSecret) {

    static App registered() {
        return new App(
                named("ZOOM_ACCOUNT_ID", "rapport-sandbox-account"),
                named("ZOOM_CLIENT_ID", "rapport-sandbox"),
                named("ZOOM_CLIENT_SECRET", "rapport-sandbox-secret"),
                named("ZOOM_SDK_KEY", "rapport-sandbox-sdk"),
                named("ZOOM_SDK_SECRET", "rapport-sandbox-sdk-secret"),
                named("ZOOM_WEBHOOK_SECRET_TOKEN", "rapport-sandbox-webhook-secret"));
    }

    static String named(String name, String otherwise) {
        @Nullable String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : Objects.requireNonNull(value);
    }
}
