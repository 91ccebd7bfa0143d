package app.rapport.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cohort as its pages show it. */
record CohortView(
        UUID id,
        String name,
        @JsonProperty("instructor_id") UUID instructorId,
        Named instructor,
        int learnerCount,
        int sessionCount,
        @Nullable Instant nextSessionAt,
        boolean archived) {}
