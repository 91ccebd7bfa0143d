package app.rapport.training;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Patch;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes cohorts and changes them. */
@Service
class CohortDesk {
    private final JdbcClient db;
    private final CohortReads reads;
    private final Instructors instructors;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final Clock clock;

    CohortDesk(
            JdbcClient db, CohortReads reads, Instructors instructors, AuditTrail audit, LiveEvents live, Clock clock) {
        this.db = db;
        this.reads = reads;
        this.instructors = instructors;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    record Form(
            @Nullable String name,

            @JsonProperty("instructor_id") @JsonAlias("instructorId") @Nullable
            UUID instructorId) {}

    /** @param archived true puts it away, false takes it back */
    record Change(
            Patch<String> name,

            @JsonProperty("instructor_id") @JsonAlias("instructorId")
            Patch<UUID> instructorId,

            Patch<Boolean> archived) {
        Change {
            name = Patch.text(name);
        }
    }

    @Transactional
    CohortView add(Form form) {
        var name = Typed.line("name", form.name());
        var instructor = instructors.require(form.instructorId());
        var id = Ids.next();
        db.sql("""
                insert into training.cohorts (id, organization_id, name, instructor_id, created_at, updated_at)
                values (:id, :organization, :name, :instructor, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("name", name)
                .param("instructor", instructor.id().value())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        audit.record("cohort.created", "cohort", id.toString(), Map.of("name", name));
        live.publish("training", id.toString());
        return reads.one(id);
    }

    @Transactional
    CohortView edit(UUID id, Change change) {
        lock(id);
        var before = reads.one(id);
        var name = Typed.line("name", change.name().over(before.name(), "name"));
        var instructor = change.instructorId().over(before.instructorId(), "instructor_id");
        if (!instructor.equals(before.instructorId())) {
            instructors.require(instructor);
        }
        var archived = change.archived().over(before.archived(), "archived");
        db.sql("""
                update training.cohorts set name = :name, instructor_id = :instructor, updated_at = :now,
                  archived_at = case when :archived then coalesce(archived_at, :now) end
                where id = :id
                """)
                .param("id", id)
                .param("name", name)
                .param("instructor", instructor)
                .param("archived", archived)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        var after = reads.one(id);
        if (!after.equals(before)) {
            audit.record("cohort.updated", "cohort", id.toString(), Map.of("before", before, "after", after));
            live.publish("training", id.toString());
        }
        return after;
    }

    /** Puts it away; what was taught stays on record, and so do its sessions still to come. */
    @Transactional
    void archive(UUID id) {
        edit(id, new Change(Patch.absent(), Patch.absent(), Patch.to(true)));
    }

    /** Whoever changes another field at the same time waits: each writes the whole row. */
    private void lock(UUID id) {
        db.sql("select from training.cohorts where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
    }
}
