package app.rapport.identity;

import app.rapport.platform.Public;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For who forgot the password. */
@RestController
class ResetController {
    private final PasswordResets resets;

    ResetController(PasswordResets resets) {
        this.resets = resets;
    }

    record Forgotten(@NotNull @Size(max = 254) String email) {}

    /** Whose password the link changes. */
    record Link(String email) {}

    record NewPassword(@NotNull @Size(max = 1000) String password) {}

    /** The answer does not say whether there is such an account. */
    @Public
    @PostMapping("/api/auth/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@RequestBody @Valid Forgotten forgotten, HttpServletRequest request) {
        resets.ask(Entered.email(forgotten.email()), Client.of(request));
    }

    @Public
    @GetMapping("/api/auth/reset/{token}")
    Link link(@PathVariable String token) {
        return new Link(resets.emailOf(token));
    }

    /** Signs nobody in: every session of the account ends. */
    @Public
    @PostMapping("/api/auth/reset/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String token, @RequestBody @Valid NewPassword chosen, HttpServletRequest request) {
        resets.reset(token, chosen.password(), Client.of(request));
    }
}
