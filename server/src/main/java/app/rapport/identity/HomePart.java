package app.rapport.identity;

import java.util.Optional;

/** What a module above shows people as they come in, under a name of its own: {@code failedSyncs} by the CRM module. A bean. */
public interface HomePart {
    String name();

    /** The JSON-ready value, in the user's organisation; empty when this is nothing this person may see or act on. */
    Optional<Object> of(CurrentUser user);
}
