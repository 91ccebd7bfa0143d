package app.rapport.render;

import java.util.Map;

/** An upload or a request that cannot be rendered as it is: a stable code, the measured values, and what to do. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, Object> values;

    /** The sentence says what was measured and what to do about it. */
    public Refused(String code, Map<String, Object> values, String sentence) {
        super(sentence);
        this.code = code;
        this.values = Map.copyOf(values);
    }

    /** Stable: {@code video_too_long}, {@code no_video}… */
    public String code() {
        return code;
    }

    /** What was measured. */
    public Map<String, Object> values() {
        return values;
    }

    /** The English sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
