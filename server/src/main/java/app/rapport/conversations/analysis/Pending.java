package app.rapport.conversations.analysis;

import org.jspecify.annotations.Nullable;

/**
 * Asked or offered, and not yet answered.
 *
 * @param asker null for an offer of the doer's own
 * @param doer who would do it, or null when anybody may take it
 * @param joint both sides together
 * @param needsYes falls without a yes
 * @param firm stands unless it is refused
 */
record Pending(
        Sentence at,
        @Nullable String asker,
        @Nullable String doer,
        String phrase,
        boolean joint,
        boolean needsYes,
        boolean firm) {
    /** "Shall I …?" is answered by anybody but the one who asks. */
    boolean isOffer() {
        return !joint && asker == null;
    }
}
