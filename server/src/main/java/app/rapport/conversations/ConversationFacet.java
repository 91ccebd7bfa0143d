package app.rapport.conversations;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What a module above adds to a conversation's document, under a name of its own: {@code sync} by the CRM module. A bean. */
public interface ConversationFacet {
    String name();

    /** The JSON-ready value for each of the conversations; absent means null. One query for all of them. */
    Map<UUID, Object> of(Collection<UUID> conversations);

    /** The short form for lists. */
    default Map<UUID, Object> briefOf(Collection<UUID> conversations) {
        return of(conversations);
    }
}
