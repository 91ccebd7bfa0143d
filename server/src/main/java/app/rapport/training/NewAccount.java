package app.rapport.training;

import app.rapport.platform.NodeRole;
import app.rapport.platform.Tenancy;
import app.rapport.training.zoom.ZoomInstallation;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sessions that were planned while there was no Zoom account get their meetings once there is one. */
@Component
class NewAccount {
    private final ZoomInstallation installation;
    private final MeetingRows rows;

    NewAccount(ZoomInstallation installation, MeetingRows rows) {
        this.installation = installation;
        this.rows = rows;
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    void lookAgain() {
        if (installation.configured()) {
            Tenancy.runSystem(rows::reopen);
        }
    }
}
