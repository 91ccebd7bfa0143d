package app.rapport.crm.connector;

import app.rapport.platform.Wording;
import org.jspecify.annotations.Nullable;

/** One thing looked at before the first push, in words. */
public record Check(
        String check, boolean ok, String message, @Nullable String nextStep, Wording words) {
    public static Check fine(String check, String message, Wording words) {
        return new Check(check, true, message, null, words);
    }

    public static Check missing(String check, String message, String nextStep, Wording words) {
        return new Check(check, false, message, nextStep, words);
    }
}
