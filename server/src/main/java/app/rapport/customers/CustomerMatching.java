package app.rapport.customers;

/** Resolves sightings. Call inside a transaction, in the organisation's scope. */
public interface CustomerMatching {
    /** The match; an unknown person is put in the unmatched queue (once per provider and id or e-mail). */
    Match resolve(Sighting sighting);

    /** A name for somebody of the unmatched queue who was seen without one. */
    void named(Match.Unmatched stranger, String name);
}
