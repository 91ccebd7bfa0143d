package app.rapport.training.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.training.attendance.AttendanceSettings.SessionType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attendance against what was true of many classes nobody thought of beforehand. */
class GeneratedClassesTest {
    private static final SessionType TYPE = new SessionType("class", "Class", 75, 10);
    private static final int CLASSES = 1_000;

    @Test
    @Requirement({"D-25", "Z-61"})
    void afterTheReportOfAThousandClassesAttendanceIsWhatWasTrueAndTheSameInEveryOrder() {
        var right = 0;
        var all = 0;
        for (var seed = 0; seed < CLASSES; seed++) {
            var generated = new GeneratedClass(seed, 3 + seed % 28, (seed % 6) / 100.0);
            var before = generated.heard(new Random(seed));
            var register = register(generated, before);
            assertThat(register(generated, generated.heard(new Random(seed + 1))))
                    .isEqualTo(register);
            before.addAll(generated.report);
            var reconciled = register(generated, before);
            var others = generated.heard(new Random(seed + 2));
            others.addAll(0, generated.report.reversed());
            assertThat(register(generated, others)).isEqualTo(reconciled);
            for (var learner : generated.there.keySet()) {
                all++;
                right += equal(generated, reconciled, learner, 0.5) ? 1 : 0;
            }
        }
        assertThat((double) right / all).as("of %d learners", all).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    @Requirement("Z-82")
    void ofTwoHundredPeopleEventsAloneTellTheTruthOfNinetyFivePercent() {
        var right = 0;
        var all = 0;
        for (var seed = 0; seed < 20; seed++) {
            var generated = new GeneratedClass(10_000 + seed, 200, 0.05);
            var register = register(generated, generated.heard(new Random(seed)));
            for (var learner : generated.there.keySet()) {
                all++;
                right += equal(generated, register, learner, 5) ? 1 : 0;
            }
        }
        assertThat((double) right / all).as("of %d learners", all).isGreaterThanOrEqualTo(0.95);
    }

    private static Register register(GeneratedClass generated, List<Fact> heard) {
        return Register.of(
                new HashSet<>(heard),
                identity -> new Person.Stranger(identity.key()),
                new Span(GeneratedClass.START, generated.plannedEnd()),
                generated.plannedEnd().plusSeconds(7_200));
    }

    /** @param points by how much the percentages may differ */
    private static boolean equal(GeneratedClass generated, Register register, String learner, double points) {
        var presence = register.people().get(new Person.Stranger(new Identity.Key("key:" + learner, false)));
        var percent = presence == null ? 0 : Verdict.percent(presence.length(), register.length());
        var first = presence == null ? null : presence.spans().getFirst().from();
        var truth = generated.truePercent(learner);
        return Math.abs(percent - truth) <= points
                && Verdict.of(percent, first, begins(register.startedAt()), TYPE)
                        .equals(Verdict.of(
                                Math.round(truth * 10) / 10.0,
                                generated.firstJoin(learner),
                                begins(generated.began()),
                                TYPE));
    }

    private static Instant begins(@Nullable Instant started) {
        return started == null || started.isBefore(GeneratedClass.START) ? GeneratedClass.START : started;
    }
}
