package app.rapport.conversations.transcript;

import org.jspecify.annotations.Nullable;

/**
 * What one speaker said until the next one spoke.
 *
 * @param index place in {@link Transcript#turns()}, from 0; what summaries and action items point at
 * @param speaker the name as the transcript gives it, or null when it gives none
 * @param startMs milliseconds from the start of the recording, or null when the transcript has no times
 * @param endMs like {@code startMs}; never before it
 * @param text plain text without control characters; may look like markup, and is never to be read as such
 */
public record Turn(
        int index,
        @Nullable String speaker,
        @Nullable Long startMs,
        @Nullable Long endMs,
        String text) {
    public Turn {
        if (index < 0) {
            throw new IllegalArgumentException("a turn's index starts at 0");
        }
        if (speaker != null && speaker.isBlank()) {
            throw new IllegalArgumentException("a speaker has a name or is null");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("a turn says something");
        }
        if (startMs != null && endMs != null && endMs < startMs) {
            throw new IllegalArgumentException("a turn cannot end before it starts");
        }
    }
}
