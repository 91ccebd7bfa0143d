package app.rapport.training.zoom;

import app.rapport.platform.Problem;
import org.springframework.http.HttpStatus;

/** What went wrong at Zoom, as an answer. */
final class ZoomProblems {
    private ZoomProblems() {}

    static Problem of(ZoomFailed failed) {
        var words = String.valueOf(failed.getMessage());
        return switch (failed.reason()) {
            case NOT_CONFIGURED -> Problem.conflict("zoom_not_configured", words);
            case CREDENTIALS -> Problem.of(HttpStatus.BAD_GATEWAY, "zoom_credentials", words);
            case BUSY -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "zoom_busy", words);
            case NO_LICENCE -> Problem.conflict("no_licence_left", words);
            case OTHER_ACCOUNT -> Problem.conflict("zoom_other_account", words);
            case NOT_FOUND, REFUSED -> Problem.unprocessable("zoom_refused", words);
            case PENDING -> Problem.conflict("zoom_pending", words);
            case NOT_SENT, UNCLEAR -> Problem.of(HttpStatus.BAD_GATEWAY, "zoom_unreachable", words);
        };
    }
}
