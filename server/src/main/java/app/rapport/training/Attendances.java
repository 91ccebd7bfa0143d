package app.rapport.training;

import app.rapport.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who attended sessions that are over, for those who build on it. In the scope's organisation, inside a transaction. */
public interface Attendances {
    /** How it stands with these learners of a session. Left out is who was not expected there. */
    List<Attended> of(UUID session, Collection<UUID> learners);

    /** What customers' learners were expected at since then, and came to. Customers of whom nobody was are left out. */
    Map<UUID, Turnout> ofCustomers(Collection<UUID> customers, Instant since);

    /** Of these sessions, those for which a user has a certificate of attendance. */
    Set<UUID> certified(UserId user, Collection<UUID> sessions);

    /**
     * @param status present, late, excused or absent: what counts, decided by a person or worked out
     * @param percent of the session's length
     * @param startedAt when the session began
     */
    record Attended(
            UUID sessionId,
            String title,
            UUID instructorId,
            UUID learnerId,
            String name,
            @Nullable UUID customerId,
            @Nullable UUID stakeholderId,
            String status,
            double percent,
            Instant startedAt) {
        public boolean present() {
            return status.equals("present") || status.equals("late");
        }
    }

    /**
     * @param held one for each learner and session they were expected at, the excused left out
     * @param attended of these, those they were present at
     * @param learners how many people that were
     */
    record Turnout(int held, int attended, int learners, Instant lastSessionAt) {}
}
