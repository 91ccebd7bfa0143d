package app.rapport.platform;

import org.jspecify.annotations.Nullable;

/** What somebody typed to find something by a part of its text. */
public final class SearchText {
    private SearchText() {}

    /** Fit for {@code like '%' || :text || '%'}: wildcards stand for themselves. Null when nothing was typed. */
    public static @Nullable String of(@Nullable String typed) {
        return typed == null || typed.isBlank()
                ? null
                : typed.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
