package app.rapport.conversations.analysis;

import app.rapport.conversations.transcript.Transcript;

/** Reads a talk and says what it came to. Every statement names the turn it stands on. */
public interface Analyst {
    /** Short name shown next to what it wrote: {@code built-in} or {@code model}. */
    String origin();

    /** The same transcript and context give the same analysis from a deterministic analyst. */
    Analysis analyse(Transcript transcript, Context context);
}
