package app.rapport.platform.secrets;

import java.util.UUID;

/**
 * Seals what must not be readable in the database.
 *
 * <p>A sealed text is bound to its organisation and its row: copied elsewhere it does not open. It names its data key, so
 * that keys rotate while the process serves.
 */
public interface Secrets {
    /**
     * Seals a text for the organisation in scope. Call inside a transaction.
     *
     * @param place the column that will hold it, as contributed by the module that owns it
     * @param row the row's id
     * @return text to store, of the form {@code rs1.<key id>.<base64url>}
     */
    String seal(SealedColumn place, UUID row, String secret);

    /** Opens what {@link #seal} made for the same place and row; fails for anything else. Call inside a transaction. */
    String open(SealedColumn place, UUID row, String sealed);
}
