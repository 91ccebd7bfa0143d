package app.rapport.engagement;

import app.rapport.training.Attendances;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How regularly a customer's people come to the training they are enrolled in. */
@Component
class TrainingHealth implements HealthComponent {
    private static final int DAYS = 90;
    private static final int WEIGHT = 25;
    private static final String DEFINITION = "Of the sessions of the last " + DAYS
            + " days that the customer's learners were expected at, the share they attended, each learner and session counted once. The excused do not count. Null without any such session.";

    private final Attendances attendances;
    private final Clock clock;

    TrainingHealth(Attendances attendances, Clock clock) {
        this.attendances = attendances;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "training";
    }

    @Override
    public Map<UUID, Reading> of(Collection<UUID> customers) {
        var now = clock.instant();
        var turnouts = attendances.ofCustomers(customers, now.minus(Duration.ofDays(DAYS)));
        return customers.stream().distinct().collect(Collectors.toMap(Function.identity(), customer -> {
            var turnout = turnouts.get(customer);
            var inputs = new LinkedHashMap<String, Object>();
            inputs.put("days", DAYS);
            inputs.put("held", turnout == null ? 0 : turnout.held());
            inputs.put("attended", turnout == null ? 0 : turnout.attended());
            inputs.put("learners", turnout == null ? 0 : turnout.learners());
            var value = turnout == null || turnout.held() == 0
                    ? null
                    : (Integer) Math.toIntExact(Math.round(100.0 * turnout.attended() / turnout.held()));
            return new Reading(value, WEIGHT, DEFINITION, inputs, now);
        }));
    }
}
