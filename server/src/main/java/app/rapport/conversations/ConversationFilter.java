package app.rapport.conversations;

import java.util.Collection;
import java.util.UUID;

/** What a module above narrows the list of conversations by, under a name of its own: {@code sync} by the CRM module. A bean. */
public interface ConversationFilter {
    String name();

    /** The conversations of which this holds; a {@link app.rapport.platform.Problem} when there is no such value. */
    Collection<UUID> having(String value);
}
