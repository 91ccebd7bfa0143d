package app.rapport.training;

import app.rapport.platform.Problem;
import app.rapport.platform.csv.SheetText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Enrols a list of people. A row that cannot be taken is reported in its place and spoils no other. */
@Service
class LearnerImport {
    private final LearnerDesk desk;
    private final CohortReads cohorts;
    private final TransactionTemplate transaction;

    LearnerImport(LearnerDesk desk, CohortReads cohorts, TransactionTemplate transaction) {
        this.desk = desk;
        this.cohorts = cohorts;
        this.transaction = transaction;
    }

    record Imported(boolean dryRun, List<Row> rows, int enrolled, int already, int invalid) {}

    /**
     * @param state new, already, invalid
     * @param problem a stable code of what is wrong; {@code message} says it as a sentence
     */
    record Row(
            long row,
            String email,
            String name,
            String state,
            @Nullable String problem,
            @Nullable String message) {}

    /** @param dryRun says what would happen and changes nothing */
    Imported paste(UUID cohort, @Nullable String text, boolean dryRun) {
        cohorts.one(cohort);
        return take(cohort, Typed.needed("content", text), dryRun);
    }

    Imported upload(UUID cohort, byte @Nullable [] file, boolean dryRun) {
        cohorts.one(cohort);
        return take(cohort, SheetText.of(Typed.needed("file", file)), dryRun);
    }

    private Imported take(UUID cohort, String text, boolean dryRun) {
        var people = LearnerFile.read(text);
        var rows = new ArrayList<Row>();
        transaction.executeWithoutResult(status -> {
            for (var person : people) {
                rows.add(take(cohort, person));
            }
            if (dryRun) {
                status.setRollbackOnly();
            }
        });
        return new Imported(dryRun, rows, count(rows, "new"), count(rows, "already"), count(rows, "invalid"));
    }

    private Row take(UUID cohort, LearnerFile.Row row) {
        LearnerDesk.Person person;
        try {
            person = LearnerDesk.Person.of(row.email(), row.name());
        } catch (Problem problem) {
            return new Row(row.row(), row.email(), row.name(), "invalid", problem.code(), problem.sentence());
        }
        var enrolled = desk.enrol(cohort, person);
        return new Row(
                row.row(),
                enrolled.learner().email(),
                enrolled.learner().name(),
                enrolled.fresh() ? "new" : "already",
                null,
                null);
    }

    private static int count(List<Row> rows, String state) {
        return (int) rows.stream().filter(row -> row.state().equals(state)).count();
    }
}
