package app.rapport.render;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words with placeholders: {@code {{first_name}}}, {@code [FIRST_NAME]} or any other column, whatever its case and
 * whether written with blanks, hyphens or underscores. A value that is missing becomes the fallback; a raw placeholder
 * never remains.
 */
record Template(String text) {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{([^{}]*)}}|\\[\\s*([\\p{L}][\\p{L}\\p{N}]*(?:[ _-]+[\\p{L}\\p{N}]+)*)\\s*]");
    /** Control characters, and those that turn the direction of all that follows. */
    private static final Pattern UNPRINTED = Pattern.compile(
            "[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB]+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static Template of(String text) {
        return new Template(text);
    }

    String render(Map<String, String> values, String fallback) {
        var known = new HashMap<String, String>();
        values.forEach((column, value) -> known.put(name(column), value));
        String safeFallback = plain(fallback);
        return plain(replaced(PLACEHOLDER.matcher(text), known, safeFallback));
    }

    private static String replaced(Matcher matcher, Map<String, String> known, String fallback) {
        return matcher.replaceAll(found -> {
            String column = found.group(1) != null ? found.group(1) : found.group(2);
            String value = plain(known.getOrDefault(name(column), ""));
            return Matcher.quoteReplacement(value.isEmpty() ? fallback : value);
        });
    }

    /** A value without what must not be drawn; a value that is itself a placeholder is no value. */
    private static String plain(String value) {
        String printed = UNPRINTED.matcher(value).replaceAll(" ");
        String without = PLACEHOLDER.matcher(printed).replaceAll("");
        return BLANKS.matcher(without).replaceAll(" ").strip();
    }

    private static String name(String column) {
        return column.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
    }
}
