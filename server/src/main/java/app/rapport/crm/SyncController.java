package app.rapport.crm;

import app.rapport.crm.connector.Warning;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Wording;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A conversation's way into CRMs over HTTP. */
@RestController
class SyncController {
    private final SyncDesk desk;

    SyncController(SyncDesk desk) {
        this.desk = desk;
    }

    /** Brings the conversation up to date in every connected CRM, now. */
    @Requires(Permission.CONVERSATIONS_WRITE)
    @PostMapping("/api/conversations/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Queued syncNow(@PathVariable UUID id) {
        return new Queued(desk.syncNow(id));
    }

    record Queued(int connections) {}

    /** The exact requests a sync would send now. */
    @Requires(Permission.CONVERSATIONS_READ)
    @GetMapping("/api/conversations/{id}/sync/preview")
    Preview preview(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID connection) {
        var preview = desk.preview(id, connection);
        return new Preview(
                preview.connectionId(),
                preview.crmType(),
                preview.plan().requests().stream()
                        .map(one -> new Request(one.method(), one.path(), one.purpose(), one.body()))
                        .toList(),
                preview.plan().warnings().stream().map(Warning::message).toList(),
                preview.plan().warnings().stream().map(Warning::words).toList());
    }

    /** @param warningWords the same, for other languages */
    record Preview(
            UUID connectionId,
            String crmType,
            List<Request> requests,
            List<String> warnings,
            List<Wording> warningWords) {}

    record Request(
            String method,
            String path,
            String purpose,
            @Nullable JsonNode body) {}
}
