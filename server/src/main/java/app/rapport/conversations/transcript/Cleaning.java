package app.rapport.conversations.transcript;

/** Takes out what no person said and what could change how a page shows the rest. */
final class Cleaning {
    private Cleaning() {}

    /**
     * Line ends become {@code \n}; control characters, byte order marks, non-characters and the marks that turn text around
     * (U+202A–202E, U+2066–2069) go; half a surrogate pair becomes U+FFFD. Markup is text and stays.
     */
    static String text(String raw) {
        var clean = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\r') {
                if (i + 1 >= raw.length() || raw.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else if (c == '\n' || c == '\t') {
                clean.append(c);
            } else if (c == '\u2028' || c == '\u2029' || c == '\u0085') {
                clean.append('\n');
            } else if (Character.isHighSurrogate(c)) {
                if (i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))) {
                    clean.append(c).append(raw.charAt(++i));
                } else {
                    clean.append('\uFFFD');
                }
            } else if (Character.isLowSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (!dropped(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean dropped(char c) {
        return c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xFEFF
                || c >= 0xFFFE;
    }

    /** All white space to single spaces, none at the ends. */
    static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                gap = !line.isEmpty();
            } else {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    /** The first {@code length} characters, never half a surrogate pair. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
