package app.rapport.customers;

import java.util.UUID;

/** Whose a sighting was: explicit id, then exact e-mail, then company domain, else the unmatched queue. Never by name. */
public sealed interface Match {
    record Known(UUID customerId, UUID stakeholderId) implements Match {}

    /** The company is known by its domain, the person is not. */
    record Company(UUID customerId) implements Match {}

    /** One of our own users. */
    record Internal(UUID userId) implements Match {}

    /** Waits for a person to resolve it; the answer is remembered for the next sighting. */
    record Unmatched(UUID unmatchedId) implements Match {}
}
