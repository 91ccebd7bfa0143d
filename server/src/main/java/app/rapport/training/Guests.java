package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Tenancy;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** People without an account, who come by their personal link: they see the one session it is for. */
@Service
class Guests {
    private final JoinLinks links;
    private final SessionReads reads;
    private final Joining joining;
    private final Users users;
    private final TransactionTemplate transaction;

    Guests(JoinLinks links, SessionReads reads, Joining joining, Users users, TransactionTemplate transaction) {
        this.links = links;
        this.reads = reads;
        this.joining = joining;
        this.users = users;
        this.transaction = transaction;
    }

    record Room(
            UUID id,
            String title,
            String status,
            @JsonProperty("start_time") Instant startTime,
            int duration,
            String zone,
            @Nullable String instructor,
            @JsonProperty("zoom_meeting_id") @Nullable String zoomMeetingId,
            @JsonProperty("zoom_join_url") @Nullable String zoomJoinUrl,
            Instant opensAt,
            boolean mayJoin) {}

    Room room(String token) {
        var guest = links.require(token);
        return Tenancy.in(
                guest.organization(),
                () -> Objects.requireNonNull(transaction.execute(status -> room(reads.row(guest.session())))));
    }

    Joining.Ticket ticket(String token, Joining.Ask ask) {
        var guest = links.require(token);
        return Tenancy.in(guest.organization(), () -> joining.guestTicket(guest.session(), guest.learner(), ask));
    }

    void joined(String token, Joining.Measured measured) {
        var guest = links.require(token);
        Tenancy.run(guest.organization(), () -> joining.guestJoined(guest.session(), measured));
    }

    private Room room(SessionRow session) {
        return new Room(
                session.id(),
                session.title(),
                session.status(),
                session.start(),
                session.minutes(),
                session.zone().getId(),
                users.find(new UserId(session.instructor()))
                        .map(Users.User::name)
                        .orElse(null),
                session.zoomMeetingId(),
                session.zoomJoinUrl(),
                session.opensAt(),
                session.running() && session.zoomMeetingId() != null);
    }
}
