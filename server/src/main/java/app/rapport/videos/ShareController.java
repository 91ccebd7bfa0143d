package app.rapport.videos;

import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A video's links over HTTP. */
@RestController
@RequestMapping("/api/videos/{id}/shares")
class ShareController {
    private final ShareDesk desk;

    ShareController(ShareDesk desk) {
        this.desk = desk;
    }

    @Requires(VIDEOS)
    @PostMapping
    ResponseEntity<ShareDesk.View> share(
            @PathVariable UUID id, @Valid @RequestBody ShareDesk.Form form, CurrentUser by) {
        var added = desk.add(id, form, by);
        return ResponseEntity.created(URI.create(added.url())).body(added);
    }

    /** Newest first, revoked ones too. */
    @Requires(VIDEOS)
    @GetMapping
    Page<ShareDesk.View> shares(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return desk.of(id, cursor, Cursor.limit(limit));
    }

    /** Revokes the link: whoever has it sees that it is no longer valid. */
    @Requires(VIDEOS)
    @DeleteMapping("/{sid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, @PathVariable UUID sid) {
        desk.revoke(id, sid);
    }
}
