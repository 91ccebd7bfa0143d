package app.rapport.media;

import app.rapport.identity.BodyAllowance;
import app.rapport.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How much of a voice may be sent at once. */
@Component
class VoiceLimit implements BodyAllowance {
    private static final int MB = 1024 * 1024;
    /** A few seconds, even without any compression. */
    private static final int RECORDING = 2;

    static final int SAMPLE = 10;

    @Override
    public @Nullable Allowance of(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (!path.startsWith("/api/voices/")) {
            return null;
        }
        if (path.endsWith("/names")) {
            return new Allowance(RECORDING * MB, tooLarge(RECORDING));
        }
        // A form has a little around its files.
        return path.endsWith("/clone") ? new Allowance(SAMPLE * MB + MB, tooLarge(SAMPLE)) : null;
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "recording_too_large",
                        "File too large: a recording may have " + limit + " MB at most.")
                .with("limit", limit);
    }
}
