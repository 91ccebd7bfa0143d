package app.rapport.conversations;

import static app.rapport.identity.Permission.CONVERSATIONS_READ;
import static app.rapport.identity.Permission.CONVERSATIONS_WRITE;

import app.rapport.conversations.ConversationDesk.ConversationEdit;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Wording;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Conversations over HTTP. */
@RestController
@RequestMapping("/api/conversations")
class ConversationController {
    private static final int MOST_TURNS = 1000;
    private final ConversationDesk desk;
    private final ConversationReads reads;
    private final ConversationList list;

    ConversationController(ConversationDesk desk, ConversationReads reads, ConversationList list) {
        this.desk = desk;
        this.reads = reads;
        this.list = list;
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConversationView> take(@Valid @RequestBody NewConversation given, CurrentUser by) {
        return created(desk.take(given, null, by));
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ConversationView> upload(
            @Valid @RequestPart("conversation") NewConversation given,
            @RequestPart("file") MultipartFile file,
            CurrentUser by)
            throws IOException {
        return created(desk.take(given, file.getBytes(), by));
    }

    private static ResponseEntity<ConversationView> created(ConversationView view) {
        return ResponseEntity.created(URI.create("/api/conversations/" + view.id()))
                .body(view);
    }

    /** @param sync pending, synced, failed or blocked: how it stands in at least one CRM */
    @Requires(CONVERSATIONS_READ)
    @GetMapping
    Page<ConversationView.Brief> list(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sync,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var contributed = sync == null ? Map.<String, String>of() : Map.of("sync", sync);
        var filter = new ConversationList.Filter(query, customer, state, contributed);
        return list.page(filter, cursor, Cursor.limit(limit));
    }

    @Requires(CONVERSATIONS_READ)
    @GetMapping("/{id}")
    ConversationView one(@PathVariable UUID id) {
        return reads.view(id);
    }

    @Requires(CONVERSATIONS_READ)
    @GetMapping("/{id}/transcript")
    Page<ConversationView.TurnView> transcript(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        if (limit < 1 || limit > MOST_TURNS) {
            throw Problem.invalid("invalid_limit", "A page of a transcript holds 1 to " + MOST_TURNS + " turns.")
                    .with("limit", MOST_TURNS);
        }
        return reads.turns(id, cursor, limit);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PatchMapping("/{id}")
    ConversationView edit(@PathVariable UUID id, @RequestBody ConversationEdit edit) {
        return desk.edit(id, edit);
    }

    @Requires(CONVERSATIONS_WRITE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        desk.delete(id);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/{id}/restore")
    ConversationView restore(@PathVariable UUID id) {
        return desk.restore(id);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/{id}/summary")
    ConversationView analyse(@PathVariable UUID id) {
        return desk.analyse(id);
    }

    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/{id}/complete")
    ConversationView complete(@PathVariable UUID id) {
        return desk.complete(id);
    }

    /** Reads a transcript without keeping it, for the form that asks for the rest. */
    @Requires(CONVERSATIONS_WRITE)
    @PostMapping("/parse")
    Parsed parse(@RequestBody ParseRequest request) {
        if (request.content() == null) {
            throw Problem.invalid("invalid_field", "The transcript's content is missing.");
        }
        var parsed = ConversationDesk.parse(request.format(), request.content());
        var transcript = parsed.transcript();
        return new Parsed(
                transcript.format().name().toLowerCase(java.util.Locale.ROOT),
                transcript.turns().size(),
                transcript.speakers(),
                transcript.duration().map(java.time.Duration::toSeconds).orElse(null),
                parsed.problems(),
                parsed.words());
    }

    record ParseRequest(@Nullable String format, @Nullable String content) {}

    record Parsed(
            String format,
            int turns,
            List<String> speakers,
            @Nullable Long durationSeconds,
            List<String> problems,
            List<Wording> problemWords) {}
}
