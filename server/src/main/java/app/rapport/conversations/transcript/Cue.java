package app.rapport.conversations.transcript;

import org.jspecify.annotations.Nullable;

/**
 * One piece of speech as the source cut it; several of them make a {@link Turn}.
 *
 * @param opens true when the source began a paragraph here
 */
record Cue(
        @Nullable String speaker,
        @Nullable Long startMs,
        @Nullable Long endMs,
        String text,
        boolean opens) {
    Cue(@Nullable String speaker, @Nullable Long startMs, @Nullable Long endMs, String text) {
        this(speaker, startMs, endMs, text, false);
    }
}
