package app.rapport.videos;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.videos.VideoWatched.Person;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a person out of the record of viewing: from then on somebody watched, nobody knows who, and every number stays as it
 * was. Their links open nothing any more, for a personal video says their name.
 */
@Service
class ViewerErasure {
    private final JdbcClient db;
    private final LedgerSums sums;
    private final ShareCache cache;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ViewerErasure(
            JdbcClient db,
            LedgerSums sums,
            ShareCache cache,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.sums = sums;
        this.cache = cache;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** @param videos in whose record the person was */
    record Erased(int links, int videos) {}

    private record Link(UUID video, UUID viewer, String token) {}

    @Transactional
    public Erased erase(String email) {
        var address = EmailAddress.of(email)
                .orElseThrow(() -> Problem.invalid("invalid_email", "This is not an e-mail address.")
                        .with("field", "email"));
        var links = db.sql("""
                select video_id, viewer_id, token from videos.video_shares where recipient_email = :email
                order by video_id for update
                """)
                .param("email", address.value())
                .query((row, number) -> new Link(
                        row.getObject("video_id", UUID.class),
                        row.getObject("viewer_id", UUID.class),
                        row.getString("token")))
                .list();
        var people = links.stream()
                .map(link -> new Person(link.video(), link.viewer(), List.of(VideoWatched.ERASED)))
                .distinct()
                .toList();
        // Whoever counts these videos is waited for, and waits.
        sums.lock(people.stream().map(Person::videoId).toList());
        people.forEach(this::forget);
        links.forEach(link -> cache.forget(link.token()));
        VideoWatched.of(Tenancy.current(), people).forEach(events::publishEvent);
        audit.record("viewer.erased", "viewer", null, Map.of("links", links.size()));
        return new Erased(links.size(), people.size());
    }

    /** The viewer's id follows from the address, so that goes as well. */
    private void forget(Person person) {
        var nobody = UUID.randomUUID();
        db.sql("""
                update videos.video_shares set recipient_name = null, recipient_email = null, viewer_id = null, customer_id = null,
                  stakeholder_id = null, unmatched_id = null, personal_id = null, revoked_at = coalesce(revoked_at, :now)
                where video_id = :video and viewer_id = :viewer
                """)
                .param("video", person.videoId())
                .param("viewer", person.viewerId())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        anonymise("video_events", """
                (view_id in (select view_id from videos.video_views where video_id = :video and viewer_id = :viewer)
                  or written_in > (select read_to from videos.fold))""", person, nobody);
        anonymise("video_views", "true", person, nobody);
        db.sql("""
                update videos.video_viewers set viewer_id = :nobody, named = false
                where video_id = :video and viewer_id = :viewer
                """)
                .param("nobody", nobody)
                .param("video", person.videoId())
                .param("viewer", person.viewerId())
                .update();
    }

    private void anonymise(String table, String where, Person person, UUID nobody) {
        db.sql("update videos." + table + " set viewer_id = :nobody, share_id = null, address = null, agent = null"
                        + " where video_id = :video and viewer_id = :viewer and " + where)
                .param("nobody", nobody)
                .param("video", person.videoId())
                .param("viewer", person.viewerId())
                .update();
    }
}
