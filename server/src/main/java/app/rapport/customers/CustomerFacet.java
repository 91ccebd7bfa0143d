package app.rapport.customers;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What a module above adds to customers' documents, under a name of its own. A bean. */
public interface CustomerFacet {
    String name();

    /** The JSON-ready value for each of the customers; absent means null. One query for all of them. */
    Map<UUID, Object> of(Collection<UUID> customers);
}
