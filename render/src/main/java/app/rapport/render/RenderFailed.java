package app.rapport.render;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The work could not be finished, through no fault of the upload: a stable code, and the last the tool said. */
public final class RenderFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String log;
    private final @Nullable Duration again;

    /** The sentence says what happened; the log is for whoever has to find out why. */
    public RenderFailed(String code, String sentence, String log) {
        this(code, sentence, log, null);
    }

    private RenderFailed(String code, String sentence, String log, @Nullable Duration again) {
        super(sentence);
        this.code = code;
        this.log = log;
        this.again = again;
    }

    /** A failure that may have passed after this while. */
    public static RenderFailed passing(String code, String sentence, Duration again) {
        return new RenderFailed(code, sentence, "", again);
    }

    /** After which while trying again may help; empty when it would not. */
    public Optional<Duration> again() {
        return Optional.ofNullable(again);
    }

    /** Stable: {@code renderer_stopped}, {@code renderer_missing}, {@code disk_full}, {@code cancelled}… */
    public String code() {
        return code;
    }

    /** The last lines of the tool. */
    public String log() {
        return log;
    }
}
