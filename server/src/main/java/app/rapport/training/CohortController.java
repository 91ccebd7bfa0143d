package app.rapport.training;

import static app.rapport.identity.Permission.TRAINING;
import static app.rapport.identity.Permission.TRAINING_MANAGE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cohorts over HTTP. */
@RestController
class CohortController {
    private final CohortDesk desk;
    private final CohortReads reads;

    CohortController(CohortDesk desk, CohortReads reads) {
        this.desk = desk;
        this.reads = reads;
    }

    @Requires(TRAINING)
    @GetMapping("/api/cohorts")
    Page<CohortView> list(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reads.list(query, archived, cursor, Cursor.limit(limit));
    }

    @Requires(TRAINING_MANAGE)
    @PostMapping("/api/cohorts")
    ResponseEntity<CohortView> add(@RequestBody CohortDesk.Form form) {
        var added = desk.add(form);
        return ResponseEntity.created(URI.create("/api/cohorts/" + added.id())).body(added);
    }

    @Requires(TRAINING)
    @GetMapping("/api/cohorts/{id}")
    CohortView one(@PathVariable UUID id) {
        return reads.one(id);
    }

    @Requires(TRAINING_MANAGE)
    @PatchMapping("/api/cohorts/{id}")
    CohortView edit(@PathVariable UUID id, @RequestBody CohortDesk.Change change) {
        return desk.edit(id, change);
    }

    /** Archives; {@code {"archived":false}} undoes it. */
    @Requires(TRAINING_MANAGE)
    @DeleteMapping("/api/cohorts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable UUID id) {
        desk.archive(id);
    }
}
