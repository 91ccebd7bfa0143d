package app.rapport.conversations;

import static app.rapport.identity.Permission.CONVERSATIONS_READ;
import static app.rapport.identity.Permission.CONVERSATIONS_WRITE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Action items and insights over HTTP. */
@RestController
class ActionItemController {
    private final ActionItemDesk desk;

    ActionItemController(ActionItemDesk desk) {
        this.desk = desk;
    }

    @Requires(CONVERSATIONS_READ)
    @GetMapping("/api/action-items")
    Page<ConversationView.ActionItem> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return desk.list(status, mine, customer, cursor, Cursor.limit(limit));
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/api/conversations/{id}/action-items")
    @ResponseStatus(HttpStatus.CREATED)
    ConversationView.ActionItem add(@PathVariable UUID id, @RequestBody ActionItemDesk.Edit given) {
        return desk.add(id, given);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PatchMapping("/api/action-items/{id}")
    ConversationView.ActionItem edit(@PathVariable UUID id, @RequestBody ActionItemDesk.Edit edit) {
        return desk.edit(id, edit);
    }

    @Requires(CONVERSATIONS_WRITE)
    @DeleteMapping("/api/action-items/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        desk.delete(id);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/api/action-items/{id}/restore")
    ConversationView.ActionItem restore(@PathVariable UUID id) {
        return desk.restore(id);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PatchMapping("/api/insights/{id}")
    ConversationView editInsight(@PathVariable UUID id, @RequestBody ActionItemDesk.InsightEdit edit) {
        return desk.editInsight(id, edit);
    }

    @Requires(CONVERSATIONS_WRITE)
    @DeleteMapping("/api/insights/{id}")
    ConversationView deleteInsight(@PathVariable UUID id) {
        return desk.deleteInsight(id);
    }
}
