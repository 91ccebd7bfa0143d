package app.rapport.crm.connector;

/** Cuts and cleans texts for fields with limits. */
public final class Texts {
    private static final String ELLIPSIS = "…";

    private Texts() {}

    /** At most this many characters, an ellipsis last when something is missing; never half a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        if (most <= 1) {
            return text.substring(0, Math.max(0, most));
        }
        var end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** One line, without control characters: for subjects and titles. */
    public static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Without control characters other than line ends. */
    public static String lines(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
    }

    /** The text with this ending, cut before the ending so that the whole fits. */
    public static String endingWith(String text, String ending, int most) {
        return text.isEmpty()
                ? cut(ending, most)
                : cut(text, Math.max(0, most - ending.length() - 2)) + "\n\n" + ending;
    }
}
