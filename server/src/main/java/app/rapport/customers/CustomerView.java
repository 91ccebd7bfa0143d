package app.rapport.customers;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as lists and the API show it.
 *
 * @param facets what modules above add, each under its own name: {@code lastActivityAt}, {@code health}
 */
record CustomerView(
        UUID id,
        String name,
        List<String> domains,
        @Nullable String segment,
        @Nullable String lifecycle,
        @Nullable String region,
        @Nullable Owner owner,
        @Nullable LocalDate renewalDate,
        Map<String, String> externalIds,
        int stakeholderCount,
        boolean archived,
        Instant createdAt,
        Instant updatedAt,
        @JsonAnyGetter Map<String, @Nullable Object> facets) {
    record Owner(UUID id, String name) {}

    /** A customer with its people, for its own page. */
    record Whole(@JsonUnwrapped CustomerView customer, List<StakeholderView> stakeholders) {}

    record StakeholderView(
            UUID id,
            UUID customerId,
            @Nullable String customerName,
            String name,
            List<String> emails,
            @Nullable String role,
            @Nullable String title) {}
}
