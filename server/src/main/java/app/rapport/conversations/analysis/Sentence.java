package app.rapport.conversations.analysis;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a talk.
 *
 * @param order place in the whole talk, from 0
 * @param turn index of its turn in the transcript
 * @param speaker whole name where known
 * @param ours true or false for a known side of the table, else null
 * @param text as said, with straight apostrophes
 */
record Sentence(
        int order,
        int turn,
        @Nullable String speaker,
        @Nullable Boolean ours,
        String text) {
    private static final Pattern ASKING = Pattern.compile(
            "^(?:(?:and|so|but|okay|ok|well|um|uh|right|got it|great) )*(?:is|are|was|were|do|does|did|can|could|would|will|what|who|whose|how|when|where|why|should|have you|has|which)\\b(?!.*[.!]$)");

    boolean isQuestion() {
        return text.endsWith("?") || text.endsWith("؟");
    }

    /** A question as a recogniser writes it: without its mark. */
    boolean soundsAsked() {
        return Names.isWithoutCapitals(text) && ASKING.matcher(text).find();
    }

    boolean isArabic() {
        int arabic = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x0620 && c <= 0x06D3 && ++arabic >= 3) {
                return true;
            }
        }
        return false;
    }

    boolean saidByUs() {
        return Boolean.TRUE.equals(ours);
    }
}
