package app.rapport.messages;

import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The outbox page. Its messages hold links that sign people up, so it is the administrators'. */
@RestController
class OutboxController {
    private final Outbox outbox;

    OutboxController(Outbox outbox) {
        this.outbox = outbox;
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/api/outbox")
    Page<Outbox.Message> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return outbox.list(cursor, Cursor.limit(limit));
    }

    /** To save and pass on. */
    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/api/outbox/{id}/attachment")
    ResponseEntity<String> attachment(@PathVariable UUID id) {
        var file = outbox.attachment(id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .body(file.content());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping("/api/outbox/{id}/mark-sent")
    Outbox.Message markSent(@PathVariable UUID id) {
        return outbox.markSent(id);
    }
}
