package app.rapport.conversations.analysis;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An action item while the talk is still being read: a later sentence may name its day or its owner. */
final class Promise {
    final Sentence at;
    final @Nullable String owner;
    /** The verb phrase as said, without who and when. */
    final String phrase;

    final String title;
    final Set<String> stems;
    /** Two sides together, nobody in particular. */
    final boolean joint;

    @Nullable
    LocalDate due;

    Promise(Sentence at, @Nullable String owner, String phrase, String title, @Nullable LocalDate due, boolean joint) {
        this.at = at;
        this.owner = owner;
        this.phrase = phrase;
        this.title = title;
        this.stems = Words.stems(title);
        this.due = due;
        this.joint = joint;
    }
}
