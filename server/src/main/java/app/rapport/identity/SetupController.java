package app.rapport.identity;

import app.rapport.platform.Problem;
import app.rapport.platform.Public;
import app.rapport.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The first start: makes the organisation and its administrator, once. */
@RestController
class SetupController {
    private final Founding founding;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SetupController(Founding founding, Sessions sessions, SessionCookie cookie) {
        this.founding = founding;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    record Setup(boolean needed) {}

    record SetupDetails(
            @NotBlank @Size(max = 120) String organizationName,
            @NotNull String zone,
            @NotBlank @Size(max = 120) String name,
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 1000) String password) {}

    @Public
    @GetMapping("/api/setup")
    Setup setup() {
        return new Setup(founding.unfounded());
    }

    @Public
    @PostMapping("/api/setup")
    ResponseEntity<Void> setUp(@RequestBody @Valid SetupDetails details, HttpServletRequest request) {
        var first = founding.foundFirst(
                        Entered.text("organizationName", details.organizationName()),
                        Entered.zone(details.zone()),
                        Entered.text("name", details.name()),
                        Entered.email(details.email()),
                        details.password())
                .orElseThrow(() -> Problem.conflict("already_set_up", "Rapport is set up already. Sign in instead."));
        var token = Tenancy.in(first.id(), () -> sessions.open(first.admin(), Client.of(request)));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(token))
                .build();
    }
}
