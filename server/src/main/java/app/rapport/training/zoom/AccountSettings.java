package app.rapport.training.zoom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The Zoom account of this installation, {@code ZOOM_…} in the environment: an app for the API, one for meeting windows, and
 * the secret that signs what Zoom sends. All but the last belong together: all or none.
 */
@ConfigurationProperties("zoom")
record AccountSettings(
        @Nullable String accountId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String sdkKey,
        @Nullable String sdkSecret,
        @Nullable String webhookSecretToken) {

    boolean complete() {
        return missingPairs().isEmpty();
    }

    /** None of those that belong together is set. */
    boolean empty() {
        return missingPairs().size() == together().size();
    }

    List<String> missing() {
        var missing = new ArrayList<>(missingPairs());
        if (blank(webhookSecretToken)) {
            missing.add("ZOOM_WEBHOOK_SECRET_TOKEN");
        }
        return missing;
    }

    private List<String> missingPairs() {
        return together().entrySet().stream()
                .filter(one -> blank(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, @Nullable String> together() {
        var all = new LinkedHashMap<String, @Nullable String>();
        all.put("ZOOM_ACCOUNT_ID", accountId);
        all.put("ZOOM_CLIENT_ID", clientId);
        all.put("ZOOM_CLIENT_SECRET", clientSecret);
        all.put("ZOOM_SDK_KEY", sdkKey);
        all.put("ZOOM_SDK_SECRET", sdkSecret);
        return all;
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** Says nothing of its secrets, wherever it is printed. */
    @Override
    public String toString() {
        return "the Zoom account, missing " + missing();
    }
}
