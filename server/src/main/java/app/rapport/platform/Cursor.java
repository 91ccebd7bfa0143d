package app.rapport.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place in a list where a page ended: the sort values of its last item, opaque to callers. */
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\u001f";
    /** Rows a list answers with when the caller names no limit. */
    public static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 200;

    public static String of(Object... parts) {
        var text = String.join(
                SEPARATOR, List.of(parts).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor a caller sent back, null on the first page. A cursor that is not ours, or of another list, is a 400. */
    public static @Nullable Cursor read(@Nullable String cursor, int parts) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var read = List.of(text.split(SEPARATOR, -1));
            if (read.size() == parts) {
                return new Cursor(read);
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw refused();
    }

    /** The limit a caller may ask for: 1 to 200, {@link #DEFAULT_LIMIT} when absent. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MOST) {
            throw Problem.invalid("invalid_limit", "A page holds 1 to " + MOST + " items.")
                    .with("limit", MOST);
        }
        return asked;
    }

    /** A part as the type it was; a forged one is a 400, not an error of ours. */
    public <T> T part(int index, java.util.function.Function<String, T> parse) {
        try {
            return parse.apply(parts.get(index));
        } catch (RuntimeException e) {
            throw refused();
        }
    }

    private static Problem refused() {
        return Problem.invalid("invalid_cursor", "This cursor is not one of this list. Start again without it.");
    }
}
