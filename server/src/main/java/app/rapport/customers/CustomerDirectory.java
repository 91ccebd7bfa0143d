package app.rapport.customers;

import app.rapport.identity.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads customers and stakeholders for other modules, and takes what providers know better. In the scope's organisation. */
public interface CustomerDirectory {
    Optional<Customer> customer(UUID id);

    /** Those of the ids that exist, archived ones too. */
    Map<UUID, Customer> customers(Collection<UUID> ids);

    /** Those this user looks after, archived ones left out. */
    Set<UUID> ownedBy(UserId user);

    Optional<Stakeholder> stakeholder(UUID id);

    List<Stakeholder> stakeholdersOf(UUID customerId);

    /** Fills in what a provider says of a person: empty fields always, others only when {@code overwrite}. Audited; says what changed. */
    Map<String, Change> update(UUID stakeholderId, StakeholderFacts facts, String source, boolean overwrite);

    /** @param externalIds by provider, for instance {@code salesforce} to an account id */
    record Customer(
            UUID id,
            String name,
            List<String> domains,
            @Nullable String segment,
            @Nullable String lifecycle,
            @Nullable UUID ownerId,
            @Nullable LocalDate renewalDate,
            Map<String, String> externalIds,
            Instant createdAt) {}

    /** @param emails the first is the main one */
    record Stakeholder(
            UUID id,
            UUID customerId,
            String name,
            List<String> emails,
            @Nullable String role,
            @Nullable String title) {}

    /** What a provider may tell of a person; null says nothing. */
    record StakeholderFacts(
            @Nullable String name,
            @Nullable String email,
            @Nullable String title,
            @Nullable String role) {}

    record Change(@Nullable String before, @Nullable String after) {}
}
