package app.rapport.identity;

import app.rapport.platform.Public;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The door: in and out. */
@RestController
class AuthController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionCookie cookie;

    AuthController(SignIn signIn, Sessions sessions, SessionCookie cookie) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    record Credentials(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 1000) String password) {}

    @Public
    @PostMapping("/api/auth/login")
    ResponseEntity<Void> login(@RequestBody @Valid Credentials credentials, HttpServletRequest request) {
        var token = signIn.signIn(credentials.email(), credentials.password(), Client.of(request));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(token))
                .build();
    }

    @Public
    @PostMapping("/api/auth/logout")
    ResponseEntity<Void> logout() {
        Caller.optional().ifPresent(caller -> {
            if (caller.session() != null) {
                sessions.end(caller.user().id(), caller.session());
            }
        });
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.gone())
                .build();
    }
}
