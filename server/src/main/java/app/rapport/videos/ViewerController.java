package app.rapport.videos;

import app.rapport.platform.Public;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A shared video for whoever has the link. */
@RestController
class ViewerController {
    private final Viewer viewer;

    ViewerController(Viewer viewer) {
        this.viewer = viewer;
    }

    @Public
    @GetMapping("/api/viewer/{token}")
    Viewer.Shown show(@PathVariable String token, HttpServletRequest request) {
        return viewer.show(token, request);
    }

    record Password(@NotNull @Size(max = 1000) String password) {}

    @Public
    @PostMapping("/api/viewer/{token}/unlock")
    ResponseEntity<Void> unlock(
            @PathVariable String token, @Valid @RequestBody Password given, HttpServletRequest request) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, viewer.unlock(token, given.password(), request.getRemoteAddr()))
                .build();
    }
}
