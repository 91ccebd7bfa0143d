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
 * @param status the HTTP status, if there was an answer
 * @param after not before this long
 * @param quiet the whole connection should be left alone for {@code after}
 * @param unknown the write may have happened
 * @param gone what was linked to a record that no longer exists
 */
public record Fault(
        ErrorClass errorClass,
        String code,
        String message,
        String nextStep,
        Wording words,
        @Nullable Integer status,
        @Nullable Duration after,
        boolean quiet,
        boolean unknown,
        List<LinkKey> gone) {
    private static final int LONGEST = 1000;

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
        return new Fault(errorClass, code, message, nextStep, words, null, null, false, false, List.of());
    }

    public Fault status(int httpStatus) {
        return new Fault(errorClass, code, message, nextStep, words, httpStatus, after, quiet, unknown, gone);
    }

    public Fault after(@Nullable Duration wait) {
        return new Fault(errorClass, code, message, nextStep, words, status, wait, quiet, unknown, gone);
    }

    /** The whole connection is to be left alone for this long. */
    public Fault quietFor(Duration wait) {
        return new Fault(errorClass, code, message, nextStep, words, status, wait, true, unknown, gone);
    }

    public Fault unknown(boolean mayHaveHappened) {
        return new Fault(errorClass, code, message, nextStep, words, status, after, quiet, mayHaveHappened, gone);
    }

    public Fault gone(List<LinkKey> keys) {
        return new Fault(errorClass, code, message, nextStep, words, status, after, quiet, unknown, keys);
    }

    public CrmFailure failure() {
        return new CrmFailure(this);
    }
}
