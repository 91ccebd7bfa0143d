package app.rapport;

import app.rapport.identity.TestOrganization;
import java.util.Map;

/**
 * Real ids of one organisation's things, with which {@link IsolationTest} tries every route from another organisation. A
 * {@code @Component} in a module's tests. A route with an id that nobody gives a sample for fails the test.
 */
public interface SampleIds {
    /**
     * Makes what is needed and waits until it is at rest: afterwards nothing of the organisation changes by itself. Keys are
     * routes up to and with their id, as {@code /api/customers/{id}}.
     */
    Map<String, String> of(TestOrganization organization);

    /**
     * A valid body for routes that want one, by method and route: {@code POST /api/customers/{id}/stakeholders}. A key of
     * {@link #of} in quotes stands for the caller's own thing.
     */
    default Map<String, String> bodies() {
        return Map.of();
    }

    /**
     * What an id in a body or a query means, as a key of {@link #of}: by the field's name, {@code customerId}, or by route and
     * name, {@code POST /api/integrations/webhooks/test id}.
     */
    default Map<String, String> references() {
        return Map.of();
    }
}
