package app.rapport.conversations.transcript;

import org.jspecify.annotations.Nullable;

/** Reads a time as transcripts write it: {@code 1:02:03.450}, {@code 02:03,45}, {@code 0:12}. */
final class Timestamps {
    private Timestamps() {}

    /** Milliseconds, or null when this is not a time. */
    static @Nullable Long read(String text) {
        var value = text.strip();
        if (value.isEmpty() || value.length() > 16) {
            return null;
        }
        long total = 0; // of the parts before the current one, in its unit
        long part = 0;
        int digits = 0;
        int colons = 0;
        int at = 0;
        for (; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c >= '0' && c <= '9') {
                part = part * 10 + (c - '0');
                if (++digits > 3) {
                    return null;
                }
            } else if (c == ':') {
                if (digits == 0 || (colons > 0 && part > 59) || ++colons > 2) {
                    return null;
                }
                total = (total + part) * 60;
                part = 0;
                digits = 0;
            } else {
                break;
            }
        }
        if (colons == 0 || digits == 0 || digits > 2 || part > 59) {
            return null;
        }
        var fraction = fraction(value, at);
        return fraction == null ? null : (total + part) * 1000 + fraction;
    }

    private static @Nullable Long fraction(String value, int at) {
        if (at == value.length()) {
            return 0L;
        }
        char point = value.charAt(at);
        int digits = value.length() - at - 1;
        if ((point != '.' && point != ',') || digits < 1 || digits > 9) {
            return null;
        }
        long millis = 0;
        for (int i = 0; i < Math.max(3, digits); i++) {
            int c = i < digits ? value.charAt(at + 1 + i) : '0';
            if (c < '0' || c > '9') {
                return null;
            }
            if (i < 3) {
                millis = millis * 10 + (c - '0');
            }
        }
        return millis;
    }
}
