package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.platform.Problem;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomHosts;
import app.rapport.training.zoom.ZoomMeetings;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What makes somebody's meeting window the host's: a key of their own, never another's. Outside a transaction. */
@Component
class HostKeys {
    private final MeetingRows rows;
    private final MeetingSaga saga;
    private final ZoomHosts hosts;
    private final ZoomMeetings zoom;
    private final TransactionTemplate transaction;

    HostKeys(MeetingRows rows, MeetingSaga saga, ZoomHosts hosts, ZoomMeetings zoom, TransactionTemplate transaction) {
        this.rows = rows;
        this.saga = saga;
        this.hosts = hosts;
        this.zoom = zoom;
        this.transaction = transaction;
    }

    /** Of who holds the session. */
    String of(SessionRow session, UserId user, MeetingRows.Way way) throws ZoomFailed {
        return session.instructor().equals(user.value())
                ? zoom.hostKey(way.hostId())
                : ofAlternative(session.id(), user);
    }

    /** Somebody may have got their licence since Zoom was told who they are. */
    private String ofAlternative(UUID session, UserId user) throws ZoomFailed {
        var host = hosts.ensure(user);
        if (!rows.toldOf(session, user.value()) && AlternativeHosts.takes(host)) {
            transaction.executeWithoutResult(status -> rows.changed(session, false));
            saga.settle(session);
        }
        if (!rows.toldOf(session, user.value())) {
            throw Problem.conflict(
                    "alternative_host_not_taken",
                    "Zoom does not take you as a host of this session: you need a Zoom licence. Until then, its instructor can start it.");
        }
        return zoom.hostKey(host.zoomUserId());
    }
}
