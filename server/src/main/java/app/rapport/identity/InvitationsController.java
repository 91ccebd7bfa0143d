package app.rapport.identity;

import app.rapport.platform.Page;
import app.rapport.platform.Public;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations: made by administrators, accepted by whoever holds the link. */
@RestController
class InvitationsController {
    private final Invitations invitations;
    private final SessionCookie cookie;

    InvitationsController(Invitations invitations, SessionCookie cookie) {
        this.invitations = invitations;
        this.cookie = cookie;
    }

    record NewInvitation(
            @NotNull @Size(max = 254) String email,
            @NotNull Role role,
            @Nullable @Size(max = 120) String name) {}

    record Acceptance(
            @NotBlank @Size(max = 120) String name,
            @NotNull @Size(max = 1000) String password) {}

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/api/invitations")
    Page<Invitations.Listed> list() {
        return Page.of(invitations.open());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping("/api/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitations.Made invite(CurrentUser user, @RequestBody @Valid NewInvitation asked) {
        var name = asked.name() == null || asked.name().isBlank() ? null : Entered.text("name", asked.name());
        return invitations.invite(user, Entered.email(asked.email()), name, asked.role());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @DeleteMapping("/api/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id) {
        invitations.withdraw(id);
    }

    @Public
    @GetMapping("/api/invitations/by-token/{token}")
    Invitations.Offer offer(@PathVariable String token) {
        return invitations.offer(token);
    }

    @Public
    @PostMapping("/api/invitations/by-token/{token}/accept")
    ResponseEntity<Void> accept(
            @PathVariable String token, @RequestBody @Valid Acceptance acceptance, HttpServletRequest request) {
        var session = invitations.accept(
                token, Entered.text("name", acceptance.name()), acceptance.password(), Client.of(request));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.holding(session))
                .build();
    }
}
