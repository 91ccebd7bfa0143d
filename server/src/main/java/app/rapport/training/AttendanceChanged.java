package app.rapport.training;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Of a session that is over, the attendance of these learners is known, or is another than before. How it stands now,
 * {@link Training} tells.
 */
public record AttendanceChanged(OrganizationId organization, UUID sessionId, List<UUID> learnerIds)
        implements TenantEvent {
    private static final int AT_ONCE = 100;

    /** As many events as keep each short. */
    public static List<AttendanceChanged> of(OrganizationId organization, UUID session, Collection<UUID> learners) {
        var all = learners.stream().sorted().toList();
        var events = new ArrayList<AttendanceChanged>();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            events.add(new AttendanceChanged(
                    organization, session, List.copyOf(all.subList(from, Math.min(from + AT_ONCE, all.size())))));
        }
        return events;
    }
}
