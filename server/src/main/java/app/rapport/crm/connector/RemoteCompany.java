package app.rapport.crm.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param name null while only the id is known
 * @param deals ids of deals the record itself names; may be empty although there are some
 */
public record RemoteCompany(String id, @Nullable String name, List<String> deals) {
    public RemoteCompany {
        deals = List.copyOf(deals);
    }
}
