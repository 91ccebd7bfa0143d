package app.rapport.videos;

import app.rapport.customers.SightingResolved;
import app.rapport.platform.Tenancy;
import app.rapport.videos.VideoWatched.Person;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A recipient nobody knew is known now: what they watched belongs to their customer. */
@Component("resolvedVideoRecipients")
class ResolvedRecipients {
    private final ShareStore shares;
    private final ApplicationEventPublisher events;

    ResolvedRecipients(ShareStore shares, ApplicationEventPublisher events) {
        this.shares = shares;
        this.events = events;
    }

    @ApplicationModuleListener
    void resolved(SightingResolved resolution) {
        if (resolution.email() != null) {
            var people = shares.resolved(resolution).stream()
                    .distinct()
                    .map(one -> new Person(one.video(), one.viewer(), List.of(VideoWatched.IDENTIFIED)))
                    .toList();
            VideoWatched.of(Tenancy.current(), people).forEach(events::publishEvent);
        }
    }
}
