package app.rapport.render;

import java.io.IOException;

/** The work could not be finished, through no fault of the upload: a stable code, and the last the tool said. */
public final class RenderFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String log;

    /** The sentence says what happened; the log is for whoever has to find out why. */
    public RenderFailed(String code, String sentence, String log) {
        super(sentence);
        this.code = code;
        this.log = log;
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
