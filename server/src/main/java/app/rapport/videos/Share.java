package app.rapport.videos;

import app.rapport.platform.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link to watch a video by.
 *
 * @param viewerId who watches by it; null when that is not known
 * @param internal for one of our own people
 */
record Share(
        UUID id,
        OrganizationId organization,
        UUID videoId,
        String token,
        @Nullable Recipient recipient,
        @Nullable UUID viewerId,
        boolean internal,
        @Nullable UUID personalId,
        @Nullable String passwordHash,
        @Nullable CallToAction cta,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        Instant createdAt) {

    record Recipient(
            @Nullable String name,
            @Nullable String email,
            @Nullable UUID customerId,
            @Nullable UUID stakeholderId) {}

    record CallToAction(String label, String url) {}

    boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    boolean revoked() {
        return revokedAt != null;
    }

    boolean open(Instant now) {
        return !revoked() && !expired(now);
    }
}
