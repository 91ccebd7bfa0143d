package app.rapport.engagement;

import app.rapport.customers.CustomerFacet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Adds to a customer's document by what its health is told, each with its explanation. There is no sum of them yet. */
@Component
class Health implements CustomerFacet {
    private static final String NO_SUM = "not_measured";
    private final List<HealthComponent> components;

    Health(List<HealthComponent> components) {
        this.components = components;
    }

    /**
     * @param band of them all together
     * @param components by name
     */
    record Told(String band, Map<String, HealthComponent.Reading> components) {}

    @Override
    public String name() {
        return "health";
    }

    @Override
    public Map<UUID, Object> of(Collection<UUID> customers) {
        var told = new HashMap<UUID, Map<String, HealthComponent.Reading>>();
        components.forEach(component -> component
                .of(customers)
                .forEach((customer, reading) -> told.computeIfAbsent(customer, one -> new LinkedHashMap<>())
                        .put(component.name(), reading)));
        var facets = new HashMap<UUID, Object>();
        told.forEach((customer, readings) -> facets.put(customer, new Told(NO_SUM, readings)));
        return facets;
    }
}
