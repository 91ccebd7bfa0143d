package app.rapport.media;

import app.rapport.identity.BodyAllowance;
import app.rapport.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How large a video may be. */
@Component
class UploadLimit implements BodyAllowance {
    private final long most;

    UploadLimit(MediaSettings settings) {
        this.most = settings.maxUpload().toBytes();
    }

    void check(long bytes) {
        if (bytes > most) {
            throw tooLarge();
        }
    }

    Problem tooLarge() {
        return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "file_too_large",
                        "File too large: a video may have " + most / (1024 * 1024) + " MB at most.")
                .with("limit", most / (1024 * 1024));
    }

    @Override
    public @Nullable Allowance of(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.startsWith(TusUploads.BASE + "/") && request.getMethod().equals("PATCH")) {
            return new Allowance(most, tooLarge());
        }
        // A form has a little around the file.
        return path.equals("/api/videos") && request.getMethod().equals("POST")
                ? new Allowance(most + 1024 * 1024, tooLarge())
                : null;
    }
}
