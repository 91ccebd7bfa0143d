package app.rapport.identity;

import app.rapport.platform.Page;
import app.rapport.platform.SignedIn;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where I am signed in, and the way to end it. */
@RestController
class SessionsController {
    private final Sessions sessions;

    SessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    @SignedIn
    @InPerson
    @GetMapping("/api/sessions-of-mine")
    Page<Sessions.View> mine(CurrentUser user) {
        return Page.of(sessions.of(user.id(), current()));
    }

    @SignedIn
    @InPerson
    @DeleteMapping("/api/sessions-of-mine/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(CurrentUser user, @PathVariable UUID id) {
        sessions.end(user.id(), id);
    }

    @SignedIn
    @InPerson
    @DeleteMapping("/api/sessions-of-mine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(CurrentUser user) {
        sessions.endOthers(user.id(), current());
    }

    private static UUID current() {
        return java.util.Objects.requireNonNull(Caller.optional().orElseThrow().session());
    }
}
