package app.rapport.crm.connector;

import org.jspecify.annotations.Nullable;

/** One thing looked at before the first push, in words. */
public record Check(
        String check, boolean ok, String message, @Nullable String nextStep) {
    public static Check fine(String check, String message) {
        return new Check(check, true, message, null);
    }

    public static Check missing(String check, String message, String nextStep) {
        return new Check(check, false, message, nextStep);
    }
}
