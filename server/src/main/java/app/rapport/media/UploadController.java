package app.rapport.media;

import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Requires;
import app.rapport.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Uploads that can be resumed: the tus protocol, version 1.0.0. */
@RestController
class UploadController {
    private static final String LENGTH = "Upload-Length";
    private static final int CHECKSUM_MISMATCH = 460;

    private final TusUploads uploads;
    private final UploadTable table;
    private final MediaStore store;
    private final UploadLimit limit;

    UploadController(TusUploads uploads, UploadTable table, MediaStore store, UploadLimit limit) {
        this.uploads = uploads;
        this.table = table;
        this.store = store;
        this.limit = limit;
    }

    @Requires(VIDEOS)
    @Operation(summary = "Begin an upload (tus 1.0.0)")
    @RequestMapping(path = TusUploads.BASE, method = RequestMethod.POST)
    @Nullable
    ResponseEntity<ProblemDetail> begin(HttpServletRequest request, HttpServletResponse response, CurrentUser by)
            throws IOException {
        var length = length(request.getHeader(LENGTH));
        limit.check(length);
        store.requireRoom(Math.max(length, 0));
        var refused = process(request, response, by);
        var location = response.getHeader(HttpHeaders.LOCATION);
        if (refused == null && response.getStatus() == HttpStatus.CREATED.value() && location != null) {
            var id = TusUploads.idOf(location);
            table.add(id, uploads.info(id, by).getFileName(), by);
            response.setHeader(HttpHeaders.LOCATION, TusUploads.address(id));
        }
        return refused;
    }

    @Requires(VIDEOS)
    @Operation(summary = "What this server can do with uploads (tus 1.0.0)")
    @RequestMapping(path = TusUploads.BASE, method = RequestMethod.OPTIONS)
    @Nullable
    ResponseEntity<ProblemDetail> abilities(HttpServletRequest request, HttpServletResponse response, CurrentUser by)
            throws IOException {
        return process(request, response, by);
    }

    @Requires(VIDEOS)
    @Operation(summary = "Go on with an upload, ask how far it is, or give it up (tus 1.0.0)")
    @RequestMapping(
            path = TusUploads.BASE + "/{id}",
            method = {RequestMethod.HEAD, RequestMethod.PATCH, RequestMethod.DELETE})
    @Nullable
    ResponseEntity<ProblemDetail> goOn(
            @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, CurrentUser by)
            throws IOException {
        if (!table.belongs(id, by)) {
            throw Problem.notFound("upload");
        }
        if (request.getMethod().equals("PATCH")) {
            var offset = Math.max(0, length(request.getHeader("Upload-Offset")));
            limit.check(length(request.getHeader(LENGTH)));
            limit.check(offset + Math.max(0, request.getContentLengthLong()));
        }
        uploads.noteWhatIsThere(id, by);
        var refused =
                process(request.getContentLengthLong() < 0 ? noMoreThanSaid(id, request, by) : request, response, by);
        if (refused == null && request.getMethod().equals("DELETE") && response.getStatus() < 300) {
            var _ = table.remove(id);
        }
        return refused;
    }

    /** A body of unknown length ends where the upload does. */
    private HttpServletRequest noMoreThanSaid(UUID id, HttpServletRequest request, CurrentUser by) {
        var info = uploads.info(id, by);
        return info.hasLength()
                ? new BoundedRequest(request, info.getLength() - info.getOffset(), limit.tooLarge())
                : request;
    }

    /** Has the library answer. What it refuses is said as a problem, in its words. */
    private @Nullable ResponseEntity<ProblemDetail> process(
            HttpServletRequest request, HttpServletResponse response, CurrentUser by) throws IOException {
        var watched = new Watched(response);
        try {
            uploads.protocol().process(request, watched, TusUploads.owner(by));
        } catch (IOException e) {
            if (request.getMethod().equals("PATCH")) {
                // What came is kept; whoever can still hear this goes on from there.
                throw Problem.invalid(
                        "upload_broken", "The connection broke. Ask how far the upload came, and go on from there.");
            }
            throw e;
        }
        var refused = watched.refused;
        if (refused == null) {
            return null;
        }
        if (refused.status() == CHECKSUM_MISMATCH) {
            return mismatch(refused);
        }
        throw problem(refused);
    }

    /** A status of this protocol alone. */
    private static ResponseEntity<ProblemDetail> mismatch(Refusal refused) {
        var body = ProblemDetail.forStatus(refused.status());
        body.setDetail(refused.message());
        body.setProperty("code", "upload_checksum");
        return ResponseEntity.status(refused.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private Problem problem(Refusal refused) {
        var status = Objects.requireNonNullElse(HttpStatus.resolve(refused.status()), HttpStatus.BAD_REQUEST);
        return switch (refused.status()) {
            case 404, 410 -> Problem.notFound("upload");
            case 409 ->
                Problem.conflict("upload_offset", "The upload is not that far. Ask how far it is, and go on there.");
            case 413 -> limit.tooLarge();
            case 423 ->
                Problem.of(
                        HttpStatus.LOCKED, "upload_busy", "Another request sends to this upload. Wait until it ends.");
            default -> Problem.of(status, "upload_refused", refused.message());
        };
    }

    /** -1 when it is not said; what is no number is left to the library to refuse. */
    private static long length(@Nullable String header) {
        try {
            return header == null ? -1 : Long.parseLong(header.strip());
        } catch (NumberFormatException nonsense) {
            return -1;
        }
    }

    /** Keeps the library from answering by the server's own error page. */
    private static final class Watched extends HttpServletResponseWrapper {
        private @Nullable Refusal refused;

        Watched(HttpServletResponse response) {
            super(response);
        }

        /** The library says beforehand that there will be no body; a problem has one. */
        @Override
        public void setHeader(String name, String value) {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void sendError(int status) {
            sendError(status, "This upload cannot be taken.");
        }

        @Override
        public void sendError(int status, String message) {
            refused = new Refusal(status, message);
        }
    }

    private record Refusal(int status, String message) {}
}
