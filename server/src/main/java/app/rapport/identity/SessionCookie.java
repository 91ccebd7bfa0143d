package app.rapport.identity;

import app.rapport.platform.RapportSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie a browser carries its session in: out of reach of scripts, and never over plain HTTP once TLS is in front. */
@Component
class SessionCookie {
    static final String NAME = "rapport_session";
    private final boolean secure;
    private final Duration life;

    SessionCookie(RapportSettings settings, IdentitySettings identity) {
        this.secure = "https".equalsIgnoreCase(settings.appUrl().getScheme());
        this.life = identity.sessionLife();
    }

    static Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(cookie -> cookie.getValue())
                        .filter(value -> !value.isBlank())
                        .findFirst();
    }

    String holding(String token) {
        return cookie(token).maxAge(life).build().toString();
    }

    String gone() {
        return cookie("").maxAge(Duration.ZERO).build().toString();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure);
    }
}
