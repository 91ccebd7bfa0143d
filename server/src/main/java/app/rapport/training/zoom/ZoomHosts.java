package app.rapport.training.zoom;

import app.rapport.identity.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which Zoom user each of our instructors is. In the scope's organisation. */
public interface ZoomHosts {
    /** The stored Zoom user of one of ours. Call inside a transaction. */
    Optional<Host> find(UserId user);

    /** Those of these people who have one. Call inside a transaction. */
    List<Host> find(Collection<UserId> users);

    /**
     * Finds or makes the Zoom user, stores who it is, and gives them a licence when one is free (a missing one is a warning on
     * {@link Host#problem}, not a failure). Calls Zoom: never inside a transaction.
     */
    Host ensure(UserId user) throws ZoomFailed;

    /** The same when Zoom does not know the stored one any more: somebody deleted it there. */
    Host afresh(UserId user) throws ZoomFailed;

    /**
     * @param status active, pending (has not accepted Zoom's invitation), inactive (deactivated there)
     * @param problem a stable code of what stands in the way of long meetings: {@code no_licence_left}, {@code pending},
     *     {@code inactive}
     */
    record Host(
            UserId user,
            String zoomUserId,
            String status,
            boolean licensed,
            @Nullable String problem) {
        public boolean pending() {
            return status.equals("pending");
        }
    }
}
