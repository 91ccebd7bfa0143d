package app.rapport.customers;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider saw them: a participant, an invitee, a viewer.
 *
 * @param provider who saw: {@code zoom}, {@code hubspot}, {@code upload} …
 * @param externalId the provider's own id of the person, if it has one
 */
public record Sighting(
        String provider,
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String name) {}
