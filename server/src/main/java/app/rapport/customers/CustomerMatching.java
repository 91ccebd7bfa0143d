package app.rapport.customers;

import java.util.Optional;

/** Resolves sightings. Call inside a transaction, in the organisation's scope. */
public interface CustomerMatching {
    /** The match; an unknown person is put in the unmatched queue (once per provider and id or e-mail). */
    Match resolve(Sighting sighting);

    /** The match of somebody we know or whose company we know; leaves no trace of anybody else. Never {@link Match.Unmatched}. */
    Optional<Match> known(Sighting sighting);

    /** A name for somebody of the unmatched queue who was seen without one. */
    void named(Match.Unmatched stranger, String name);
}
