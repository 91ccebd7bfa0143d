package app.rapport.training;

import app.rapport.platform.Public;
import app.rapport.platform.SignedIn;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Joining a session over HTTP, signed in or by a personal link. */
@RestController
class JoinController {
    private final Joining joining;
    private final Guests guests;

    JoinController(Joining joining, Guests guests) {
        this.joining = joining;
        this.guests = guests;
    }

    @SignedIn
    @PostMapping("/api/sessions/{id}/signature")
    Joining.Ticket signature(@PathVariable UUID id, @RequestBody Joining.Ask ask) {
        return joining.ticket(id, ask);
    }

    /** How long joining took, as the page measured it. */
    @SignedIn
    @PostMapping("/api/sessions/{id}/joined")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void joined(@PathVariable UUID id, @RequestBody Joining.Measured measured) {
        joining.joined(id, measured);
    }

    @Public
    @GetMapping("/api/join/{token}")
    Guests.Room room(@PathVariable String token) {
        return guests.room(token);
    }

    @Public
    @PostMapping("/api/join/{token}/signature")
    Joining.Ticket guestSignature(@PathVariable String token, @RequestBody Joining.Ask ask) {
        return guests.ticket(token, ask);
    }

    @Public
    @PostMapping("/api/join/{token}/joined")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void guestJoined(@PathVariable String token, @RequestBody Joining.Measured measured) {
        guests.joined(token, measured);
    }
}
