package app.rapport.crm.connector;

import app.rapport.platform.Wording;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, for the one who has to act.
 *
 * @param code the provider's own word, or ours: {@code INVALID_FIELD}, {@code timeout}
 * @param message one plain sentence; may quote the provider
 * @param nextStep what a person does now, or what Rapport does by itself
 * @param words both of them, for other languages
 * @param during what the call was for, where no request of a plan says so
 * @param status the HTTP status, if there was an answer
 * @param pause not before this long, null when that is for us to say
 * @param unknown the write may have happened
 * @param gone what was linked to a record that no longer exists
 */
public record Fault(
        ErrorClass errorClass,
        String code,
        String message,
        String nextStep,
        Wording words,
        @Nullable String during,
        @Nullable Integer status,
        @Nullable Pause pause,
        boolean unknown,
        List<LinkKey> gone) {
    private static final int LONGEST = 1000;

    /**
     * How long to wait.
     *
     * @param everybody the whole connection is to be left alone, not only this
     * @param asked the CRM said so; else it is what its documents advise
     */
    public record Pause(Duration length, boolean everybody, boolean asked) {}

    public Fault {
        gone = List.copyOf(gone);
        message = sentence(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
    }

    /** Providers end their words as they like. */
    private static String sentence(String text) {
        var said = text.strip();
        return said.matches("(?s).*[.!?…”]") ? said : said + ".";
    }

    public static Fault of(ErrorClass errorClass, String code, String message, String nextStep, Wording words) {
        return new Fault(errorClass, code, message, nextStep, words, null, null, null, false, List.of());
    }

    /** Said otherwise, of the same. */
    public Fault said(String otherMessage, Wording otherWords) {
        return new Fault(errorClass, code, otherMessage, nextStep, otherWords, during, status, pause, unknown, gone);
    }

    public Fault during(String purpose) {
        return new Fault(errorClass, code, message, nextStep, words, purpose, status, pause, unknown, gone);
    }

    public Fault status(int httpStatus) {
        return new Fault(errorClass, code, message, nextStep, words, during, httpStatus, pause, unknown, gone);
    }

    /** Only this has to wait. */
    public Fault after(@Nullable Duration wait) {
        return pausing(wait == null ? null : new Pause(wait, false, true));
    }

    /** The whole connection is to be left alone: for as long as the CRM asked, or as its documents advise. */
    public Fault quiet(@Nullable Duration asked, Duration advised) {
        return pausing(asked == null ? new Pause(advised, true, false) : new Pause(asked, true, true));
    }

    private Fault pausing(@Nullable Pause wait) {
        return new Fault(errorClass, code, message, nextStep, words, during, status, wait, unknown, gone);
    }

    public boolean quiet() {
        return pause != null && pause.everybody();
    }

    public @Nullable Duration after() {
        return pause == null ? null : pause.length();
    }

    public Fault unknown(boolean mayHaveHappened) {
        return new Fault(errorClass, code, message, nextStep, words, during, status, pause, mayHaveHappened, gone);
    }

    public Fault gone(List<LinkKey> keys) {
        return new Fault(errorClass, code, message, nextStep, words, during, status, pause, unknown, keys);
    }

    public CrmFailure failure() {
        return new CrmFailure(this);
    }
}
