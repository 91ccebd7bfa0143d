package app.rapport.training;

import static app.rapport.identity.Permission.TRAINING;
import static app.rapport.identity.Permission.TRAINING_MANAGE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.csv.SheetText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A cohort's people over HTTP. */
@RestController
@RequestMapping("/api/cohorts/{id}/learners")
class LearnerController {
    private final LearnerDesk desk;
    private final LearnerReads reads;
    private final LearnerImport files;

    LearnerController(LearnerDesk desk, LearnerReads reads, LearnerImport files) {
        this.desk = desk;
        this.reads = reads;
        this.files = files;
    }

    @Requires(TRAINING)
    @GetMapping
    Page<LearnerView> list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reads.of(id, query, cursor, Cursor.limit(limit));
    }

    record Person(@Nullable String email, @Nullable String name) {}

    /** 201, or 200 for somebody who is enrolled already. */
    @Requires(TRAINING_MANAGE)
    @PostMapping
    ResponseEntity<LearnerView> enrol(@PathVariable UUID id, @RequestBody Person person) {
        var enrolled = desk.enrol(id, LearnerDesk.Person.of(person.email(), person.name()));
        return ResponseEntity.status(enrolled.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(enrolled.learner());
    }

    record Pasted(@Nullable String content) {}

    @Requires(TRAINING_MANAGE)
    @PostMapping(path = "/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    LearnerImport.Imported paste(
            @PathVariable UUID id, @RequestBody Pasted pasted, @RequestParam(defaultValue = "false") boolean dryRun) {
        return files.paste(id, pasted.content(), dryRun);
    }

    @Requires(TRAINING_MANAGE)
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    LearnerImport.Imported upload(
            @PathVariable UUID id,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        return files.upload(id, file == null ? null : file.getBytes(), dryRun);
    }

    @Requires(TRAINING_MANAGE)
    @PostMapping(path = "/import", consumes = "text/csv")
    LearnerImport.Imported post(
            @PathVariable UUID id, HttpServletRequest request, @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        return files.upload(id, request.getInputStream().readNBytes(SheetText.MOST_BYTES + 1), dryRun);
    }

    @Requires(TRAINING_MANAGE)
    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID userId) {
        desk.remove(id, userId);
    }
}
