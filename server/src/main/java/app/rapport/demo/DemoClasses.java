package app.rapport.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cohort of twelve, a class that begins in twenty minutes and one the day after. */
class DemoClasses {
    private final Clock clock;

    DemoClasses(Clock clock) {
        this.clock = clock;
    }

    /** @param coordinator schedules and enrols */
    void show(DemoVisitor coordinator) throws IOException, InterruptedException {
        var ines = coordinator.user("ines@acornworks.example");
        var cohort = coordinator.cohort("Spring onboarding", ines);
        for (var learner : learners().entrySet()) {
            coordinator.learner(cohort, learner.getKey(), learner.getValue());
        }
        var soon = clock.instant().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        coordinator.session(cohort, ines, "Spring onboarding", soon, 60);
        coordinator.session(cohort, ines, "Reports and exports", soon.plus(Duration.ofDays(1)), 45);
    }

    private static Map<String, String> learners() {
        var people = new LinkedHashMap<String, String>();
        people.put("noor@acornworks.example", "Noor");
        people.put("john@acmecorp.com", "John Smith");
        people.put("mia@acmecorp.com", "Mia Wong");
        people.put("layla@acmecorp.com", "ليلى حداد");
        people.put("omar.s@acmecorp.com", "عمر سالم");
        people.put("priya@acmecorp.com", "Priya Nair");
        people.put("tom@acmecorp.com", "Tom Baker");
        people.put("grace@globex.example", "Grace Lee");
        people.put("hana@globex.example", "هناء يوسف");
        people.put("lucas@globex.example", "Lucas Moreau");
        people.put("eva@globex.example", "Eva Novak");
        people.put("ben@globex.example", "Ben Carter");
        return people;
    }
}
