package app.rapport.connections;

import app.rapport.platform.Wording;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the API shows it. No credential is in it.
 *
 * @param state connected, needs_reconnect, paused or disconnected
 * @param lastSuccessAt when the provider last answered us usefully
 * @param lastSyncAt when a push or pull last went through
 * @param credentialAgeDays since a person gave the credential; null when there is none
 */
public record ConnectionView(
        UUID id,
        String provider,
        String label,
        String auth,
        String state,
        Health health,
        @Nullable String externalAccount,
        Map<String, String> settings,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastSyncAt,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Long credentialAgeDays,
        @Nullable Budget budget,
        Permissions permissions) {

    /** For a CRM, the same word as {@link #provider}. */
    @JsonProperty
    public String crmType() {
        return provider;
    }

    /**
     * In words, with what to do about it.
     *
     * @param state healthy, degraded, failing or disconnected
     * @param words reason and next step, for other languages
     */
    public record Health(String state, String reason, String nextStep, Wording words) {}

    /** How much of what the provider allows is used up, as of when we last knew. */
    public record Budget(long limit, long used, long windowSeconds, Instant asOf) {}

    /** What the caller may do with it. */
    public record Permissions(boolean manage) {}
}
