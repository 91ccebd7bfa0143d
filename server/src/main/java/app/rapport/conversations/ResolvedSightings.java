package app.rapport.conversations;

import app.rapport.customers.SightingResolved;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A stranger who took part is known now: their conversations find their customer. */
@Component
class ResolvedSightings {
    private final Participants participants;
    private final Announcements announcements;

    ResolvedSightings(Participants participants, Announcements announcements) {
        this.participants = participants;
        this.announcements = announcements;
    }

    @ApplicationModuleListener
    void resolved(SightingResolved resolution) {
        participants.resolved(resolution).forEach(announcements::changed);
    }
}
