package app.rapport.conversations.transcript;

import org.jspecify.annotations.Nullable;

/** One piece of speech as the source cut it; several of them make a {@link Turn}. */
record Cue(
        @Nullable String speaker,
        @Nullable Long startMs,
        @Nullable Long endMs,
        String text) {}
