package app.rapport.engagement;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Wording;
import app.rapport.training.AttendanceChanged;
import app.rapport.training.Attendances;
import app.rapport.training.Attendances.Attended;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** That a customer's person attended a session is one entry on the customer's timeline; that they stayed away is none. */
@Component
class TrainingActivities {
    private final Attendances attendances;
    private final Users users;
    private final Timeline timeline;

    TrainingActivities(Attendances attendances, Users users, Timeline timeline) {
        this.attendances = attendances;
        this.users = users;
        this.timeline = timeline;
    }

    /** Written from how it stands now: events may come late, twice or in any order. */
    @ApplicationModuleListener
    void changed(AttendanceChanged event) {
        var session = event.sessionId();
        timeline.takeTurns(event.learnerIds().stream()
                .map(learner -> key(session, learner))
                .toList());
        var attended = attendances.of(session, event.learnerIds()).stream()
                .filter(one -> one.present() && one.customerId() != null)
                .collect(Collectors.toMap(Attended::learnerId, Function.identity()));
        timeline.forget(event.learnerIds().stream()
                .filter(learner -> !attended.containsKey(learner))
                .map(learner -> key(session, learner))
                .toList());
        attended.values().forEach(this::keep);
    }

    private static String key(UUID session, UUID learner) {
        return "training:" + session + ":" + learner;
    }

    private void keep(Attended attended) {
        var customer = attended.customerId();
        if (customer == null) {
            return;
        }
        timeline.keep(new Timeline.Fact(
                key(attended.sessionId(), attended.learnerId()),
                customer,
                attended.stakeholderId(),
                "training",
                "training",
                users.find(new UserId(attended.instructorId()))
                        .map(Users.User::name)
                        .orElse(null),
                attended.title(),
                summary(attended),
                words(attended),
                "/instructor/sessions/" + attended.sessionId() + "/attendance",
                attended.startedAt()));
    }

    private static String summary(Attended attended) {
        var percent = Math.round(attended.percent());
        if (percent == 0) {
            return "%s attended %s.".formatted(attended.name(), attended.title());
        }
        var late = attended.status().equals("late") ? " late" : "";
        return "%s attended %s%s, %d %%.".formatted(attended.name(), attended.title(), late, percent);
    }

    /** Whom a person marked present was not seen, so that there is no share to tell. */
    private static Wording words(Attended attended) {
        var percent = Math.round(attended.percent());
        var late = attended.status().equals("late");
        var words = Wording.of(
                        percent == 0
                                ? "training_marked_present"
                                : late ? "training_attended_late" : "training_attended")
                .with("name", attended.name())
                .with("title", attended.title());
        return percent == 0 ? words : words.with("percent", percent);
    }
}
