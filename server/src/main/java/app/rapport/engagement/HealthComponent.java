package app.rapport.engagement;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing by which a customer's health is told, with what it was worked out from. A bean. */
interface HealthComponent {
    /** {@code training}, {@code video} … */
    String name();

    /** One answer for each of the customers. One query for all of them. */
    Map<UUID, Reading> of(Collection<UUID> customers);

    /**
     * @param value 0 to 100; null when there is nothing to measure, which is not the same as zero
     * @param weight among all components, of 100; a component that is not measured leaves its weight to the others
     * @param inputs the numbers the value follows from
     */
    record Reading(@Nullable Integer value, int weight, String definition, Map<String, Object> inputs, Instant asOf) {}
}
