package app.rapport;

import app.rapport.identity.TestOrganization;
import java.util.Map;

/**
 * Real ids of one organisation's things, with which {@link IsolationTest} tries every route from another organisation. A
 * {@code @Component} in a module's tests; a route nobody gives an id for is tried with one that does not exist.
 */
public interface SampleIds {
    /** Makes what is needed. Keys are routes up to and with their id, as {@code /api/customers/{id}}. */
    Map<String, String> of(TestOrganization organization);

    /** A valid body for routes that want one, by method and route: {@code POST /api/customers/{id}/stakeholders}. */
    default Map<String, String> bodies() {
        return Map.of();
    }
}
