package app.rapport.crm.connector;

import java.util.UUID;

/** One of our things that has, or shall have, a record there. */
public record LinkKey(Kind kind, UUID id) {
    public enum Kind {
        CONVERSATION,
        ACTION_ITEM,
        STAKEHOLDER
    }
}
