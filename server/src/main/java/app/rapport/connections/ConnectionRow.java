package app.rapport.connections;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Wording;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection as it is stored, without its credential. */
record ConnectionRow(
        UUID id,
        OrganizationId organization,
        String provider,
        String category,
        String label,
        String auth,
        String state,
        boolean paused,
        @Nullable String externalAccount,
        @Nullable String instanceUrl,
        @Nullable String loginHost,
        Map<String, String> settings,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant credentialGivenAt,
        Trouble trouble,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastSyncAt,
        @Nullable Reading reading) {

    static final String CONNECTED = "connected";
    static final String NEEDS_RECONNECT = "needs_reconnect";
    static final String DISCONNECTED = "disconnected";

    /** What went wrong last, what an admin must mend, and until when we keep quiet. */
    record Trouble(
            int failures,
            @Nullable String lastFailure,
            @Nullable Wording lastFailureWords,
            @Nullable String attention,
            @Nullable String nextStep,
            @Nullable Wording attentionWords,
            @Nullable Instant quietUntil,
            @Nullable String quietReason,
            @Nullable Wording quietWords) {}

    /** What the provider last said of its limit. */
    record Reading(long limit, long used, Instant at) {}

    /** The state as others see it: a paused connection is paused only while it could work. */
    String shownState() {
        return paused && state.equals(CONNECTED) ? "paused" : state;
    }

    Connections.Connection promised() {
        var until = trouble.quietUntil();
        return new Connections.Connection(
                id,
                provider,
                label,
                shownState(),
                externalAccount,
                settings,
                createdAt,
                until == null
                        ? null
                        : new Connections.Quiet(
                                until, Objects.requireNonNullElse(trouble.quietReason(), ""), trouble.quietWords()));
    }
}
