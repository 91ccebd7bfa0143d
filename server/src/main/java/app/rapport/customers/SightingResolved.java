package app.rapport.customers;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person resolved somebody of the unmatched queue; what was recorded of them now belongs to this customer. */
public record SightingResolved(
        OrganizationId organization,
        String provider,
        @Nullable String externalId,
        @Nullable String email,
        UUID customerId,
        @Nullable UUID stakeholderId)
        implements TenantEvent {}
