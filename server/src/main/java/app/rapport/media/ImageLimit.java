package app.rapport.media;

import app.rapport.identity.BodyAllowance;
import app.rapport.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How large an image may be. */
@Component
class ImageLimit implements BodyAllowance {
    private static final int MEGABYTES = 5;
    private static final long MOST = MEGABYTES * 1024L * 1024;
    /** A form has a little around the file. */
    private static final long AROUND = 64L * 1024;

    private static final Pattern IMAGES = Pattern.compile("/api/videos/[^/]+/images");

    void check(long bytes) {
        if (bytes > MOST) {
            throw tooLarge();
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "image_too_large",
                        "File too large: an image may have " + MEGABYTES + " MB at most.")
                .with("limit", MEGABYTES);
    }

    @Override
    public @Nullable Allowance of(HttpServletRequest request) {
        return IMAGES.matcher(request.getRequestURI()).matches() ? new Allowance(MOST + AROUND, tooLarge()) : null;
    }
}
